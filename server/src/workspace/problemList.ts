/** Problems that come one after another, of which the first are told and the others counted. */
import type { Diagnostic, Severity } from "../language";
import type { Problem } from "./tasks";

/** Diagnostics of a file that are told; a pasted file of another kind has one a line. */
const LIMIT = 1000;

export class ProblemList {
	readonly #problems: Problem[] = [];
	readonly #more = new Set<Severity>();
	#moreCount = 0;

	get hasErrors(): boolean {
		return this.#more.has("error") || this.#problems.some(({ severity }) => severity === "error");
	}

	add(diagnostics: Iterable<Diagnostic>): void {
		for (const diagnostic of diagnostics) {
			if (this.#problems.length < LIMIT) this.#problems.push(problemOf(diagnostic));
			else this.#leave(diagnostic.severity);
		}
	}

	/** Puts what stands in front of all others where it belongs. */
	addInFront(diagnostics: readonly Diagnostic[]): void {
		this.#problems.unshift(...diagnostics.map(problemOf));
		for (const { severity } of this.#problems.splice(LIMIT)) this.#leave(severity);
	}

	/** The first ones, and a word on the others, which weighs as much as the worst of them. */
	list(): Problem[] {
		if (this.#moreCount === 0) return this.#problems;
		const severity = this.#more.has("error") ? "error" : this.#more.has("warning") ? "warning" : "information";
		return [...this.#problems, { severity, message: `${this.#moreCount} more problems are not shown` }];
	}

	#leave(severity: Severity): void {
		this.#moreCount++;
		this.#more.add(severity);
	}
}

/** The first of the diagnostics, and a word on the others. */
export function told(diagnostics: Iterable<Diagnostic>): Problem[] {
	const list = new ProblemList();
	list.add(diagnostics);
	return list.list();
}

/** A diagnostic without its fixes, on one line. */
const problemOf = ({ severity, code, range, message }: Diagnostic): Problem => ({
	severity,
	code,
	range,
	message: oneLine(message),
});

export const oneLine = (message: string): string => message.replaceAll(/\s*[\r\n]+\s*/g, " ");
