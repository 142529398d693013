/** Holds the arrows of ARCHITECTURE.md against the imports that stand in the sources, and each rule against a breach. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, posix } from "node:path";
import type { ICruiseResult } from "dependency-cruiser";
import { circles, cruised, violations } from "./imports";

const root = join(import.meta.dirname, "../../..");

describe("architecture", () => {
	let found: ICruiseResult;
	before(async () => {
		found = await cruised(root);
	});

	it("is read whole", () => {
		const read = found.modules.filter(({ source }) => /^(server|client)\/src\/.*\.ts$/.test(source));
		assert.ok(read.length > 200, `only ${read.length} files were read`);
	});

	it("lets imports run one way only", () => assert.deepEqual(violations(found), []));

	it("has no circle of files", () => assert.deepEqual([...circles(found).values()], []));

	// What swc does not hand over.
	it("imports no type in the middle of a line", () => {
		const hidden = found.modules
			.filter(({ source }) => source.endsWith(".ts") && !source.includes("node_modules"))
			.flatMap(({ source, dependencies }) =>
				[...readFileSync(join(root, source), "utf8").matchAll(/\bimport\("([^"]+)"\)/g)]
					.filter(([, name]) => !dependencies.some(({ module }) => module === name))
					.map(([text]) => `${source}: ${text}`),
			);
		assert.deepEqual(hidden, []);
	});
});

/** A breach of each rule: the rule, the file that breaks it and what it imports. */
const breaches: readonly (readonly [rule: string, from: string, to: string])[] = [
	["language uses no other room", "server/src/language/parse.ts", "server/src/tokens/index.ts"],
	["tokens uses no other room", "server/src/tokens/counter.ts", "server/src/language/index.ts"],
	["savings uses language, tokens", "server/src/savings/meter.ts", "server/src/convert/index.ts"],
	["convert uses language, tokens, savings", "server/src/convert/service.ts", "server/src/workspace/settings.ts"],
	["convert uses language, tokens, savings", "server/src/convert/markdown/rows.ts", "server/src/lib.ts"],
	[
		"features uses language, tokens, savings, convert, repair",
		"server/src/features/hover.ts",
		"server/src/lsp/protocol.ts",
	],
	[
		"workspace uses language, tokens, savings, compare, convert, repair, markdown, ledger, features",
		"server/src/workspace/jobs.ts",
		"server/src/cli/main.ts",
	],
	[
		"lsp uses language, tokens, savings, compare, convert, repair, markdown, ledger, features, workspace",
		"server/src/lsp/server.ts",
		"client/src/extension.ts",
	],
	[
		"lsp uses language, tokens, savings, compare, convert, repair, markdown, ledger, features, workspace",
		"server/src/lsp/node.ts",
		"server/src/cli/main.ts",
	],
	[
		"cli uses language, tokens, savings, compare, convert, repair, markdown, ledger, features, workspace, lsp",
		"server/src/cli/check.ts",
		"client/src/extension.ts",
	],
	["the client uses lsp/protocol.ts", "client/src/extension.ts", "server/src/language/index.ts"],
	["the library uses pure rooms", "server/src/lib.ts", "server/src/workspace/settings.ts"],
	["every room has a rule", "server/src/unheard/of.ts", "server/src/language/index.ts"],
	["pure rooms do no IO", "server/src/savings/columns.ts", "node:fs"],
	["pure rooms know no connection", "server/src/features/outline.ts", "vscode-languageserver/node"],
	["pure rooms know no connection", "server/src/language/change.ts", "vscode"],
	["language is entered through index.ts", "server/src/features/rows.ts", "server/src/language/types.ts"],
	["tokens is entered through index.ts", "server/src/cli/counts.ts", "server/src/tokens/encodings.ts"],
	["savings is entered through index.ts", "server/src/workspace/meters.ts", "server/src/savings/meter.ts"],
	["compare is entered through index.ts", "server/src/cli/differences.ts", "server/src/compare/paths.ts"],
	["convert is entered through index.ts", "server/src/features/pasted.ts", "server/src/convert/formats.ts"],
	["convert is entered through index.ts", "server/src/lib.ts", "server/src/convert/registry.ts"],
	["repair is entered through index.ts", "server/src/features/mends.ts", "server/src/repair/pieces.ts"],
	["no face is gone round for anything else", "server/src/lsp/protocol.ts", "server/src/convert/registry.ts"],
	["no face is gone round for anything else", "server/src/lsp/protocol.ts", "server/src/tokens/models.ts"],
	["every import leads somewhere", "server/src/cli/lost.ts", "server/src/cli/nowhere.ts"],
	["language/types uses no other layer", "server/src/language/types.ts", "server/src/language/text/scan.ts"],
	["language/text uses types", "server/src/language/text/scan.ts", "server/src/language/tree/kinds.ts"],
	["language/tree uses types, text", "server/src/language/tree/tree.ts", "server/src/language/recovery/looks.ts"],
	["language/recovery uses types, text, tree", "server/src/language/recovery/a.ts", "server/src/language/read/walk.ts"],
	["language/read uses types, text, tree", "server/src/language/read/a.ts", "server/src/language/recovery/looks.ts"],
	[
		"language/parse uses types, text, tree, recovery, read",
		"server/src/language/parse/a.ts",
		"server/src/language/problems/list.ts",
	],
	[
		"language/problems uses types, text, tree, recovery, read",
		"server/src/language/problems/a.ts",
		"server/src/language/parse/line.ts",
	],
	[
		"language/format uses types, text, tree, recovery, read",
		"server/src/language/format/a.ts",
		"server/src/language/document.ts",
	],
	[
		"language/document uses types, text, tree, recovery, read, parse, problems, format",
		"server/src/language/document.ts",
		"server/src/language/index.ts",
	],
	["reading a line sees no other line", "server/src/language/parse/row.ts", "server/src/language/tree/tree.ts"],
	["reading a line sees no other line", "server/src/language/recovery/a.ts", "server/src/language/tree/lineColumns.ts"],
	["every folder of the language has a layer", "server/src/language/odd/a.ts", "server/src/language/types.ts"],
];

