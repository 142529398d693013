/** Writes a TOON document so that it costs fewer tokens: step by step, each with its exact gain, the value proved equal. */
import { type ContentChange, type TextEdit, ToonDocument } from "../../language";
import { jsonText, TextMeter } from "../../savings";
import type { TokenCounter } from "../../tokens";
import { toonToToon } from "../toonToToon";
import { type DelimiterName, NEVER_CANCELLED } from "../types";
import { asTable, type BlockEdit } from "./block";
import { type Container, tableCandidates, tablesOf } from "./containers";
import { type StyleKind, spaceEdits, styleEdits } from "./styleEdits";

export interface OptimizeOptions {
	/** Least tokens that a step must gain to be taken; default 1. */
	readonly minGain?: number;
	/** Identifiers of the steps to take; default: all. */
	readonly chosen?: readonly string[] | undefined;
}

export interface OptimizeStep {
	/** What it does, and where: `table orders[3].lines`. */
	readonly id: string;
	readonly title: string;
	/** Tokens that the whole text has fewer, after the steps before it. */
	readonly gain: number;
}

export interface Optimization {
	readonly before: number;
	readonly after: number;
	/** In the order they were taken; their gains add up to `before` less `after`. */
	readonly steps: readonly OptimizeStep[];
	readonly text: string;
}

/** The optimised text does not mean the same. A fault of ours: nothing may be written. */
export class OptimizeFault extends Error {
	override readonly name = "OptimizeFault";
}

/**
 * Takes the steps that gain. Yields between them, so that a caller can wait or give up.
 * @param document free of errors; it is left as it is
 * @throws OptimizeFault
 */
export function* optimize(
	document: ToonDocument,
	counter: TokenCounter,
	options: OptimizeOptions = {},
): Generator<void, Optimization> {
	const source = document.getText();
	const { strict, indentSize } = document.options;
	const parsing = { strict, indentSize };
	const optimizer = new Optimizer(new TextMeter(new ToonDocument(source, parsing), counter), options);
	const before = optimizer.total;
	yield* optimizer.run();
	const text = optimizer.text;
	if (text !== source) proveEqual(document, new ToonDocument(text, parsing));
	return { before, after: optimizer.total, steps: optimizer.steps, text };
}

/** Reads both: the same JSON, and the same digits, keys and order as the encoder writes them. */
function proveEqual(before: ToonDocument, after: ToonDocument): void {
	const json = (document: ToonDocument): string | undefined => {
		const value = document.decode();
		return value === undefined ? undefined : jsonText(value, false);
	};
	const toon = (document: ToonDocument): string =>
		toonToToon.convert(document, { strict: document.options.strict }, NEVER_CANCELLED).text;
	if (!after.hasErrors && json(before) === json(after) && toon(before) === toon(after)) return;
	throw new OptimizeFault("the optimised text would not mean the same, which is a fault of TOON Workbench");
}

/** Rounds of remarks at most: a line tells some of its remarks at a time. */
const MOST_ROUNDS = 1000;

const DELIMITER_NAMES: Readonly<Record<string, DelimiterName>> = { ",": "comma", "\t": "tab", "|": "pipe" };
const DELIMITER_WORDS: Readonly<Record<DelimiterName, string>> = { comma: "commas", tab: "tabs", pipe: "pipes" };

class Optimizer {
	readonly steps: OptimizeStep[] = [];
	readonly #meter: TextMeter;
	readonly #minGain: number;
	readonly #chosen: ReadonlySet<string> | undefined;
	#total: number;

	constructor(meter: TextMeter, { minGain = 1, chosen }: OptimizeOptions) {
		this.#meter = meter;
		this.#minGain = Math.max(1, minGain);
		this.#chosen = chosen && new Set(chosen);
		this.#total = meter.total;
	}

	get total(): number {
		return this.#total;
	}

	get text(): string {
		return this.#meter.document.getText();
	}

	*run(): Generator<void, void> {
		yield* this.#style("quotes", "Remove needless quotes");
		yield* this.#style("numbers", "Write numbers in their canonical form");
		yield* this.#style("empty-arrays", "Write empty arrays as []");
		yield* this.#edits("spaces", "Remove needless spaces", () => spaceEdits(this.#meter.document), 1);
		yield* this.#tables();
		yield* this.#delimiters();
	}

