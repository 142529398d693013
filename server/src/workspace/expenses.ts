/** Where the tokens of an open document go: cell by cell where somebody looks, and its most expensive parts. */
import { type Cancellation, ConversionError, checkCancelled } from "../convert";
import { costliest, heatOf } from "../savings";
import type { CostliestQuestion, CostliestResult, HeatQuestion, HeatResult } from "./savingsTypes";
import type { SettledDocument, TokenService } from "./tokenService";
import type { Workspace } from "./workspace";

/** Lines in one answer at most: more than any window shows. */
const MOST_LINES = 1000;
/** Parts of each kind in one answer at most. */
const MOST_PARTS = 100;

export class Expenses {
	readonly #workspace: Pick<Workspace, "document">;
	readonly #tokens: Pick<TokenService, "settled">;

	constructor(workspace: Pick<Workspace, "document">, tokens: Pick<TokenService, "settled">) {
		this.#workspace = workspace;
		this.#tokens = tokens;
	}

	/** @throws ConversionError where the document is not open, or its tokenizer does not tell where tokens are */
	async heat({ uri, from, to }: HeatQuestion, cancellation: Cancellation): Promise<HeatResult> {
		const { document, counter, label } = await this.#settled(uri);
		checkCancelled(cancellation);
		const heat = heatOf(document.toon, from, Math.min(to, from + MOST_LINES), counter);
		if (heat === undefined) throw new ConversionError(`The tokenizer of ${label} does not tell where its tokens are.`);
		return { version: document.version, encoding: label, ...heat };
	}

	/** @throws ConversionError where the document is not open */
	async costliest({ uri, count }: CostliestQuestion, cancellation: Cancellation): Promise<CostliestResult> {
		const { document, meter, counter, label } = await this.#settled(uri);
		checkCancelled(cancellation);
		const parts = costliest(document.toon, meter, counter, Math.min(count, MOST_PARTS));
		return { version: document.version, encoding: label, tokens: meter.counts.toon, ...parts };
	}

	async #settled(uri: string): Promise<SettledDocument> {
		const configured = await this.#workspace.document(uri);
		const settled = configured && (await this.#tokens.settled(configured));
		if (settled === undefined) throw new ConversionError(`${uri} is not open. Open it first.`);
		return settled;
	}
}