/** What the rules let pass, though it looks near a breach. */
const lawful: readonly (readonly [from: string, to: string])[] = [
	["client/src/status.ts", "server/src/lsp/protocol.ts"],
	["server/src/lsp/protocol.ts", "server/src/convert/formats.ts"],
	["server/src/lsp/protocol.ts", "server/src/savings/index.ts"],
	["server/src/cli/counts.ts", "server/src/workspace/settings.ts"],
	["server/src/lsp/requests.ts", "server/src/features/outline.ts"],
	["server/src/cli/lsp.ts", "server/src/lsp/node.ts"],
	["server/src/convert/values.ts", "server/src/language/index.ts"],
	["server/src/workspace/disk.ts", "node:fs"],
	["server/src/lsp/browser.ts", "vscode-languageserver/browser"],
	["server/src/features/types.ts", "vscode-languageserver-types"],
	["server/src/language/parse/b.ts", "server/src/language/recovery/looks.ts"],
	["server/src/language/format/b.ts", "server/src/language/read/walk.ts"],
];

describe("architecture: the rules", () => {
	const folder = mkdtempSync(join(tmpdir(), "toon-architecture-"));
	let found: ICruiseResult;

	const write = (file: string, lines: readonly string[]): void => {
		mkdirSync(dirname(join(folder, file)), { recursive: true });
		writeFileSync(join(folder, file), `${lines.join("\n")}\n`, { flag: "a" });
	};
	const importOf = (from: string, to: string): string => {
		if (!to.endsWith(".ts")) return `import "${to}";`;
		const path = posix.relative(posix.dirname(from), to.slice(0, -".ts".length));
		return `import type { A } from "${path.startsWith(".") ? path : `./${path}`}";`;
	};
	/** How the breach is reported: imports of Node lose their prefix. */
	const said = (rule: string, from: string, to: string): string =>
		`${rule}: ${from} -> ${to.endsWith("nowhere.ts") ? "./nowhere" : to.replace("node:", "")}`;

	before(async () => {
		for (const [from, to] of [...breaches.map(([, from, to]) => [from, to] as const), ...lawful]) {
			write(from, [importOf(from, to)]);
			if (to.endsWith(".ts") && !to.endsWith("nowhere.ts")) write(to, ["export type A = 1;"]);
		}
		write("client/src/one.ts", ['import type { A } from "./two";', "export type B = 1;"]);
		write("client/src/two.ts", ['export type { B as A } from "./one";']);
		found = await cruised(folder);
	});
	after(() => rmSync(folder, { recursive: true, force: true }));

	for (const [rule, from, to] of breaches) {
		it(`refuse ${from} -> ${to}`, () => {
			assert.ok(violations(found).includes(said(rule, from, to)), violations(found).join("\n"));
		});
	}

	for (const [from, to] of lawful) {
		it(`let ${from} -> ${to}`, () => {
			const broken = violations(found).filter((text) => text.endsWith(said("", from, to)));
			assert.deepEqual(broken, []);
		});
	}

	it("refuse a circle of types", () => assert.ok(circles(found).has("client/src/one.ts")));
});
