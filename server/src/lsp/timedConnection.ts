/** A connection whose requests are timed, each from the start of its handler to its answer. */
import type { Connection } from "vscode-languageserver";
import type { Stopwatch } from "../workspace/metrics";

/** What registers a handler, by its path on the connection, and the method that it stands for. */
const REGISTRATIONS: Readonly<Record<string, string>> = {
	onCodeAction: "textDocument/codeAction",
	onCodeActionResolve: "codeAction/resolve",
	onCodeLens: "textDocument/codeLens",
	onCompletion: "textDocument/completion",
	onDefinition: "textDocument/definition",
	onDocumentFormatting: "textDocument/formatting",
	onDocumentHighlight: "textDocument/documentHighlight",
	onDocumentLinks: "textDocument/documentLink",
	onDocumentOnTypeFormatting: "textDocument/onTypeFormatting",
	onDocumentRangeFormatting: "textDocument/rangeFormatting",
	onDocumentSymbol: "textDocument/documentSymbol",
	onFoldingRanges: "textDocument/foldingRange",
	onHover: "textDocument/hover",
	onPrepareRename: "textDocument/prepareRename",
	onReferences: "textDocument/references",
	onRenameRequest: "textDocument/rename",
	onSelectionRanges: "textDocument/selectionRange",
	onSignatureHelp: "textDocument/signatureHelp",
	onWorkspaceSymbol: "workspace/symbol",
	"languages.diagnostics.on": "textDocument/diagnostic",
	"languages.inlayHint.on": "textDocument/inlayHint",
	"languages.semanticTokens.on": "textDocument/semanticTokens/full",
	"languages.semanticTokens.onRange": "textDocument/semanticTokens/range",
};

type Handler = (...given: unknown[]) => unknown;

/** The same connection; handlers that are registered through what is returned are timed. */
export function timedConnection(connection: Connection, metrics: Stopwatch<string>, now: () => number): Connection {
	const timed =
		(method: string, handler: Handler): Handler =>
		async (...given) => {
			const start = now();
			try {
				return await handler(...given);
			} finally {
				metrics.record(method, now() - start);
			}
		};
	return view(connection, "", (path, register) => {
		const known = REGISTRATIONS[path];
		if (known !== undefined) return (handler, ...rest) => register(timed(known, handler as Handler), ...rest);
		if (path !== "onRequest") return undefined;
		return (type, handler) => {
			if (typeof type !== "string" || typeof handler !== "function") return register(type, handler);
			return register(type, timed(type, handler as Handler));
		};
	}) as Connection;
}

/** What stands for a function at a path; undefined: itself. */
type Instead = (path: string, original: Handler) => Handler | undefined;

/** An object seen with some of its functions replaced; `languages` and what is in it too. */
function view(target: object, path: string, instead: Instead): object {
	return new Proxy(target, {
		get(object, name) {
			const member: unknown = Reflect.get(object, name, object);
			const at = path === "" ? String(name) : `${path}.${String(name)}`;
			if (typeof member === "function") {
				const original: Handler = (...given) => Reflect.apply(member, object, given);
				return instead(at, original) ?? original;
			}
			const isPart = at === "languages" || path === "languages";
			return isPart && typeof member === "object" && member !== null ? view(member, at, instead) : member;
		},
	});
}
