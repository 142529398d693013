/** The task `optimize`: one TOON file written so that it costs fewer tokens. */
import { URI } from "vscode-uri";
import { ConversionError, type Optimization, OptimizeFault, optimize as optimized } from "../convert";
import { parse } from "../language";
import { errorsOf } from "./checkTask";
import { FileError } from "./files";
import { nodeFiles } from "./nodeFiles";
import { oneLine } from "./problemList";
import { counterFor } from "./taskCounters";
import { readSource } from "./taskSource";
import type { OptimizeResult, OptimizeTask } from "./tasks";
import { encodeText } from "./text";

export async function optimize(task: OptimizeTask): Promise<OptimizeResult> {
	const { source, strict, indentSize, encoding, minGain, chosen, root } = task;
	const read = readSource(source);
	if ("problem" in read) return { problems: [read.problem] };
	const document = parse(read.text, { strict, indentSize });
	if (document.hasErrors) return { problems: errorsOf(document) };
	try {
		const steps = optimized(document, counterFor(encoding), { minGain, chosen });
		const optimization = finished(steps);
		if (root !== undefined && "file" in source && optimization.text !== read.text) {
			const files = nodeFiles(() => [URI.file(root)]);
			const previous = encodeText(read.text, read.mark);
			await files.write(URI.file(source.file), encodeText(optimization.text, read.mark), { previous });
		}
		return { problems: [], optimization };
	} catch (error) {
		if (!(error instanceof FileError || error instanceof OptimizeFault || error instanceof ConversionError))
			throw error;
		return { problems: [{ severity: "error", message: oneLine(error.message) }] };
	}
}

/** Takes all steps at once. */
function finished(steps: Generator<void, Optimization>): Optimization {
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
	}
}
