/** Whatever stands in a folder, and whatever others do to it meanwhile: every file is old, or new as asked. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, relative, resolve } from "node:path";
import { createColors } from "../../../server/src/cli/colors";
import { run } from "../../../server/src/cli/program";
import type { Sink, Terminal } from "../../../server/src/cli/terminal";
import { convertOnce, type Format, formatOf } from "../../../server/src/convert";
import { parse } from "../../../server/src/language";
import { Random, SEED, TIMEOUT } from "../../support/random";
import { atNextWrite } from "./racing";
import { makeSituation, randomCommand, randomDeed, type Snapshot, snapshot } from "./situation";

const situations = Number(process.env.TOON_SITUATIONS ?? 2000);
/** Of these, such as are run by the built command line, as a process. */
const processes = 25;
/** Thousands of folders come and go, for which no disk is needed where there is memory instead. */
const memory = "/dev/shm";
const builtProgram = join(__dirname, "../../../dist/cli.js");

interface Outcome {
	readonly code: number;
	readonly out: string;
	readonly err: string;
}

async function runHere(args: readonly string[], folder: string): Promise<Outcome> {
	const printed = { out: "", err: "" };
	const sink = (key: "out" | "err"): Sink => ({
		isTerminal: false,
		colors: createColors(false),
		write: async (text) => {
			printed[key] += text;
		},
	});
	const terminal: Terminal = { out: sink("out"), err: sink("err"), beforeWriting: undefined, isFailed: false };
	const readStdin = async () => new Uint8Array();
	const code = await run(args, { terminal, folder, readStdin });
	return { code, ...printed };
}

function runBuilt(args: readonly string[], folder: string): Outcome {
	const { status, stdout, stderr } = spawnSync(process.execPath, [builtProgram, ...args], { cwd: folder });
	return { code: status ?? -1, out: stdout.toString(), err: stderr.toString() };
}

/** What the files of a snapshot may become, by the command. */
function asked(args: readonly string[], states: readonly Snapshot[]): Set<string> {
	const to = args[args.indexOf("--to") + 1] as Format;
	const results = new Set<string>();
	for (const state of states) {
		for (const [path, { kind, content }] of state) {
			if (kind !== "file") continue;
			const text = Buffer.from(content, "latin1").toString("utf8");
			// A link, or a hard link, gives it other names and formats.
			for (const [name] of state) {
				const from = formatOf(name);
				if (from === undefined || from === "html" || (name !== path && state.get(name)?.kind === "folder")) continue;
				try {
					const result =
						args[0] === "format"
							? parse(text, { indentSize: "auto" }).format()
							: convertOnce({ text, from, to, options: { source: basename(name), strict: true } }).text;
					if (result !== undefined) results.add(Buffer.from(result).toString("latin1"));
				} catch {
					// It cannot be converted, so nothing may become of it.
				}
			}
		}
	}
	return results;
}

/**
 * @param states what stood there: at the beginning, and just after another program did something
 * @param links where each path led at the beginning
 */
