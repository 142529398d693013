/** Documents read window by window: the diagnostics of the whole, and every line in one window. */
import assert from "node:assert/strict";
import { encode } from "@toon-format/toon";
import { type Diagnostic, parse, type Window, WindowError, Windows } from "../../../server/src/language/index";
import { forEachCase, type Random } from "../../support/random";
import { randomTable, randomValue } from "../../support/values";

/** A table or list with something before it and behind it, and mistakes here and there. */
function document(random: Random): string {
	const members = random.between(20, 200);
	const value = random.chance(0.7)
		? randomTable(random, members)
		: random.times(members, () => ({ id: random.below(1000), more: randomValue(random, 2) }));
	const whole = random.pick([() => value, () => ({ title: "x", part: { rows: value }, end: 1 })])();
	const lines = encode(whole).split("\n");
	for (let mistakes = random.pick([0, 0, 1, 3, 20]); mistakes > 0; mistakes--) {
		const at = random.below(lines.length);
		const line = lines[at]!;
		lines.splice(
			at,
			random.pick([0, 1]),
			random.pick([
				`${line},x`,
				line.slice(0, -2),
				` ${line}`,
				"",
				"# note",
				line.trim(),
				'  "a',
				"  x: 1",
				`${line} `,
			]),
		);
	}
	return lines.join(random.pick(["\n", "\n", "\r\n"])) + random.pick(["", "\n", "\n\n"]);
}

/** What is said in these cases may depend on lines far away, and on how many follow. */
const FAR_SIGHTED: ReadonlySet<string> = new Set(["array-length", "over-indented"]);

const shown = ({ code, severity, range: { start, end }, message }: Diagnostic): string =>
	`${start.line}:${start.character}-${end.line}:${end.character} ${severity} ${code} ${FAR_SIGHTED.has(code) ? "" : message}`;

describe("fuzz: documents window by window", function () {
	this.timeout(60_000);

	it("have the diagnostics of the whole: codes, places, and nearly all messages", () => {
		let windowed = 0;
		let refused = 0;
		forEachCase(400, (random) => {
			const text = document(random);
			const options = { strict: random.chance(0.8), indentSize: random.pick(["auto", 2] as const) };
			const windows = new Windows(options, random.between(50, 1500));
			const found: string[] = [];
			let lines = 0;
			let last: Window;
			try {
				for (let at = 0; at < text.length; ) {
					const end = at + random.between(1, 400);
					const window = windows.push(text.slice(at, end));
					at = end;
					if (window === undefined) continue;
					windowed++;
					found.push(...window.diagnostics.map(shown));
					lines += window.end - window.first;
				}
				last = windows.end();
			} catch (error) {
				if (!(error instanceof WindowError)) throw error;
				refused++;
				return;
			}
			lines += last.end - last.first;
			const whole = parse(text, options);
			const all = [...last.headDiagnostics.map(shown), ...found, ...last.diagnostics.map(shown)];
			assert.deepEqual(all, whole.diagnostics().items.map(shown), JSON.stringify(text));
			assert.equal(last.hasErrors || found.some((one) => / error /.test(one)), whole.hasErrors);
			assert.ok(lines >= whole.lines.lineCount || windowed === 0);
		});
		assert.ok(windowed > 1000 && refused < 150, `${windowed} windows, ${refused} refused`);
	});
});
