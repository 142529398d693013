/** Generated documents that git could not merge: their first line differs on the two sides, since it holds the hash. */
import { readMarker } from "../convert";

/**
 * The source that both sides of a conflict in the first line were generated from; undefined where there is no such
 * conflict. Where only one side was generated anew, git takes its first line, and what the other side has is an edit.
 */
export function conflictedSource(text: string): string | undefined {
	const lines = text.split(/\r?\n/);
	if (!/^\uFEFF?<{7,} /.test(lines[0] ?? "")) return undefined;
	const middle = lines.findIndex((line) => /^={7,}$/.test(line));
	const end = lines.findIndex((line) => /^>{7,}(?: |$)/.test(line));
	if (middle < 2 || end < middle + 2) return undefined;
	const [ours, theirs] = [lines[1]!, lines[middle + 1]!].map((line) => readMarker(`${line}\n`)?.source);
	return ours !== undefined && ours === theirs ? ours : undefined;
}
