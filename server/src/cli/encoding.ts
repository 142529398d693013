/** The encoding that a command line names. */
import { encodingForModel, type ModelEncoding } from "../tokens/models";
import { UsageError } from "./exitCodes";

/** @throws UsageError where no model or encoding has the name: counts of another one would not be what was asked for */
export function namedEncoding(name: string): ModelEncoding {
	const model = encodingForModel(name);
	if (model.kind !== "unknown") return model;
	throw new UsageError(
		`no model or encoding is named "${model.name}": try gpt-5, gpt-4o, gpt-4, o200k_base or cl100k_base`,
	);
}
