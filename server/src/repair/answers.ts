/** Takes the documents out of a model's answer: from its code fences, or from between its sentences. */
import { contentOf, languageOf, MarkdownText } from "../markdown";

export interface ModelDocument {
	readonly text: string;
	/** The line of the answer, from 0, on which it begins. */
	readonly line: number;
}

/** A header, a field, an item: what prose does not look like. */
const TOON_LINE =
	/^(?:\s+\S|- |[\p{L}\p{N}_$."-]*\[[^\]]*\](?:\{.*\})?:|\[\]$|(?:"(?:[^"\\]|\\.)*"|[\p{L}_$][\p{L}\p{N}_$.-]*):(?:\s|$)|#|\{|[^\s,|]+[,|][^\s])/u;

/** The documents of an answer, in order: one for each fence that may hold TOON; else all but the prose around it. */
export function documentsIn(answer: string): readonly ModelDocument[] {
	const fenced = fences(answer);
	const named = fenced.filter(({ language }) => language === "toon");
	const unnamed = fenced.filter(({ language }) => language === "");
	const chosen = named.length > 0 ? named : unnamed.length > 0 ? unnamed : fenced;
	if (chosen.length > 0) return chosen.map(({ text, line }) => ({ text, line }));
	return [withoutProse(answer)];
}

interface Fence extends ModelDocument {
	readonly language: string;
}

/** All fenced blocks; one that is not closed goes to the end, as in an answer that was cut off. */
function fences(answer: string): readonly Fence[] {
	const { lines, fences } = new MarkdownText(answer);
	return fences.map(({ opening, first, end }) => ({
		text: contentOf(lines.slice(first, end), false),
		line: first,
		language: languageOf(lines[opening]!.info),
	}));
}

/** Paragraphs before and after the first and last that look like TOON are left out. */
function withoutProse(answer: string): ModelDocument {
	const lines = answer.split(/(?<=\n)/);
	const looksLikeToon = (line: string): boolean => TOON_LINE.test(line.replace(/\r?\n$/, ""));
	let first = lines.findIndex(looksLikeToon);
	if (first < 0) return { text: answer, line: 0 };
	let last = lines.length - 1;
	while (last > first && !looksLikeToon(lines[last]!)) last--;
	// What stands directly beside it may be a broken part of it.
	while (first > 0 && lines[first - 1]!.trim() !== "" && !/[.!?:]\s*$/.test(lines[first - 1]!)) first--;
	while (last + 1 < lines.length && lines[last + 1]!.trim() !== "") last++;
	return { text: lines.slice(first, last + 1).join(""), line: first };
}
