/** The command `report`. */
import { type Command, InvalidArgumentError, Option } from "commander";
import { type Done, examples, wholeNumber } from "./commandParts";
import type { Context } from "./context";
import type { ReportOptions } from "./report";

/** As commander gives them. */
type RawReportOptions = Omit<ReportOptions, "format"> & { format: ReportOptions["format"]; json: boolean };

export function addReport(program: Command, context: Context, done: Done): void {
	program
		.command("report")
		.description("Tell what TOON saved: what saves and conversions on this machine have recorded (docs/savings.md).")
		.addOption(
			new Option("--since <day>", "first day that counts: 2026-11-25, or 30 for the last 30 days").argParser(
				dayArgument,
			),
		)
		.option("--encoding <name>", "an encoding that was recorded (default: the latest)")
		.addOption(
			new Option("--format <format>", "how to print")
				.choices(["text", "json", "csv", "markdown", "toon"])
				.default("text"),
		)
		.option("--json", "print JSON for scripts: --format json", false)
		.addOption(
			new Option("--price <dollars>", "of a million input tokens; without it no money is named").argParser(price),
		)
		.addOption(
			new Option("--project <days>", "project over so many days, and say what that assumes").argParser(wholeNumber),
		)
		.addOption(new Option("--top <n>", "most files, and folders, that are named").argParser(wholeNumber).default(20))
		.option("--out <file>", "write to a file, in one go, as a collector of Prometheus wants it")
		.addOption(new Option("--prometheus", "print metrics for Prometheus").default(false).conflicts(["json", "otlp"]))
		.addOption(
			new Option("--otlp", "send metrics to where OTEL_EXPORTER_OTLP_ENDPOINT says")
				.default(false)
				.conflicts(["json", "out"]),
		)
		.addHelpText(
			"after",
			examples(
				"toon-workbench report",
				"toon-workbench report --since 30 --price 2.5",
				"toon-workbench report --since 2026-01-01 --format csv > savings.csv",
				"toon-workbench report --prometheus --out /var/lib/prometheus/node-exporter/toon.prom",
			),
		)
		.action(async (raw: RawReportOptions) => {
			const { report } = await import("./report");
			done(await report({ ...raw, format: raw.json ? "json" : raw.format }, context));
		});
}

const DAY = 86_400_000;

/** Read here, since the room of the ledger is loaded by the command alone. */
function dayArgument(text: string): number {
	if (/^\d{1,5}$/.test(text) && Number(text) > 0) {
		const now = new Date();
		return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / DAY - Number(text) + 1;
	}
	const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
	if (!Number.isNaN(at) && new Date(at).toISOString().startsWith(text)) return at / DAY;
	throw new InvalidArgumentError("give a day such as 2026-11-25, or a number of days.");
}

function price(text: string): number {
	const dollars = Number(text);
	if (text.trim() !== "" && Number.isFinite(dollars) && dollars >= 0) return dollars;
	throw new InvalidArgumentError("give a number, such as 2.5.");
}
