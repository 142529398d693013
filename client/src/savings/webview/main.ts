/** The script of the savings report: asks for it, shows it, and passes on what a person wants to see or keep. */
import type { ReportRow, SavingsQuestion, SavingsReport } from "../../../../server/src/lsp/protocol";
import { element } from "../../preview/webview/dom";
import type { ExportFormat, FromReport, ToReport } from "../reportMessages";
import { weekChart } from "./chart";
import { BASELINE_NAMES, type Baseline, change, figure, savedOf } from "./figures";

interface VsCodeApi {
	postMessage(message: FromReport): void;
	getState(): unknown;
	setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

interface View {
	readonly range: SavingsQuestion["range"];
	readonly baseline: Baseline;
	/** Days to project over; 0: none. */
	readonly project: number;
	/** "": the latest. */
	readonly encoding: string;
}

const RANGES = [
	["week", "Last 7 days"],
	["session", "This session"],
	["all", "All"],
] as const;
const BASELINES = [
	["jsonCompact", "Compact JSON"],
	["json", "JSON"],
] as const;
const PROJECTIONS = [
	["0", "No projection"],
	["30", "Project 30 days"],
	["365", "Project 365 days"],
] as const;
const EXPORTS: readonly (readonly [ExportFormat, string])[] = [
	["csv", "CSV"],
	["json", "JSON"],
	["markdown", "Markdown"],
	["toon", "TOON"],
];

class SavingsView {
	readonly #api = acquireVsCodeApi();
	readonly #toolbar = element("header", { class: "toolbar" });
	readonly #content = element("main");
	#view: View;
	#report: SavingsReport | undefined;
	#isRecording = true;

	constructor() {
		const saved = this.#api.getState();
		const initial: View = { range: "all", baseline: "jsonCompact", project: 0, encoding: "" };
		this.#view = { ...initial, ...(typeof saved === "object" ? saved : {}) };
	}

	start(): void {
		document.body.append(this.#toolbar, this.#content);
		window.addEventListener("message", (event) => this.#receive(event.data as ToReport));
		this.#showToolbar();
		this.#ask();
	}

	#receive(message: ToReport): void {
		if (message.type === "problem") {
			this.#content.replaceChildren(element("p", { class: "notice", role: "alert" }, message.message));
			return;
		}
		this.#report = message.report;
		this.#isRecording = message.isRecording;
		this.#showToolbar();
		this.#show();
	}

	get #question(): SavingsQuestion {
		const { range, project, encoding } = this.#view;
		return { range, ...(project > 0 && { project }), ...(encoding !== "" && { encoding }) };
	}

	#ask(): void {
		this.#api.postMessage({ type: "ask", question: this.#question });
	}

