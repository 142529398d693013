/**
 * Questions about an open file, answered by the TOON documents in it: the one place where places are turned into those of
 * a document and back. Whoever answers knows nothing of fences.
 */
import type { Position, Range } from "../language";
import type { OpenDocument } from "./documents";
import type { ConfiguredDocument, Workspace } from "./workspace";

/** What is asked about: a place, a stretch, or all of the file where there is neither. */
export interface PlaceQuestion {
	readonly position?: Position;
	readonly range?: Range;
}

export class Answers {
	readonly #workspace: Pick<Workspace, "file" | "fileNow">;

	constructor(workspace: Pick<Workspace, "file" | "fileNow">) {
		this.#workspace = workspace;
	}

	/** Of the document that a place is in; undefined where there is none. */
	async one<Question extends PlaceQuestion, Answer>(
		uri: string,
		question: Question,
		answer: (configured: ConfiguredDocument, question: Question) => Answer | Promise<Answer>,
	): Promise<Answer | undefined> {
		const configured = await this.#workspace.file(uri);
		const document = configured?.file.documents.find(isMeant(question));
		if (configured === undefined || document === undefined) return undefined;
		const { places } = document;
		return places.out(await answer({ document, settings: configured.settings }, places.into(question)));
	}

	/** Of every document that a stretch touches, in order; undefined where the file is not open. */
	async each<Question extends PlaceQuestion, Answer>(
		uri: string,
		question: Question,
		answer: (
			configured: ConfiguredDocument,
			question: Question,
		) => readonly Answer[] | undefined | Promise<readonly Answer[] | undefined>,
	): Promise<Answer[] | undefined> {
		const configured = await this.#workspace.file(uri);
		if (configured === undefined) return undefined;
		const { file, settings } = configured;
		const found: Answer[] = [];
		for (const document of file.documents.filter(isMeant(question))) {
			const { places } = document;
			const answers = await answer({ document, settings }, places.into(question));
			for (const each of places.out(answers ?? [])) found.push(each);
		}
		return found;
	}

	/** At once, by the text as it is at this moment. */
	now<Question extends PlaceQuestion, Answer>(
		uri: string,
		question: Question,
		answer: (document: OpenDocument, question: Question) => Answer,
	): Answer | undefined {
		const document = this.#workspace.fileNow(uri)?.documents.find(isMeant(question));
		return document?.places.out(answer(document, document.places.into(question)));
	}
}

function isMeant({ position, range }: PlaceQuestion): (document: OpenDocument) => boolean {
	const asked = range ?? (position && { start: position, end: position });
	return asked === undefined ? () => true : ({ places }) => places.touches(asked);
}
