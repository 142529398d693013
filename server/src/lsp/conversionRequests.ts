/** The requests for conversions: what is asked over the connection, said in the words of the workspace. */
import type { Connection } from "vscode-languageserver";
import { URI, Utils } from "vscode-uri";
import { type Cancellation, ConversionError, type ConvertRequest, formatOf } from "../convert";
import { type ConversionService, conversionOptions } from "../workspace/conversionService";
import { type Places, wholeFile } from "../workspace/embedded/places";
import { type FileConversions, type FileRequest, fileBeside } from "../workspace/fileConversions";
import type { ConvertedText } from "../workspace/savingsLedger";
import type { Workspace } from "../workspace/workspace";
import * as protocol from "./protocol";
import { onNotification, onRequest, tell } from "./requests";

export interface ConversionAnswerers {
	readonly workspace: Workspace;
	readonly conversions: ConversionService;
	readonly files: FileConversions;
	/** Is told of each document that was converted from or to TOON, with that text. */
	readonly onConverted: (conversion: ConvertedText) => void;
}

export function answerConversions(connection: Connection, answerers: ConversionAnswerers): void {
	const { workspace, conversions, files, onConverted } = answerers;
	const convertText = async (params: protocol.ConvertParams, token: Cancellation): Promise<protocol.ConvertResult> => {
		const { request, model, places } = await textRequest(params, workspace);
		try {
			const result = await conversions.answer(request, model, token);
			const converted = documentOf(params, request, result.text);
			if (converted !== undefined) onConverted(converted);
			return result;
		} catch (error) {
			if (!(error instanceof ConversionError) || error.place === undefined) throw error;
			const { line, character } = error.place;
			const at = places.out({ line, character: character ?? 0 });
			throw new ConversionError(error.message, character === undefined ? { line: at.line } : at);
		}
	};
	onRequest(connection, protocol.convert, convertText);
	onRequest(connection, protocol.convertFile, (params, token) => files.run(fileRequest(params), "person", token));
	onRequest(connection, protocol.convertFiles, ({ uris, to }, token) =>
		Promise.all(uris.map((uri) => files.run(fileRequest({ uri, to }), "bulk", token))),
	);
	onRequest(connection, protocol.conversionText, async (params, token) => ({
		text: await files.textOf(fileRequest(params), token),
	}));
	onNotification(connection, protocol.fileSaved, ({ uri }) => tellSaved(connection, files, uri));
}

/** A file was saved: runs convert-on-save, and tells the client what became of it. */
export async function tellSaved(connection: Connection, files: FileConversions, uri: string): Promise<void> {
	for (const conversion of await files.saved(URI.parse(uri))) tell(connection, protocol.fileConverted, conversion);
}

/** An open document as it stands, or the text that was sent. @throws ConversionError where there is neither */
async function textRequest(
	params: protocol.ConvertParams,
	workspace: Workspace,
): Promise<{ readonly request: ConvertRequest; readonly model: string; readonly places: Places }> {
	const { to } = params;
	const uri = "uri" in params ? (params.uri ?? "") : "";
	const source = Utils.basename(URI.parse(uri));
	if ("text" in params && params.text !== undefined) {
		const { text, from = to === "toon" ? "json" : "toon" } = params;
		const settings = await workspace.settingsOf(uri);
		const options = conversionOptions(settings, from, source, params.options);
		return { request: { text, from, to, options }, model: settings.model, places: wholeFile };
	}
	if (uri === "") throw new ConversionError('toon/convert needs a "uri" of an open document, or a "text".');
	const configured = await workspace.document(uri);
	if (configured === undefined) throw new ConversionError(`${uri} is not open. Open it, or send its text.`);
	const { document, settings } = configured;
	const options = conversionOptions(settings, "toon", source, params.options);
	const request: ConvertRequest = { document: document.toon, from: "toon", to, options };
	return { request, model: settings.model, places: document.places };
}

function fileRequest({ uri, to, target, overwrite }: protocol.ConvertFileParams): FileRequest {
	const source = URI.parse(uri);
	const chosen = target === undefined ? fileBeside(source, to) : URI.parse(target);
	return { source, to, target: chosen, ...(overwrite && { overwrite }) };
}

/** The document that a conversion was of, with its TOON; undefined for parts of one, and for texts of no file. */
function documentOf(params: protocol.ConvertParams, request: ConvertRequest, text: string): ConvertedText | undefined {
	if (!("uri" in params) || params.uri === undefined) return undefined;
	const source = URI.parse(params.uri);
	if (source.scheme === "untitled") return undefined;
	if ("document" in request) {
		// A fence is a part of its file.
		const isWhole = formatOf(source.path) === "toon" && source.fragment === "";
		return isWhole ? { source, from: "toon", toon: request.document.getText() } : undefined;
	}
	const { from = "toon", to } = request;
	return to === "toon" && from !== "toon" && source.scheme === "file" ? { source, from, toon: text } : undefined;
}
