/**
 * `npm test [-- --only STAGE,…]`: installs and builds what is missing, then lints, type-checks and runs every kind of
 * test. The last line is `N passed, N failed` (and `, N skipped` if any); the exit code is 1 if anything failed.
 */
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build, install, root, run } from "./setup.mjs";

const counted = join(root, "out", "counts");
const node = process.execPath;

/** Seconds after which a stage is ended: far more than any needs, even on a busy machine. */
const limit = 600;

/** Runs mocha over a glob of test files, in `jobs` processes. One test may take two minutes. */
const mocha = (glob, jobs = 1) => ({
	command: node,
	args: [
		"--import=tsx",
		join(root, "node_modules", "mocha", "bin", "mocha.js"),
		`--reporter=${join(root, "scripts", "reporter.ts")}`,
		"--timeout=120000",
		...(jobs > 1 ? ["--parallel", `--jobs=${jobs}`] : []),
		glob,
	],
});

/** A tool that either passes or fails, which counts as one. */
const tool = (path, ...args) => ({ command: node, args: [join(root, "node_modules", path), ...args] });

/** The stages in order. Neighbours of one `group` run at the same time, two at once; `editor` is the VS Code it wants. */
const stages = [
	{ name: "lint", group: "quick", ...tool("@biomejs/biome/bin/biome", "ci", ".", "--error-on-warnings") },
	{ name: "types", group: "quick", ...tool("typescript/bin/tsc", "-b") },
	{ name: "unit", group: "quick", ...mocha("test/unit/**/*.test.ts") },
	{ name: "fuzz", ...mocha("test/fuzz/**/*.test.ts", 2) },
	{ name: "integration", ...mocha("test/integration/**/*.test.ts") },
	{ name: "package", ...mocha("test/package/**/*.test.ts") },
	{ name: "editor", editor: "editor", command: node, args: ["--import=tsx", "test/editor/host/run.ts"] },
	{ name: "ui", editor: "code-server", ...mocha("test/editor/ui/**/*.test.ts") },
];

async function main(args) {
	const chosen = choose(args);
	const total = { passed: 0, failed: 0, skipped: 0 };
	const add = (counts) => {
		for (const key of Object.keys(total)) total[key] += counts[key];
	};
	for (const [name, work] of [
		["install", install],
		["build", build],
	]) {
		const started = Date.now();
		const code = await work();
		print(name, started, { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 });
		if (code !== 0) return finish({ passed: 0, failed: 1, skipped: 0 });
	}
	mkdirSync(counted, { recursive: true });
	for (const stage of chosen) {
		if (stage.editor === undefined) continue;
		stage.skipped = reasonToSkip(stage);
		// In view, since the first time takes minutes.
		stage.missing =
			stage.skipped === undefined &&
			(await run(node, ["--import=tsx", "scripts/vscode/prepare.ts", stage.editor])).code !== 0;
	}
	for (const group of grouped(chosen)) {
		const waiting = [...group];
		const work = async () => {
			for (let stage = waiting.shift(); stage !== undefined; stage = waiting.shift()) {
				add(await runStage(stage));
			}
		};
		await Promise.all([work(), work()]);
	}
	finish(total);
}

/** The stages that `--only` names, or all of them. */
function choose(args) {
	const at = args.findIndex((argument) => argument.startsWith("--only"));
	if (at < 0) return stages;
	const names = (args[at].split("=")[1] ?? args[at + 1] ?? "").split(",");
	const unknown = names.find((name) => !stages.some((stage) => stage.name === name));
	if (unknown !== undefined) {
		console.error(`--only takes ${stages.map((stage) => stage.name).join(", ")}; there is no "${unknown}".`);
		process.exit(64);
	}
	return stages.filter((stage) => names.includes(stage.name));
}

function grouped(chosen) {
	const groups = [];
	for (const stage of chosen) {
		const last = groups.at(-1);
		if (stage.group !== undefined && last?.[0].group === stage.group) last.push(stage);
		else groups.push([stage]);
	}
	return groups;
}

/** Why the tests of a stage cannot run here, if that is no failure. */
function reasonToSkip(stage) {
	if (process.env.SKIP_EDITOR_TESTS === "1") return "SKIP_EDITOR_TESTS is set";
	const hasCodeServer = process.platform === "linux" && process.arch === "x64";
	if (stage.editor === "code-server" && !hasCodeServer) return "code-server is installed on Linux x64 only";
	return undefined;
}

/** Runs one stage, prints its line, and before that its output if it failed. */
async function runStage(stage) {
	const started = Date.now();
	const one = (key) => ({ passed: 0, failed: 0, skipped: 0, [key]: 1 });
	if (stage.skipped !== undefined || stage.missing) {
		const counts = one(stage.missing ? "failed" : "skipped");
		print(stage.name, started, counts, stage.skipped ?? "there is no editor, see above");
		return counts;
	}
	const file = join(counted, `${stage.name}.json`);
	rmSync(file, { force: true });
	const { code, output } = await run(stage.command, stage.args, {
		capture: true,
		timeout: limit,
		env: { TEST_COUNTS: file },
	});
	const counts = readCounts(file) ?? one(code === 0 ? "passed" : "failed");
	if (code !== 0 && counts.failed === 0) counts.failed = 1;
	if (counts.failed > 0) console.log(`\n${output}`);
	print(stage.name, started, counts);
	return counts;
}

function readCounts(file) {
	try {
		return JSON.parse(readFileSync(file, "utf8"));
	} catch {
		return undefined; // not a mocha stage, or it ended before its reporter did
	}
}

function print(name, started, { passed, failed, skipped }, note = "") {
	const counts = [
		passed > 0 && `${passed} passed`,
		failed > 0 && `${failed} failed`,
		skipped > 0 && `${skipped} skipped`,
	];
	const seconds = ((Date.now() - started) / 1000).toFixed(1).padStart(6);
	const rest = [...counts, note].filter(Boolean).join(", ");
	console.log(`${failed > 0 ? "✗" : "✓"} ${name.padEnd(12)}${seconds} s  ${rest}`);
}

function finish({ passed, failed, skipped }) {
	console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
	process.exit(failed > 0 ? 1 : 0);
}

await main(process.argv.slice(2));
