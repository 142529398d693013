/** Writes what a conversion made, unless that would destroy somebody's work. */
import type { URI } from "vscode-uri";
import { type Format, readMarker } from "../convert";
import { conflictedSource } from "./conflicts";
import { FileError, type Files } from "./files";
import type { GeneratedRecords } from "./generated";
import { decodeText, encodeText } from "./text";

export interface Output {
	readonly target: URI;
	readonly text: string;
	readonly format: Format;
	/** Replace a target that is not ours, or was edited since we wrote it. */
	readonly overwrite?: boolean;
	/** Nobody said before that this target is made from this source: what stands there is not replaced, ours or not. */
	readonly isNew?: boolean;
	/** Write nothing: the outcome is what it would have been. */
	readonly dryRun?: boolean;
	/** Whether what the text was made from is still the same; asked just before the write. */
	readonly isCurrent?: () => boolean;
}

/** What outputs need of the world. */
export interface OutputPlaces {
	readonly files: Files;
	readonly records: GeneratedRecords;
}

/** What became of a target. `message`: one line for people, without the name of the target. */
export type OutputResult =
	| { readonly outcome: "written" | "unchanged" }
	/** Not ours, or edited since: somebody must choose. Nothing was written. */
	| { readonly outcome: "conflict"; readonly message: string }
	/** Reading or writing failed: the target is as it was. */
	| { readonly outcome: "failed"; readonly message: string };

/** How often a target is looked at that others write at the same time. */
const ATTEMPTS = 5;

/** Writes an output if its bytes changed and the target is ours. Never throws. */
export async function writeOutput(output: Output, places: OutputPlaces): Promise<OutputResult> {
	for (let attempt = 1; ; attempt++) {
		const result = await tryToWrite(output, places);
		// Another window that writes the same is no obstacle, and what somebody else wrote is a conflict.
		// Who may overwrite anything is told of a race instead: what was made meanwhile, they did not mean.
		const mayLookAgain = output.overwrite !== true && (output.isCurrent?.() ?? true);
		if (!("raced" in result) || !mayLookAgain || attempt === ATTEMPTS) return withoutRace(result);
	}
}

const withoutRace = ({ raced: _, ...result }: OutputResult & { readonly raced?: true }): OutputResult => result;

async function tryToWrite(
	output: Output,
	{ files, records }: OutputPlaces,
): Promise<OutputResult & { readonly raced?: true }> {
	const { target, text, format, overwrite = false, isNew = false, dryRun = false, isCurrent } = output;
	try {
		const content = encodeText(text);
		const existing = await files.read(target);
		if (existing !== undefined && isSame(existing, content)) return { outcome: "unchanged" };
		const isOurs = existing === undefined || (await wasGenerated(target, existing, format, records));
		if (isOurs && existing !== undefined && isNew && !overwrite) return { outcome: "conflict", message: OF_ANOTHER };
		if (!isOurs && !overwrite) return { outcome: "conflict", message: conflictMessage(existing, format) };
		if (dryRun) return { outcome: "written" };
		if (!carriesMarker(format)) {
			const previous = isOurs && existing !== undefined ? withoutReturns(existing) : undefined;
			await records.announce(target, withoutReturns(content), previous);
		}
		await files.write(target, content, { previous: existing, ...(isCurrent !== undefined && { isCurrent }) });
		return { outcome: "written" };
	} catch (error) {
		if (error instanceof FileError) {
			return { outcome: "failed", message: error.message, ...(error.code === "ECHANGED" && { raced: true }) };
		}
		return { outcome: "failed", message: `cannot write: ${error instanceof Error ? error.message : String(error)}` };
	}
}

const OF_ANOTHER = "not overwritten: no rule says that it is made from this file, and it is there already";

/** Whether generated documents of this format say so in their first line. */
const carriesMarker = (format: Format): boolean => format === "markdown" || format === "html";

/** Equal but for line ends, which git may turn when it checks out. */
function isSame(existing: Uint8Array, content: Uint8Array): boolean {
	if (Buffer.compare(existing, content) === 0) return true;
	return existing.includes(0x0d) && Buffer.compare(withoutReturns(existing), content) === 0;
}

async function wasGenerated(
	target: URI,
	existing: Uint8Array,
	format: Format,
	records: GeneratedRecords,
): Promise<boolean> {
	if (!carriesMarker(format)) return records.isOurs(target, withoutReturns(existing));
	const found = decodeText(existing);
	if (!("text" in found)) return false;
	return readMarker(found.text)?.intact === true || conflictedSource(found.text) !== undefined;
}

function conflictMessage(existing: Uint8Array, format: Format): string {
	const found = decodeText(existing);
	const isMarked = carriesMarker(format) && "text" in found && readMarker(found.text) !== undefined;
	return isMarked
		? "not overwritten: it was edited since TOON Workbench generated it, or a formatter reflowed it (name it in .prettierignore)"
		: "not overwritten: TOON Workbench did not generate it, or it was edited since";
}

function withoutReturns(content: Uint8Array): Uint8Array {
	if (!content.includes(0x0d)) return content;
	return content.filter((byte, at) => byte !== 0x0d || content[at + 1] !== 0x0a);
}
