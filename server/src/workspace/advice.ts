/** Advice on open documents that could cost notably fewer tokens: found a while after the last edit, then told. */
import { NEVER_CANCELLED } from "../convert";
import type { OpenDocument, OpenFile } from "./documents";
import type { SavingsService } from "./savingsService";
import type { OptimizeAnswer } from "./savingsTypes";
import { addressOf, type ConfiguredDocument, type Workspace } from "./workspace";

/** Milliseconds without an edit before advice is looked for. */
const PATIENCE = 1500;
/** UTF-16 units: of longer documents the command alone tells. */
const MOST_UNITS = 500_000;
/** What is less is not worth to be interrupted for. */
const LEAST_TOKENS = 50;
const LEAST_SHARE = 0.1;

/** What a document could cost; its text is the one to take. */
export type AdviceFound = Pick<OptimizeAnswer, "encoding" | "exact" | "before" | "after" | "steps" | "text">;

export interface AdviceServices {
	readonly workspace: Pick<Workspace, "document" | "isOpen">;
	readonly savings: Pick<SavingsService, "optimize">;
	/** Is told that the advice on a file has changed. */
	readonly tell: (uri: string) => void;
}

/** Of a state of a document under a model. */
interface Known {
	readonly revision: number;
	readonly model: string;
	readonly found: AdviceFound | undefined;
}

export class Advice {
	readonly #services: AdviceServices;
	readonly #known = new WeakMap<OpenDocument, Known>();
	readonly #timers = new Map<string, NodeJS.Timeout>();

	constructor(services: AdviceServices) {
		this.#services = services;
	}

	/** Looks at the documents of a file soon; a newer change replaces a waiting one. */
	changed(file: OpenFile): void {
		this.closed(file.uri);
		const timer = setTimeout(() => {
			this.#timers.delete(file.uri);
			void this.#look(file).catch(() => {});
		}, PATIENCE);
		this.#timers.set(file.uri, timer);
	}

	closed(uri: string): void {
		clearTimeout(this.#timers.get(uri));
		this.#timers.delete(uri);
	}

	/** What was found on the document as it stands; undefined where there is nothing to say, or it is not known yet. */
	known({ document, settings }: ConfiguredDocument): AdviceFound | undefined {
		const known = this.#known.get(document);
		const isCurrent = known?.revision === document.revision && known.model === settings.model && settings.advice;
		return isCurrent ? known.found : undefined;
	}

	async #look({ uri, documents }: OpenFile): Promise<void> {
		let isNews = false;
		for (const document of documents) isNews = (await this.#lookAt(document)) || isNews;
		if (isNews) this.#services.tell(uri);
	}

	/** Whether there is something new to say. */
	async #lookAt(document: OpenDocument): Promise<boolean> {
		const { workspace, savings } = this.#services;
		const uri = addressOf(document);
		const configured = await workspace.document(uri);
		if (configured?.document !== document || !configured.settings.advice || document.toon.hasErrors) return false;
		if (document.toon.length > MOST_UNITS) return false;
		const { revision } = document;
		const before = this.known(configured);
		const answer = await savings.optimize({ uri }, NEVER_CANCELLED);
		// Edited meanwhile: its own timer looks at it again.
		if (document.revision !== revision || !workspace.isOpen(document)) return false;
		const gain = answer.before - answer.after;
		const found = gain >= LEAST_TOKENS && gain >= LEAST_SHARE * answer.before ? answer : undefined;
		this.#known.set(document, { revision, model: configured.settings.model, found });
		return found !== before;
	}
}
