/** How the rows of a table are written as JSON objects: what stands between the values, and their order. */
import { type FieldStep, setOwn } from "../language";
import { indentation } from "./indentation";

/** What stands around the values: one text more than there are values. */
export interface RowShape {
	/** The cell of each value, in the order in which JSON.stringify writes them: integer-like names come first. */
	readonly cells: readonly number[];
	readonly compact: readonly string[];
	/** For rows at one depth; the indentation of the first line is left out. */
	readonly pretty: readonly string[];
}

/** A group of fields by name, as the object that a row becomes; a leaf is the index of its cell. */
interface Group {
	[name: string]: number | Group;
}

/** UTF-16 units that stand around the values of one row at most: no table of people's needs more. */
const MOST_UNITS = 1 << 24;

/** The groups of fields are nested so deeply that rows are not written as JSON. */
export class DeepRowError extends Error {
	override readonly name = "DeepRowError";

	constructor() {
		super(
			"The groups of fields are nested so deeply that a row would take more than 16 MB as JSON. Flatten the table.",
		);
	}
}

/**
 * The shape of rows at the given depth of JSON, from the header's fields.
 * @throws DeepRowError
 */
export function rowShape(steps: readonly FieldStep[], depth: number): RowShape {
	const cells: number[] = [];
	const compact: string[] = [];
	const pretty: string[] = [];
	let compactText = "{";
	let prettyText = "{";
	const open: { entries: [string, number | Group][]; next: number }[] = [
		{ entries: Object.entries(group(steps)), next: 0 },
	];
	let units = 0;
	while (open.length > 0) {
		// A line of the indented JSON for each field, and for each group another for its end.
		units += 2 * (depth + open.length);
		if (units > MOST_UNITS) throw new DeepRowError();
		const level = open[open.length - 1]!;
		const entry = level.entries[level.next++];
		if (entry === undefined) {
			open.pop();
			compactText += "}";
			prettyText += `\n${indentation(depth + open.length)}}`;
			continue;
		}
		const [name, content] = entry;
		const comma = level.next > 1 ? "," : "";
		const key = JSON.stringify(name);
		compactText += `${comma}${key}:`;
		prettyText += `${comma}\n${indentation(depth + open.length)}${key}: `;
		if (typeof content === "number") {
			cells.push(content);
			compact.push(compactText);
			pretty.push(prettyText);
			compactText = "";
			prettyText = "";
		} else {
			compactText += "{";
			prettyText += "{";
			open.push({ entries: Object.entries(content), next: 0 });
		}
	}
	return { cells, compact: [...compact, compactText], pretty: [...pretty, prettyText] };
}

/** The object that a row becomes, so that order and repeated names come out as JavaScript has them. */
function group(steps: readonly FieldStep[]): Group {
	const root: Group = {};
	const outer: Group[] = [];
	let current = root;
	let cell = 0;
	for (const step of steps) {
		if (step === null) current = outer.pop() ?? root;
		else if (typeof step === "string") setOwn<number | Group>(current, step, cell++);
		else {
			const inner: Group = {};
			setOwn<number | Group>(current, step.open, inner);
			outer.push(current);
			current = inner;
		}
	}
	return root;
}
