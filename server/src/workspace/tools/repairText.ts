/** A broken TOON text repaired as far as its problems have one repair that is surely meant. */
import { type Fix, type Position, ToonDocument } from "../../language";

export interface RepairedText {
	readonly text: string;
	readonly valid: boolean;
	/** What was done, in order. */
	readonly repairs: readonly { readonly code: string; readonly title: string; readonly line: number }[];
	/** Errors that are left, which somebody must decide. */
	readonly unsure: readonly { readonly code: string; readonly message: string; readonly line: number }[];
}

/** Rounds of repairs; each leaves fewer errors or is the last. */
const mostRounds = 50;
const mostTold = 100;

/** Applies the preferred repairs of all errors, again and again, until nothing changes. */
export function repairText(text: string): RepairedText {
	const document = new ToonDocument(text);
	const repairs: RepairedText["repairs"][number][] = [];
	for (let round = 0; round < mostRounds && document.hasErrors; round++) {
		const before = document.getText();
		const errors = document.diagnostics().items.filter(({ severity }) => severity === "error");
		const chosen: { readonly fix: Fix; readonly code: string; readonly line: number }[] = [];
		for (const { code, range, fixes } of errors) {
			const fix = fixes.find(({ preferred }) => preferred);
			if (fix === undefined || overlapsOne(fix, chosen)) continue;
			chosen.push({ fix, code, line: range.start.line + 1 });
		}
		if (chosen.length === 0) break;
		const edits = chosen.flatMap(({ fix }) => fix.edits);
		// From the end, so that no edit moves the place of another.
		document.update(
			[...edits]
				.sort((a, b) => order(b.range.start, a.range.start))
				.map(({ range, newText }) => ({ range, text: newText })),
		);
		if (document.getText() === before) break;
		for (const { fix, code, line } of chosen) repairs.push({ code, title: fix.title, line });
	}
	const left = document.diagnostics().items.filter(({ severity }) => severity === "error");
	const unsure = left
		.slice(0, mostTold)
		.map(({ code, message, range }) => ({ code, message, line: range.start.line + 1 }));
	return { text: document.getText(), valid: !document.hasErrors, repairs, unsure };
}

const overlapsOne = (fix: Fix, chosen: readonly { readonly fix: Fix }[]): boolean =>
	fix.edits.some(({ range: a }) =>
		chosen.some((other) =>
			other.fix.edits.some(({ range: b }) => {
				const isSame = order(a.start, b.start) === 0;
				return isSame || (order(a.start, b.end) < 0 && order(b.start, a.end) < 0);
			}),
		),
	);

const order = (a: Position, b: Position): number => a.line - b.line || a.character - b.character;
