/** TOON to TOON: the same value as the encoder writes it, with another delimiter or indentation. */
import type { RowReader, Scalar, TableHeader, ToonDocument, Visitor } from "../language";
import { withoutDuplicates } from "./duplicates";
import { visitRow } from "./rows";
import { ToonBuilder } from "./toonBuilder";
import { type Cancellation, type Conversion, type Converter, type ConvertOptions, checkCancelled } from "./types";

export const toonToToon: Converter<"toon"> = { name: "TOON to TOON", from: "toon", to: "toon", convert };

/** Comments are no part of the value; `format` keeps them. */
function convert(document: ToonDocument, options: ConvertOptions, cancellation: Cancellation): Conversion {
	const builder = new ToonBuilder(options);
	withoutDuplicates(document, builder.warnings).walk(new Rebuilder(builder, cancellation));
	return builder.toToon();
}

/** Tells a builder what is visited. */
class Rebuilder implements Visitor {
	readonly #builder: ToonBuilder;
	readonly #cancellation: Cancellation;
	#leaves: TableHeader["leaves"] = [];

	constructor(builder: ToonBuilder, cancellation: Cancellation) {
		this.#builder = builder;
		this.#cancellation = cancellation;
	}

	beginObject(key: string | undefined, line: number): void {
		checkCancelled(this.#cancellation);
		this.#key(key, line);
		this.#builder.beginObject(line);
	}

	endObject(): void {
		this.#builder.end();
	}

	beginArray(key: string | undefined, _header: unknown, line: number): void {
		checkCancelled(this.#cancellation);
		this.#key(key, line);
		this.#builder.beginArray(line);
	}

	endArray(): void {
		this.#builder.end();
	}

	beginTable(key: string | undefined, header: TableHeader, line: number): void {
		checkCancelled(this.#cancellation);
		this.#key(key, line);
		if (header.keyed) this.#builder.beginObject(line);
		else this.#builder.beginArray(line);
		this.#leaves = header.leaves;
	}

	row(row: RowReader): void {
		this.#key(row.key, row.line);
		this.#builder.beginObject(row.line);
		visitRow(this.#leaves, {
			open: (name) => {
				this.#key(name, row.line);
				this.#builder.beginObject(row.line);
			},
			cell: (name, index) => this.scalar(name, row.cell(index), row.line),
			close: () => this.#builder.end(),
		});
		this.#builder.end();
	}

	endTable(): void {
		this.#builder.end();
	}

	scalar(key: string | undefined, scalar: Scalar, line: number): void {
		this.#key(key, line);
		const { value } = scalar;
		if (typeof value === "string") this.#builder.string(value, line);
		else if (typeof value === "number") this.#builder.number(scalar.text, line);
		else this.#builder.literal(value);
	}

	#key(key: string | undefined, line: number): void {
		if (key !== undefined) this.#builder.key(key, line);
	}
}
