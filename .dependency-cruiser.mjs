/**
 * The arrows of ARCHITECTURE.md as rules of dependency-cruiser. `npm run imports` holds them, and so does `npm test`.
 *
 * The sources are parsed by swc, since dependency-cruiser knows no TypeScript from 7 on; an `import type` counts like any
 * other import.
 */

/**
 * What each room may use of the others. A folder of server/src that is not named here is refused.
 *
 * @type {Record<string, string[]>}
 */
const rooms = {
	language: [],
	tokens: [],
	markdown: ["language"],
	repair: ["language", "markdown"],
	markdownIt: ["language", "markdown"],
	savings: ["language", "tokens"],
	compare: ["language"],
	convert: ["language", "tokens", "savings"],
	ledger: ["convert"],
	features: ["language", "tokens", "savings", "convert", "repair"],
	workspace: ["language", "tokens", "savings", "compare", "convert", "repair", "markdown", "ledger", "features"],
	lsp: ["language", "tokens", "savings", "compare", "convert", "repair", "markdown", "ledger", "features", "workspace"],
	cli: [
		"language",
		"tokens",
		"savings",
		"compare",
		"convert",
		"repair",
		"markdown",
		"ledger",
		"features",
		"workspace",
		"lsp",
	],
};

/** Rooms that do no IO and know no connection: they run unchanged in Node, a worker and a browser. */
const pure = ["language", "tokens", "markdown", "markdownIt", "savings", "compare", "convert", "repair", "features"];

/** Rooms that have no face: a file there is one feature, one service or one command, and is what others want of it. */
const open = ["markdownIt", "features", "workspace", "lsp", "cli"];

/** All other rooms are entered from outside through their `index.ts` only. */
const entered = Object.keys(rooms).filter((name) => !open.includes(name));

/**
 * The table of formats without the converters, and the words of the meter without its counting: the client's bundle holds what protocol.ts imports, and a start of the
 * command line reads what the descriptions of its commands import.
 */
const withoutFace = [
	{
		from: "^server/src/(lsp/protocol|cli/(check|dataCommands|markdownFiles|program))\\.ts$",
		to: "^server/src/(convert/formats|savings/words)\\.ts$",
	},
];

/**
 * What each part of the language may use of the others, lowest first; `types` means types.ts.
 *
 * @type {Record<string, string[]>}
 */
const layers = {
	types: [],
	text: ["types"],
	tree: ["types", "text"],
	recovery: ["types", "text", "tree"],
	read: ["types", "text", "tree"],
	parse: ["types", "text", "tree", "recovery", "read"],
	problems: ["types", "text", "tree", "recovery", "read"],
	format: ["types", "text", "tree", "recovery", "read"],
	document: ["types", "text", "tree", "recovery", "read", "parse", "problems", "format"],
};

/** @param {string[]} names */
const room = (names) => `^server/src/(${names.join("|")})/`;

/** @param {string[]} names */
const layer = (names) => `^server/src/language/(${names.join("|")})[./]`;

/** @returns {import("dependency-cruiser").IForbiddenRuleType} */
const forbid = (name, from, to) => ({ name, severity: "error", from, to });

const roomRules = Object.entries(rooms).map(([name, used]) =>
	forbid(
		`${name} uses ${used.join(", ") || "no other room"}`,
		{ path: room([name]) },
		{
			path: "^(server|client)/src/",
			pathNot: room([name, ...used]),
		},
	),
);

/** A file that stands in no layer yet may be used by all, until it has found its own. */
const layerRules = Object.entries(layers).map(([name, used]) =>
	forbid(
		`language/${name} uses ${used.join(", ") || "no other layer"}`,
		{ path: layer([name]) },
		{
			path: layer([...Object.keys(layers), "index"]),
			pathNot: layer([name, ...used]),
		},
	),
);

/** What reads a line: it sees the line at work, the open scopes and a trace, and no other line. */
const readsLines = "^server/src/language/(recovery/|parse/(?!(build|edit|reparse)\\.ts))";
const linesSeen = "^server/src/language/tree/(kinds|lineAtWork|lookalikes|options|scopes|trace)\\.ts$";

const faceRules = entered.map((name) =>
	forbid(
		`${name} is entered through index.ts`,
		{ path: "^(server|client)/src/", pathNot: [room([name]), ...withoutFace.map(({ from }) => from)] },
		{
			path: room([name]),
			pathNot: `^server/src/${name}/index\\.ts$`,
		},
	),
);

/** The few files that go round a face may do so for what they were given only. */
const aroundFaces = withoutFace.map(({ from, to }) =>
	forbid(
		"no face is gone round for anything else",
		{ path: from },
		{ path: room(entered), pathNot: [to, `^server/src/(${entered.join("|")})/index\\.ts$`] },
	),
);

const forbidden = [
	forbid("no circle", {}, { circular: true }),
	...roomRules,
	...layerRules,
	forbid(
		"reading a line sees no other line",
		{ path: readsLines },
		{
			path: layer(["tree", "read"]),
			pathNot: linesSeen,
		},
	),
	...faceRules,
	...aroundFaces,
	forbid("every room has a rule", { path: "^server/src/[^/]+/", pathNot: room(Object.keys(rooms)) }, {}),
	forbid(
		"every folder of the language has a layer",
		{ path: "^server/src/language/[^/]+/", pathNot: layer(Object.keys(layers)) },
		{},
	),
	forbid(
		"the library uses pure rooms",
		{ path: "^server/src/[^/]+$" },
		{
			path: "^(server|client)/src/.+/",
			pathNot: room(pure),
		},
	),
	forbid(
		"the client uses lsp/protocol.ts",
		{ path: "^client/" },
		{
			path: "^server/",
			pathNot: "^server/src/lsp/protocol\\.ts$",
		},
	),
	forbid("pure rooms do no IO", { path: room(pure) }, { dependencyTypes: ["core"] }),
	forbid(
		"pure rooms know no connection",
		{ path: room(pure) },
		{
			path: "(^|/)(vscode|vscode-languageserver|vscode-languageclient)(/|$)",
		},
	),
	forbid("every import leads somewhere", {}, { path: "^[.]", couldNotResolve: true }),
];

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
	forbidden,
	options: { parser: "swc", tsPreCompilationDeps: true, doNotFollow: { path: "node_modules" } },
};
