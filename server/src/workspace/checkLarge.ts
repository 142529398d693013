/** Checks of files that are too large to be read whole: part by part, with the result of the whole, or refused in words. */
import { LineStream, streamOf } from "../convert";
import { type Window, Windows } from "../language";
import { checkData } from "./checkData";
import { check, isFinding } from "./checkTask";
import { warningOf } from "./conversionProblems";
import { type LargeFile, largeFile, overLarge, type Tuning } from "./largeFile";
import { ProblemList } from "./problemList";
import { type ReportBytes, streamFile } from "./streamFile";
import type { CheckResult, CheckTask } from "./tasks";

/** Checks any file. */
export function checkFile(task: CheckTask, report?: ReportBytes, tuning?: Tuning): CheckResult {
	const large = largeFile(task.source, task.from, tuning);
	const result = large && overLarge(large, () => checkLarge(task, large, { report, tuning }), "checked");
	return result ?? (task.from === "toon" ? check(task) : checkData(task));
}

interface How {
	readonly report: ReportBytes | undefined;
	readonly tuning: Tuning | undefined;
}

/** Undefined where that takes the whole. */
function checkLarge(task: CheckTask, { file }: LargeFile, how: How): CheckResult | undefined {
	if (task.from === "toon") return checkToon(task, file, how);
	const stream = streamOf(task.from, "toon", {});
	if (stream === undefined) return undefined;
	streamFile(file, stream, () => undefined, { ...how, partBytes: how.tuning?.partBytes, lookOnly: true });
	return { problems: stream.warnings.list().map(warningOf) };
}

function checkToon({ strict, indentSize, hints }: CheckTask, file: string, { report, tuning }: How): CheckResult {
	const windows = new Windows({ strict, indentSize }, tuning?.windowLength);
	const problems = new ProblemList();
	let leftOut = 0;
	const add = ({ diagnostics }: Pick<Window, "diagnostics">): void => {
		const wanted = hints ? diagnostics : diagnostics.filter(isFinding);
		leftOut += diagnostics.length - wanted.length;
		problems.add(wanted);
	};
	const stream = new LineStream((text) => {
		const window = windows.push(text);
		if (window !== undefined) add(window);
	});
	streamFile(file, stream, () => undefined, { report, partBytes: tuning?.partBytes });
	const last = windows.end();
	add(last);
	const head = hints ? last.headDiagnostics : last.headDiagnostics.filter(isFinding);
	leftOut += last.headDiagnostics.length - head.length;
	problems.addInFront(head);
	return { problems: problems.list(), leftOut };
}