	#change(change: Partial<View>): void {
		this.#view = { ...this.#view, ...change };
		this.#api.setState(this.#view);
		if ("baseline" in change) {
			this.#showToolbar();
			this.#show();
		} else this.#ask();
	}

	#showToolbar(): void {
		const { range, baseline, project, encoding } = this.#view;
		const encodings = this.#report?.encodings ?? [];
		this.#toolbar.replaceChildren(
			choice("Range", RANGES, range, (chosen) => this.#change({ range: chosen })),
			choice("Baseline", BASELINES, baseline, (chosen) => this.#change({ baseline: chosen })),
			choice("Projection", PROJECTIONS, String(project), (chosen) => this.#change({ project: Number(chosen) })),
		);
		if (encodings.length > 1) {
			const shown = encoding === "" ? (this.#report?.encoding ?? "") : encoding;
			const names = encodings.map((name) => [name, name] as const);
			this.#toolbar.append(choice("Encoding", names, shown, (chosen) => this.#change({ encoding: chosen })));
		}
		const exports = element("div", { class: "exports", role: "group", "aria-label": "Export" }, "Export: ");
		for (const [format, title] of EXPORTS) {
			const button = element("button", { type: "button" }, title);
			button.addEventListener("click", () => {
				this.#api.postMessage({ type: "export", question: this.#question, format });
			});
			exports.append(button);
		}
		this.#toolbar.append(exports);
	}

	#show(): void {
		const report = this.#report;
		if (report === undefined) return;
		const parts: Node[] = [element("h1", {}, "What TOON saves")];
		if (!this.#isRecording) {
			parts.push(element("p", { class: "notice" }, "Nothing is recorded now: toon.savings.enabled is off."));
		}
		if (report.encoding === null || report.firstDay === null) {
			const advice =
				this.#view.range === "all"
					? "Nothing has been recorded yet. Save or convert a TOON file, and look here again."
					: "Nothing was recorded in this time.";
			this.#content.replaceChildren(...parts, element("p", {}, advice));
			return;
		}
		parts.push(...this.#summary(report), ...this.#sections(report));
		this.#content.replaceChildren(...parts);
	}

	#summary(report: SavingsReport): Node[] {
		const { total, firstDay, lastDay, encoding, exact, money, projection } = report;
		const { baseline } = this.#view;
		const other = baseline === "json" ? "jsonCompact" : "json";
		const mark = exact ? "" : "~";
		const saved = savedOf(total, baseline);
		const verdict = saved >= 0 ? "tokens fewer than as" : "tokens more than as";
		const percent = total[baseline] === 0 ? 0 : Math.abs(saved / total[baseline]) * 100;
		const lines: Node[] = [
			element(
				"p",
				{ class: saved >= 0 ? "headline" : "headline loss" },
				element("strong", {}, `${mark}${figure(Math.abs(saved))}`),
				` ${verdict} ${BASELINE_NAMES[baseline]}, ${percent.toFixed(1)} %`,
			),
			element(
				"p",
				{},
				`${mark}${figure(total.toon)} as TOON, ${mark}${figure(total[baseline])} as ${BASELINE_NAMES[baseline]}. Against ${BASELINE_NAMES[other]}: ${change(total, other, mark)}.`,
			),
		];
		if (money !== undefined) {
			const dollars = baseline === "json" ? money.savedJson : money.savedJsonCompact;
			const amount = `${dollars < 0 ? "−" : ""}$${Math.abs(dollars).toFixed(2)}`;
			lines.push(
				element("p", {}, `${amount} at $${money.pricePerMillion} for a million tokens, if each was read once.`),
			);
		}
		if (projection !== undefined) {
			const tokens = baseline === "json" ? projection.savedJson : projection.savedJsonCompact;
			const text = `${mark}${figure(tokens)} tokens in ${projection.days} days, if ${projection.assumption}.`;
			lines.push(element("p", {}, text));
		} else if (this.#view.project > 0) {
			lines.push(element("p", { class: "quiet" }, "Nothing is projected from less than a week."));
		}
		const how = `${firstDay} to ${lastDay} · ${encoding}${exact ? "" : ", an estimate"} · each file counts once a day, as it was last`;
		lines.push(element("p", { class: "quiet" }, how));
		return lines;
	}

	#sections(report: SavingsReport): Node[] {
		const { weeks, folders, forms, files, exact } = report;
		const mark = exact ? "" : "~";
		return [
			element("h2", {}, "By week"),
			weekChart(report, this.#view.baseline),
			table("Week from", weeks, ({ week }) => week, mark),
			element("h2", {}, "By folder"),
			table("Folder", folders, ({ folder }) => folder, mark),
			element("h2", {}, "By form"),
			table("Form", forms, ({ form }) => form, mark),
			element("h2", {}, "By file"),
			table("File", files, ({ file }) => file, mark),
		];
	}
}

const HEADS = ["TOON", "JSON", "Saved", "Compact JSON", "Saved"];

function table<Row extends ReportRow>(
	title: string,
	rows: readonly Row[],
	nameOf: (row: Row) => string,
	mark: string,
): HTMLTableElement {
	const head = element("tr", {}, element("th", { scope: "col" }, title));
	head.append(...HEADS.map((each) => element("th", { scope: "col", class: "number" }, each)));
	const number = (text: string, loss = false): HTMLElement =>
		element("td", { class: loss ? "number loss" : "number" }, text);
	const lines = rows.map((row) =>
		element(
			"tr",
			{},
			element("th", { scope: "row" }, nameOf(row)),
			number(mark + figure(row.toon)),
			number(mark + figure(row.json)),
			number(change(row, "json", mark), row.savedJson < 0),
			number(mark + figure(row.jsonCompact)),
			number(change(row, "jsonCompact", mark), row.savedJsonCompact < 0),
		),
	);
	return element("table", {}, element("thead", {}, head), element("tbody", {}, ...lines));
}

function choice<Value extends string>(
	label: string,
	values: readonly (readonly [Value, string])[],
	chosen: string,
	choose: (value: Value) => void,
): HTMLSelectElement {
	const select = element("select", { "aria-label": label, title: label });
	for (const [value, title] of values) {
		select.append(element("option", { value, selected: value === chosen }, title));
	}
	select.addEventListener("change", () => {
		const found = values.find(([value]) => value === select.value);
		if (found !== undefined) choose(found[0]);
	});
	return select;
}

new SavingsView().start();
