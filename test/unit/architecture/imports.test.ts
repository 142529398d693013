/** Holds the import rules of ARCHITECTURE.md against the imports that stand in the sources. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

const root = join(__dirname, "../../..");

/** What each room may import of the others; a room that is not named here has no rule and fails. */
const allowed: Readonly<Record<string, readonly string[]>> = {
	language: [],
	tokens: [],
	savings: ["language", "tokens"],
	convert: ["language", "tokens", "savings"],
	features: ["language", "tokens", "savings", "convert"],
	workspace: ["language", "tokens", "savings", "convert", "features"],
	lsp: ["language", "tokens", "savings", "convert", "features", "workspace"],
	cli: ["language", "tokens", "savings", "convert", "features", "workspace"],
};

/** Rooms that do no IO and run unchanged in a browser. */
const pure = ["language", "tokens", "savings", "convert", "features"];

/** Packages that a room may use; all others it may not, where it is named here. */
const connectionPackages = ["vscode", "vscode-languageserver", "vscode-languageclient"];

const sources = (folder: string): string[] =>
	readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
		.filter((name) => name.endsWith(".ts"))
		.map((name) => join(folder, name));

const importing =
	/^(?:import|export)\b[^"';]*?\bfrom\s+"([^"]+)"|^import\s+"([^"]+)"|\b(?:import|require)\("([^"]+)"\)/gm;

/** Every import of the sources, of types too, as `from -> to`; packages stay names. */
function imports(): readonly (readonly [from: string, to: string])[] {
	return [...sources("server/src"), ...sources("client/src")].flatMap((from) =>
		[...readFileSync(join(root, from), "utf8").matchAll(importing)].map((match) => {
			const name = match[1] ?? match[2] ?? match[3] ?? "";
			return [from, name.startsWith(".") ? resolve(from, name) : name] as const;
		}),
	);
}

/** The source file that a relative import means. */
function resolve(from: string, name: string): string {
	const path = join(dirname(from), name);
	const candidates = [path, `${path}.ts`, join(path, "index.ts")];
	return candidates.find((each) => existsSync(join(root, each)) && statSync(join(root, each)).isFile()) ?? path;
}

const roomOf = (path: string): string | undefined => /^server\/src\/([^/]+)\//.exec(path)?.[1];

/** The rule that an import breaks, if any. */
function violation(from: string, to: string): string | undefined {
	const room = roomOf(from);
	const target = roomOf(to);
	if (from.startsWith("client/")) {
		if (to.startsWith("server/") && to !== "server/src/lsp/protocol.ts")
			return "the client imports only lsp/protocol.ts";
		return undefined;
	}
	if (to.startsWith("client/")) return "the server does not import the client";
	if (room === undefined) return undefined;
	const rooms = allowed[room];
	if (rooms === undefined) return `the room ${room} has no rule`;
	if (target !== undefined && target !== room && !rooms.includes(target)) return `${room} may not import ${target}`;
	if (pure.includes(room)) {
		if (to.startsWith("node:")) return `${room} does no IO`;
		if (connectionPackages.some((name) => to === name || to.startsWith(`${name}/`)))
			return `${room} knows no connection`;
	}
	return undefined;
}

describe("architecture", () => {
	it("lets imports run one way only", () => {
		const found = imports();
		assert.ok(found.length > 100, `only ${found.length} imports were found`);
		const broken = found.flatMap(([from, to]) => {
			const rule = violation(from, to);
			return rule === undefined ? [] : [`${from} -> ${to}: ${rule}`];
		});
		assert.deepEqual(broken, []);
	});

	const planted: readonly (readonly [from: string, to: string])[] = [
		["server/src/language/parse.ts", "server/src/tokens/index.ts"],
		["server/src/tokens/counter.ts", "server/src/language/index.ts"],
		["server/src/convert/service.ts", "server/src/workspace/settings.ts"],
		["server/src/features/hover.ts", "server/src/lsp/protocol.ts"],
		["server/src/language/document.ts", "node:fs"],
		["server/src/features/hover.ts", "vscode-languageserver/node"],
		["server/src/workspace/jobs.ts", "server/src/cli/main.ts"],
		["server/src/unheard/of.ts", "server/src/language/index.ts"],
		["client/src/extension.ts", "server/src/language/index.ts"],
		["server/src/lsp/server.ts", "client/src/extension.ts"],
	];
	for (const [from, to] of planted) {
		it(`would notice ${from} -> ${to}`, () => assert.ok(violation(from, to)));
	}
});
