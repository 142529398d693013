/** Visits a long document stretch by stretch, as if it were visited at once. */
import type { ArrayHeader, RowReader, Scalar, TableHeader, ToonDocument, Visitor } from "../../language";
import type { Slices } from "./slices";

/** Lines that are visited between two looks at the clock. */
const STRETCH = 2000;

/** @throws Abandoned */
export async function walkInSlices(document: ToonDocument, visitor: Visitor, slices: Slices): Promise<void> {
	const { lineCount } = document;
	const seam = new Seam(visitor);
	for (let start = 0; start < lineCount; start += STRETCH) {
		document.walk(seam, { startLine: start, endLine: start + STRETCH - 1 });
		seam.join();
		if (slices.isOver) await slices.next();
	}
	seam.finish();
}

interface Open {
	readonly kind: "object" | "array" | "table";
	readonly line: number;
}

/**
 * A visit of a stretch ends what is open at its end, and the visit of the next begins it again. Both are kept from
 * the visitor: ends wait until it is known whether the same thing (the same kind, begun at the same line, as deep)
 * is begun again.
 */
class Seam implements Visitor {
	readonly #visitor: Visitor;
	/** What the visitor has begun and not ended. */
	readonly #open: Open[] = [];
	/** How many of `#open` are open for the stretch that is visited: those above wait to be ended. */
	#depth = 0;
	/** Only beginnings have come in this stretch so far, each a repetition. */
	#joining = false;

	constructor(visitor: Visitor) {
		this.#visitor = visitor;
	}

	/** The next stretch follows. */
	join(): void {
		this.#depth = 0;
		this.#joining = true;
	}

	/** No stretch follows. */
	finish(): void {
		this.#depth = 0;
		this.#settle();
	}

	beginObject(key: string | undefined, line: number): void {
		if (this.#begin("object", line)) this.#visitor.beginObject(key, line);
	}

	endObject(): void {
		this.#depth--;
	}

	beginArray(key: string | undefined, header: ArrayHeader, line: number): void {
		if (this.#begin("array", line)) this.#visitor.beginArray(key, header, line);
	}

	endArray(): void {
		this.#depth--;
	}

	beginTable(key: string | undefined, header: TableHeader, line: number): void {
		if (this.#begin("table", line)) this.#visitor.beginTable(key, header, line);
	}

	endTable(): void {
		this.#depth--;
	}

	row(row: RowReader): void {
		this.#settle();
		this.#visitor.row(row);
	}

	scalar(key: string | undefined, scalar: Scalar, line: number): void {
		this.#settle();
		this.#visitor.scalar(key, scalar, line);
	}

	/** Whether the visitor is to be told. */
	#begin(kind: Open["kind"], line: number): boolean {
		const waiting = this.#open[this.#depth];
		if (this.#joining && waiting?.kind === kind && waiting.line === line) {
			this.#depth++;
			return false;
		}
		this.#settle();
		this.#open.push({ kind, line });
		this.#depth++;
		return true;
	}

	/** Ends what waits to be ended: something else has come. */
	#settle(): void {
		this.#joining = false;
		while (this.#open.length > this.#depth) {
			const { kind } = this.#open.pop()!;
			if (kind === "object") this.#visitor.endObject();
			else if (kind === "array") this.#visitor.endArray();
			else this.#visitor.endTable();
		}
	}
}
