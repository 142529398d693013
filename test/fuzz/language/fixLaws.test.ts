/**
 * The laws of a fix, on documents that are damaged at random: none loses content, and none leaves the mistake that it is
 * offered for.
 */
import assert from "node:assert/strict";
import { type Diagnostic, type Fix, parse } from "../../../server/src/language/index";
import { applyEdits, errorsOf } from "../../support/fixes";
import { forEachCase, type Random, TIMEOUT } from "../../support/random";

const CASES = 4_000;

const DOCUMENTS: readonly string[] = [
	'users[3]{id,name,role}:\n  1,Ada,admin\n  2,"Bob, Jr",user\n  3,Cy,user\nnote: "say \\"hi\\""\n',
	"t[2|]{a|b}:\n  1|x y\n  2|z\ntags[3]: red,green,blue\nempty: []\n",
	"m[2:]{city,zip}:\n  ada: Ulm,89073\n  bob: Bonn,53111\nlast: 1.5\n",
	'orders[2]{id,customer{name,country},total}:\n  1,Ada,UK,9.5\n  2,Bob,DE,"10:30"\nend: true\n',
	"list[3]:\n  - name: Ada\n    tags[2]: a,b\n  - rows[2]{x,y}:\n      1,2\n      3,4\n    after: 5\n  - plain\n",
	'config:\n  path: "C:\\\\data\\\\new"\n  deep:\n    key: value\n    "quoted key": 2\nroot[2]:\n  - [2]: 1,2\n  - []\n',
	"[2]{id,msg}:\n  1,first\n  2,second\n",
	"[3]: 1,2,3\n",
];

/** What slips of the hand, other formats and models put into a line. */
const SCRAPS = [
	...['"', '""', "\\", "\\d", "\\u12", ",", ", ", ";", "|", "\t", ":", "[", "]", "[0]", "[2,]", "{", "}", "{a}", "#"],
	...["// x", "\u00a0", "，", "：", "\r", "\n", "\n  ", " ", "  ", "-", "- ", ".", "7", "x", "N", "="],
];

type Damage = (text: string, random: Random) => string;

const placeIn = (text: string, random: Random): number => random.below(text.length + 1);

const DAMAGES: readonly Damage[] = [
	(text, random) => {
		const at = placeIn(text, random);
		return text.slice(0, at) + random.pick(SCRAPS) + text.slice(at);
	},
	(text, random) => {
		const at = placeIn(text, random);
		return text.slice(0, at) + text.slice(at + random.between(1, 3));
	},
	(text, random) => {
		const at = placeIn(text, random);
		return text.slice(0, at) + random.pick(SCRAPS) + text.slice(at + 1);
	},
	(text, random) => {
		const lines = text.split("\n");
		const from = random.below(lines.length);
		lines.splice(random.below(lines.length), 0, ...lines.splice(from, 1));
		return lines.join("\n");
	},
	(text, random) => {
		const lines = text.split("\n");
		const line = random.below(lines.length);
		lines[line] = random.chance(0.5) ? ` ${lines[line]}` : lines[line]!.replace(/^ {1,2}/, "");
		return lines.join("\n");
	},
	(text, random) => text.slice(0, placeIn(text, random)),
];

describe("the laws of a fix", function () {
	this.timeout(TIMEOUT);

	it(`hold for all fixes of ${CASES} damaged documents`, () => {
		let fixes = 0;
		forEachCase(CASES, (random) => {
			let text = random.pick(DOCUMENTS);
			for (let damages = random.between(1, 2); damages > 0; damages--) text = random.pick(DAMAGES)(text, random);
			const errors = errorsOf(parse(text).diagnostics().items);
			for (const error of errors) for (const fix of error.fixes) checkFix(text, error, fix, errors);
			fixes += errors.length;
		});
		assert.ok(fixes > 0);
	});
});

function checkFix(text: string, error: Diagnostic, fix: Fix, before: readonly Diagnostic[]): void {
	const fixed = applyEdits(text, fix.edits);
	const what = `${error.code} [${fix.title}]\n${JSON.stringify(text)}\n${JSON.stringify(fixed)}`;
	assert.notEqual(fixed, text, `does nothing: ${what}`);
	const lost = missing(withoutCounts(text, error, fix), fixed);
	assert.ok(lost === "" || (fix.title.startsWith("Remove") && !fix.preferred), `loses ${lost}: ${what}`);
	const left = errorsOf(parse(fixed).diagnostics().items).filter(({ code }) => code === error.code);
	// The same mistake may stand there again when it is made on several lines, and the others moved up.
	const isLeft = left.some(({ range, message }) => isSame(range, error.range) && message === error.message);
	const again = left.length >= before.filter(({ code }) => code === error.code).length;
	assert.ok(!isLeft || !again, `leaves the mistake: ${what}`);
}

const isSame = (a: Diagnostic["range"], b: Diagnostic["range"]): boolean =>
	a.start.line === b.start.line && a.start.character === b.start.character;

/** Whether the fix writes a declared count anew, or leaves it out: the only content that it may. */
const isOfLength = ({ title }: Fix): boolean =>
	/^(?:Write \[|Change the length|Make it an (?:object|array))/.test(title);

/** The text without the declared counts that the fix writes anew: its own, and those of headers around. */
function withoutCounts(text: string, { range }: Diagnostic, fix: Fix): string {
	const own = isOfLength(fix) ? [range] : [];
	const around = fix.title.includes("the rest is missing")
		? fix.edits.filter((edit) => /^\d+$/.test(edit.newText) && edit.range.start.line < range.start.line)
		: [];
	return applyEdits(
		text,
		[...own, ...around.map((edit) => edit.range)].map((each) => ({ range: each, newText: "" })),
	);
}

/** Letters and digits; what escapes stand for, where a fix may write it as itself. */
function contentOf(text: string): string {
	const plain = text
		.replace(/\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})/g, (_pair, high: string, low: string) =>
			String.fromCharCode(Number.parseInt(high, 16), Number.parseInt(low, 16)),
		)
		.replace(/\\([\\nt])/g, (_escape, letter: string) => (letter === "\\" ? "\\ " : ""));
	return [...plain]
		.filter((char) => /[\p{L}\p{N}]/u.test(char))
		.sort()
		.join("");
}

/** The letters and digits that are there no more. */
function missing(before: string, after: string): string {
	const left = [...contentOf(after)];
	return [...contentOf(before)]
		.filter((char) => {
			const at = left.indexOf(char);
			if (at >= 0) left.splice(at, 1);
			return at < 0;
		})
		.join("");
}
