/** Checks of files of other formats than TOON: whether they can be read, and what of them TOON cannot hold. */
import { ConversionError, convertOnce } from "../convert";
import { conversionErrors, warningOf } from "./conversionProblems";
import { readSource } from "./taskSource";
import type { CheckResult, CheckTask } from "./tasks";

export function checkData({ source, from }: CheckTask): CheckResult {
	const read = readSource(source);
	if ("problem" in read) return { problems: [read.problem] };
	try {
		return { problems: convertOnce({ text: read.text, from, to: "toon" }).warnings.map(warningOf) };
	} catch (error) {
		if (error instanceof ConversionError) return { problems: conversionErrors(error) };
		throw error;
	}
}
