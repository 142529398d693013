/** The outputs of a query over one or many files as one value, in JSON. Numbers stay as jq wrote them. */

export interface FileOutputs {
	readonly file: string;
	/** One JSON text each, on one line. */
	readonly outputs: readonly string[];
}

/** Of one source: its output, or a list of them where there is not exactly one. */
export const combined = (outputs: readonly string[]): string =>
	outputs.length === 1 ? outputs[0]! : `[${outputs.join(",")}]`;

/**
 * Of several files: a list that says of each output which file it comes from. Outputs that all are objects get a field
 * `file` in front, so that they make one table; others stand in a field `result`.
 */
export function withFiles(files: readonly FileOutputs[]): string {
	const all = files.flatMap(({ outputs }) => outputs);
	const inside = all.length > 0 && all.every(takesFile);
	const items = files.flatMap(({ file, outputs }) => {
		const name = JSON.stringify(file);
		return outputs.map((output) => {
			if (!inside) return `{"file":${name},"result":${output}}`;
			return output === "{}" ? `{"file":${name}}` : `{"file":${name},${output.slice(1)}`;
		});
	});
	return `[${items.join(",")}]`;
}

/** Whether an output is an object without a field `file` of its own. */
function takesFile(output: string): boolean {
	if (!output.startsWith("{")) return false;
	return !output.includes('"file":') || !Object.hasOwn(JSON.parse(output) as object, "file");
}