function checkOutcome(
	args: readonly string[],
	{ code, out, err }: Outcome,
	root: string,
	states: readonly Snapshot[],
	links: ReadonlyMap<string, string>,
): void {
	const after = snapshot(root);
	assert.ok([0, 1, 2].includes(code), `code ${code}`);
	assert.doesNotMatch(err, /fault of the program|^ +at /m);
	const isWriting = args.includes("--write") || (args[0] === "convert" && !args.includes("--check"));
	const told = [...out.matchAll(/^(.+): (?:written|formatted)$/gm)].flatMap(([, name]) => {
		const path = resolve(root, "work", name!);
		// A link may be gone by now, by what another program did.
		const led = links.get(relative(root, path));
		return [realPath(path), ...(led === undefined ? [] : [led])].map((each) => relative(root, each));
	});
	const last = states.at(-1)!;
	let wanted: Set<string> | undefined;
	for (const path of new Set([...after.keys(), ...last.keys()])) {
		const [entry, before] = [after.get(path), last.get(path)];
		const isSame = entry?.kind === before?.kind && entry?.content === before?.content && entry?.mode === before?.mode;
		if (isSame) continue;
		assert.ok(isWriting, `${path} is changed by ${args[0]}`);
		if (entry?.kind === "folder" && before === undefined) continue; // --out makes folders
		assert.ok(entry?.kind === "file", `${path} is gone, or something else`);
		assert.ok(before === undefined || before.kind === "file", `${path} was no file`);
		assert.ok(told.includes(path), `${path} is changed, and nothing said`);
		const isOutside =
			path.startsWith("outside") && !args.includes("../outside") && !args.includes("../outside/secret.toon");
		assert.ok(!isOutside, `${path} is outside`);
		// What the other program left is lost only where that was asked for, or where it was read again before.
		const isTouched = before !== undefined && states[0]?.get(path)?.content !== before.content;
		const isForced = args.includes("--force");
		if (isTouched && !isForced) {
			const isOfLater = args[0] === "format" && asked(args, [new Map([[path, before]])]).has(entry.content);
			assert.ok(isOfLater, `${path} was changed by another program, and overwritten`);
		}
		wanted ??= asked(args, states);
		assert.ok(wanted.has(entry.content), `${path} holds what nobody asked for: ${JSON.stringify(entry.content)}`);
		if (before === undefined) continue;
		assert.equal(entry.mode, before.mode, `${path}: its mode`);
		assert.equal(before.names, 1, `${path} had another name`);
	}
}

function realPath(path: string): string {
	try {
		return realpathSync(path);
	} catch {
		return path;
	}
}

describe("command line in random situations", () => {
	let home: string;
	before(() => {
		home = realpathSync(mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), "toon-fuzz-")));
		process.env.XDG_STATE_HOME = join(home, "state");
	});
	after(() => {
		delete process.env.XDG_STATE_HOME;
		rmSync(home, { recursive: true, force: true });
	});

	it(`leaves every file old, or new as asked (SEED=${SEED}, ${situations} situations)`, async function () {
		this.timeout(TIMEOUT);
		const random = new Random(SEED);
		let races = 0;
		let changes = 0;
		for (let number = 0; number < situations; number++) {
			const root = join(home, String(number));
			mkdirSync(root);
			makeSituation(random, root);
			const folder = join(root, "work");
			const states: Snapshot[] = [snapshot(root)];
			const links = new Map([...states[0]!.keys()].map((path) => [path, realPath(join(root, path))]));
			const isProcess = number % Math.floor(situations / processes) === 0;
			const deeds = random.chance(0.5) ? [] : [randomDeed(random, root)];
			const args = randomCommand(random);
			const [deed] = isProcess ? [] : deeds;
			atNextWrite(
				deed &&
					((written) => {
						deed(written);
						races++;
						states.push(withoutTemporaries(snapshot(root)));
					}),
			);
			try {
				const outcome = isProcess ? runBuilt(args, folder) : await runHere(args, folder);
				if (/: (?:written|formatted)$/m.test(outcome.out)) changes++;
				checkOutcome(args, outcome, root, states, links);
			} catch (error) {
				const what = error instanceof Error ? error.message : String(error);
				throw new Error(`situation ${number}: ${args.join(" ")}: ${what}\n${describeAll(states)}`, { cause: error });
			}
			atNextWrite(undefined);
			rmSync(root, { recursive: true, force: true });
		}
		assert.ok(races > situations / 20 && changes > situations / 10, `${races} races, ${changes} changes`);
	});
});

/** What our own write has made by then is none of the other program's deeds. */
const withoutTemporaries = (state: Snapshot): Snapshot =>
	new Map([...state].filter(([path]) => !basename(path).startsWith(".toon-")));

const describeAll = (states: readonly Snapshot[]): string =>
	states
		.map((state) => [...state].map(([path, entry]) => `  ${path} ${JSON.stringify(entry)}`).join("\n"))
		.join("\n  --\n");
