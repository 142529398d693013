/** Runs fixtures of the official format: `decode/*.json` and `encode/*.json` of a folder. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { encode } from "@toon-format/toon";
import { type Delimiter, type JsonValue, ToonDocument } from "../../server/src/language/index";
import { sameValue } from "./values";

/** One fixture; in `decode` the input is text, in `encode` the expected output is. */
export interface Fixture {
	readonly name: string;
	readonly input: JsonValue;
	readonly expected: JsonValue;
	readonly shouldError?: boolean;
	readonly options?: {
		readonly strict?: boolean;
		readonly indentSize?: number;
		/** The name of `indentSize` in fixtures of older versions. */
		readonly indent?: number;
		readonly delimiter?: Delimiter;
	};
}

/** A fixture with the place it stands in: `decode/numbers: name`. */
export interface NamedFixture {
	readonly title: string;
	readonly kind: "decode" | "encode";
	readonly fixture: Fixture;
}

/**
 * All fixtures of a folder, in the order of their file names.
 *
 * @throws Error when the folder has neither `decode` nor `encode`, or a file is no JSON
 */
export function readFixtures(directory: string): NamedFixture[] {
	const kinds = (["decode", "encode"] as const).filter((kind) => existsSync(join(directory, kind)));
	if (kinds.length === 0) {
		throw new Error(`${directory} has no folder decode or encode: name a folder of fixtures in the official format`);
	}
	return kinds.flatMap((kind) => {
		const files = readdirSync(join(directory, kind)).filter((file) => file.endsWith(".json"));
		return files.sort().flatMap((file) => {
			const { tests } = JSON.parse(readFileSync(join(directory, kind, file), "utf8")) as { tests: Fixture[] };
			return tests.map((fixture) => ({
				title: `${kind}/${file.replace(/\.json$/, "")}: ${fixture.name}`,
				kind,
				fixture,
			}));
		});
	});
}

/** What is wrong with our answer to a fixture, in a line or a few; undefined when it passes. */
export function failureOf({ kind, fixture }: NamedFixture): string | undefined {
	return kind === "decode" ? decodeFailure(fixture) : encodeFailure(fixture);
}

function decodeFailure({ input, expected, shouldError = false, options }: Fixture): string | undefined {
	const document = parse(String(input), options);
	if (document.hasErrors !== shouldError) {
		const codes = document.diagnostics().items.map(({ code, range }) => `${code} in line ${range.start.line + 1}`);
		return shouldError ? "accepted, should be an error" : `should be accepted, has ${codes.join(", ")}`;
	}
	return shouldError ? undefined : difference(expected, document.decode());
}

/** The encoder is the reference's own; what it wrote must also mean the same to our parser, but for the order of keys. */
function encodeFailure({ input, expected, shouldError = false, options }: Fixture): string | undefined {
	const { delimiter, indentSize = options?.indent } = options ?? {};
	let text: string;
	try {
		text = encode(input, { ...(delimiter && { delimiter }), ...(indentSize && { indentSize }) });
	} catch (error) {
		return shouldError ? undefined : String(error);
	}
	if (shouldError || text !== expected) {
		return `expected ${JSON.stringify(expected)}, got ${JSON.stringify(text)}`;
	}
	const decoded = parse(text, options).decode();
	return isDeepStrictEqual(decoded, input) ? undefined : `means ${JSON.stringify(decoded)} to our parser`;
}

function parse(text: string, options: Fixture["options"]): ToonDocument {
	return new ToonDocument(text, {
		strict: options?.strict ?? true,
		indentSize: options?.indentSize ?? options?.indent ?? 2,
	});
}

function difference(expected: JsonValue, actual: JsonValue | undefined): string | undefined {
	return sameValue(expected, actual)
		? undefined
		: `expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`;
}