	*#style(kind: StyleKind, title: string): Generator<void, void> {
		yield* this.#edits(`${kind}`, title, () => styleEdits(this.#meter.document, kind), MOST_ROUNDS);
	}

	/** All edits of a kind are one step. */
	*#edits(id: string, title: string, find: () => readonly TextEdit[], rounds: number): Generator<void, void> {
		if (!this.#isChosen(id)) return;
		const before = this.text;
		let changed = 0;
		for (let round = 0; round < rounds; round++) {
			const edits = find();
			if (edits.length === 0) break;
			changed += edits.length;
			this.#meter.update(edits.map(({ range, newText }) => ({ range, text: newText })));
			yield;
		}
		if (changed === 0) return;
		const places = `${changed.toLocaleString("en")} ${changed === 1 ? "place" : "places"}`;
		if (!this.#keeps({ id, title: `${title} in ${places}` })) this.#meter.update([{ text: before }]);
		yield;
	}

	/** From the end of the text to its start, so that lines of what is still to come stay where they are. */
	*#tables(): Generator<void, void> {
		const waiting = [...tableCandidates(this.#meter.document)];
		for (let container = waiting.pop(); container !== undefined; container = waiting.pop()) {
			const id = `${container.kind === "list" ? "table" : "keyed"} ${container.path}`;
			const edit = this.#isChosen(id) ? asTable(this.#meter.document, container, "comma") : undefined;
			// Where the whole is no table, or gains nothing as one, a part of it may.
			if (edit === undefined || !this.#takes(edit, { id, title: tableTitle(container) }))
				waiting.push(...container.inner);
			yield;
		}
	}

	/** The best delimiter for each table. */
	*#delimiters(): Generator<void, void> {
		for (const table of [...tablesOf(this.#meter.document)].reverse()) {
			const own = DELIMITER_NAMES[table.header!.delimiter]!;
			const id = `delimiter ${table.path}`;
			if (!this.#isChosen(id)) continue;
			let best: { readonly edit: BlockEdit; readonly delimiter: DelimiterName } | undefined;
			let least = this.#total;
			for (const delimiter of Object.values(DELIMITER_NAMES)) {
				if (delimiter === own) continue;
				const edit = asTable(this.#meter.document, table, delimiter);
				if (edit === undefined) continue;
				const total = this.#try(edit);
				if (total >= least) continue;
				least = total;
				best = { edit, delimiter };
			}
			if (best !== undefined) {
				const title = `Separate the cells of ${nameOf(table)} by ${DELIMITER_WORDS[best.delimiter]}`;
				this.#takes(best.edit, { id, title });
			}
			yield;
		}
	}

	#isChosen(id: string): boolean {
		return this.#chosen?.has(id) ?? true;
	}

	#takes(edit: BlockEdit, step: Omit<OptimizeStep, "gain">): boolean {
		this.#meter.update([forward(edit)]);
		if (this.#keeps(step)) return true;
		this.#meter.update([backward(edit)]);
		return false;
	}

	/** Tokens that the text would have. */
	#try(edit: BlockEdit): number {
		this.#meter.update([forward(edit)]);
		const { total } = this.#meter;
		this.#meter.update([backward(edit)]);
		return total;
	}

	/** Whether the text, which has taken the step, keeps it. */
	#keeps(step: Omit<OptimizeStep, "gain">): boolean {
		const { total, document } = this.#meter;
		const gain = this.#total - total;
		if (gain < this.#minGain || document.hasErrors) return false;
		this.#total = total;
		this.steps.push({ ...step, gain });
		return true;
	}
}

const forward = ({ line, lastLine, lastLength, newText }: BlockEdit): ContentChange => ({
	range: { start: { line, character: 0 }, end: { line: lastLine, character: lastLength } },
	text: newText,
});

function backward({ line, oldText, newText }: BlockEdit): ContentChange {
	const lines = newText.split("\n");
	const end = { line: line + lines.length - 1, character: lines[lines.length - 1]!.length };
	return { range: { start: { line, character: 0 }, end }, text: oldText };
}

const nameOf = ({ path }: Container): string => (path === "(root)" ? "the root" : path);

function tableTitle(container: Container): string {
	const columns = container.isNested ? ", with nested columns" : "";
	const name = nameOf(container);
	return container.kind === "list"
		? `Write the list ${name} as a table${columns}`
		: `Write ${name} in the keyed form${columns}`;
}
