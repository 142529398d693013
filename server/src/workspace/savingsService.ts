/** What a value costs in each form, and how a document costs less: here, or in a thread where it is long. */
import {
	type Cancellation,
	ConversionError,
	checkCancelled,
	convertOnce,
	Forms,
	type Optimization,
	OptimizeFault,
	optimize,
} from "../convert";
import { parse, type ToonDocument } from "../language";
import { type Comparison, compareForms, noComparison } from "../savings";
import type { Counting, ModelCounter } from "./counting";
import type { WorkPool } from "./pool";
import type { CompareQuestion, CompareResult, OptimizeAnswer, OptimizeQuestion } from "./savingsTypes";
import type { CountResult, OptimizeResult, Problem } from "./tasks";
import { tooLarge } from "./threadMemory";
import type { Workspace } from "./workspace";

/** UTF-16 code units from which the work goes to the pool. */
const HEAVY = 50_000;
/** Milliseconds of work before other requests get their turn. */
const SLICE = 15;

export interface SavingsServices {
	readonly workspace: Pick<Workspace, "document" | "settingsOf">;
	readonly counting: Counting;
	/** Threads for heavy work, where there are any. */
	readonly pool?: Pick<WorkPool, "run"> | undefined;
}

export class SavingsService {
	readonly #services: SavingsServices;

	constructor(services: SavingsServices) {
		this.#services = services;
	}

	/** @throws ConversionError where the text is no value of its format, or the document is not open */
	async compare(question: CompareQuestion, cancellation: Cancellation): Promise<CompareResult> {
		const { uri, text, from = "toon" } = question;
		const { model, strict, indentSize } = await this.#services.workspace.settingsOf(uri);
		const counter = await this.#services.counting.forModel(model);
		checkCancelled(cancellation);
		const answer = (comparison: Comparison): CompareResult => {
			return { encoding: counter.label, exact: counter.model.kind === "exact", ...comparison };
		};
		const source = text ?? (await this.#open(uri)).document.toon.getText();
		const { pool } = this.#services;
		if (pool !== undefined && source.length > HEAVY) {
			const shared = { kind: "count", source: { text: source }, compare: true, top: 0 } as const;
			const task = { ...shared, from, encoding: counter.counter.encoding, strict, indentSize };
			const [{ comparison, problems }] = (await pool.run([task]).catch(tooLarge)) as [CountResult];
			checkCancelled(cancellation);
			if (comparison !== undefined) return answer(comparison);
			throw failure(problems);
		}
		const document =
			text === undefined
				? (await this.#open(uri)).document.toon
				: from === "toon"
					? parse(text, { strict, indentSize })
					: parse(convertOnce({ text, from, to: "toon" }, cancellation).text);
		return answer(comparisonOf(document, counter, cancellation));
	}

	/** @throws ConversionError where the document is not open, or has errors */
	async optimize({ uri, minGain = 1, chosen }: OptimizeQuestion, cancellation: Cancellation): Promise<OptimizeAnswer> {
		const { document, settings } = await this.#open(uri);
		const counter = await this.#services.counting.forModel(settings.model);
		const { version, toon } = document;
		const optimization = await this.#optimized(toon, counter, { minGain, chosen }, cancellation);
		return { version, encoding: counter.label, exact: counter.model.kind === "exact", ...optimization };
	}

	async #optimized(
		toon: ToonDocument,
		counter: ModelCounter,
		options: { readonly minGain: number; readonly chosen: readonly string[] | undefined },
		cancellation: Cancellation,
	): Promise<Optimization> {
		if (toon.hasErrors) throw new ConversionError("The document has errors. Mend them, then optimise it.");
		const text = toon.getText();
		const { pool } = this.#services;
		if (pool !== undefined && text.length > HEAVY) {
			const { encoding } = counter.counter;
			const task = {
				kind: "optimize",
				source: { text },
				...toon.options,
				encoding,
				...options,
				root: undefined,
			} as const;
			const [{ optimization, problems }] = (await pool.run([task]).catch(tooLarge)) as [OptimizeResult];
			checkCancelled(cancellation);
			if (optimization !== undefined) return optimization;
			throw failure(problems);
		}
		try {
			// The document may be edited meanwhile.
			const steps = optimize(parse(text, toon.options), counter.counter, options);
			let start = performance.now();
			for (;;) {
				const step = steps.next();
				if (step.done) return step.value;
				if (performance.now() - start < SLICE) continue;
				await new Promise((resolve) => setImmediate(resolve));
				checkCancelled(cancellation);
				start = performance.now();
			}
		} catch (error) {
			throw error instanceof OptimizeFault ? new ConversionError(`Nothing is changed: ${error.message}.`) : error;
		}
	}

	async #open(uri: string) {
		const configured = await this.#services.workspace.document(uri);
		if (configured === undefined) throw new ConversionError(`${uri} is not open. Open it first.`);
		return configured;
	}
}

function comparisonOf(document: ToonDocument, { counter }: ModelCounter, cancellation: Cancellation): Comparison {
	if (document.hasErrors) return noComparison;
	const forms = new Forms(document, cancellation);
	return compareForms(
		(form) => forms.write(form),
		(text) => counter.count(text),
	);
}

const failure = (problems: readonly Problem[]): ConversionError =>
	new ConversionError(problems[0]?.message ?? "It cannot be counted.");
