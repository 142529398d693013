/** The encoding, model or tokenizer file that a command line names. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { encodingForModel, isTokenizerFile, readTokenizerFile, TokenizerError } from "../tokens";
import type { Context } from "./context";
import { UsageError } from "./exitCodes";
import { visibleLine } from "./visible";

/** What counts are counted with. */
export interface NamedEncoding {
	readonly kind: "exact" | "estimate";
	/** For tasks: an encoding, or the absolute path of a tokenizer.json. */
	readonly encoding: string;
	/** An encoding, or the path as it was given. */
	readonly name: string;
	/** To show beside counts, `~` in front of an estimate. */
	readonly label: string;
}

/**
 * Says on standard error where a count is an estimate.
 * @throws UsageError where nothing has the name: counts of another encoding would not be what was asked for
 */
export async function namedEncoding(name: string, { folder, terminal }: Context): Promise<NamedEncoding> {
	if (isTokenizerFile(name)) {
		const file = resolve(folder, name);
		checkTokenizer(name, file);
		return { kind: "exact", encoding: file, name, label: name };
	}
	const model = encodingForModel(name);
	if (model.kind === "unknown") {
		throw new UsageError(
			`no model or encoding is named "${model.name}": try gpt-5, gpt-4o, gpt-4, o200k_base, cl100k_base, or the path of a tokenizer.json`,
		);
	}
	if (model.kind === "estimate") await terminal.err.write(`${visibleLine(model.message)}\n`);
	const { kind, encoding } = model;
	return { kind, encoding, name: encoding, label: kind === "estimate" ? `~${encoding}` : encoding };
}

/** Once, before any file is counted with it. */
function checkTokenizer(name: string, file: string): void {
	try {
		readTokenizerFile(readFileSync(file, "utf8"));
	} catch (error) {
		if (error instanceof TokenizerError) throw new UsageError(`${name} is ${error.message}`);
		if (error instanceof Error && "code" in error) throw new UsageError(`${name} cannot be read (${error.code})`);
		throw error;
	}
}
