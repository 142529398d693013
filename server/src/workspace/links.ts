/** Links of a document: web addresses as they are, paths where there is such a file. */
import type { DocumentLink } from "vscode-languageserver-types";
import { URI, Utils } from "vscode-uri";
import type { FoundLink } from "../features/documentLinks";
import type { ToonFiles } from "./toonFiles";

/** Different paths that are looked for, for one document. */
const MOST_PATHS = 200;

export async function linksTo(
	found: readonly FoundLink[],
	documentUri: string,
	files: Pick<ToonFiles, "exists"> | undefined,
): Promise<DocumentLink[]> {
	const folder = Utils.dirname(URI.parse(documentUri));
	const known = new Map<string, Promise<string | undefined>>();
	const targetOf = (path: string): Promise<string | undefined> => {
		const uri = Utils.resolvePath(folder, path);
		if (files === undefined || folder.scheme !== "file" || known.size >= MOST_PATHS) return Promise.resolve(undefined);
		const asked = known.get(path) ?? files.exists(uri).then((exists) => (exists ? uri.toString() : undefined));
		known.set(path, asked);
		return asked;
	};
	const links = await Promise.all(
		found.map(async ({ range, target }): Promise<DocumentLink | undefined> => {
			const uri = "url" in target ? target.url : await targetOf(target.path);
			return uri === undefined ? undefined : { range, target: uri };
		}),
	);
	return links.filter((link) => link !== undefined);
}
