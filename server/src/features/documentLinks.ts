/** Links in values and comments: web addresses, and texts that look like a path to a file beside the document. */
import type { Range, ToonDocument } from "../language";
import { rangeOn } from "./structure";

/** Lines looked through, and links in one answer, at most. */
const LINE_LIMIT = 20_000;
const LINK_LIMIT = 1_000;

export interface FoundLink {
	readonly range: Range;
	/** A web address, or a path relative to the document: whether there is such a file is for others to say. */
	readonly target: { readonly url: string } | { readonly path: string };
}

const URL = /\bhttps?:\/\/[^\s"'<>|`\\^{}]+/g;
const PATH = /^(?:\.{1,2}\/|[\w@.-]+\/)?(?:[\w@ .-]+\/)*[\w@ .-]*\.[A-Za-z][\w]{0,9}$/;

export function findLinks(document: ToonDocument): FoundLink[] {
	const found: FoundLink[] = [];
	const { lines } = document;
	const last = Math.min(lines.lineCount, LINE_LIMIT);
	for (let number = 0; number < last && found.length < LINK_LIMIT; number++) {
		const handle = lines.at(number);
		const text = lines.text(handle);
		const hasUrl = text.includes("://");
		if (!hasUrl && !(text.includes(".") && lines.isContent(handle))) continue;
		const lspLine = lines.lspLine(handle);
		const line = document.line(lspLine);
		if (text.includes("\r")) continue;
		for (const { type, start, end } of line.tokens) {
			const isText = type === "string" || type === "quoted-string" || type === "comment";
			if (!isText) continue;
			const token = text.slice(start, end);
			if (hasUrl && token.includes("://")) found.push(...urls(token, lspLine, start));
			else if (type !== "comment") found.push(...paths(token, lspLine, start));
		}
	}
	return found.slice(0, LINK_LIMIT);
}

function* urls(token: string, line: number, start: number): Generator<FoundLink> {
	for (const { 0: match, index } of token.matchAll(URL)) {
		const address = withoutTail(match);
		yield { range: rangeOn(line, start + index, start + index + address.length), target: { url: address } };
	}
}

/** Punctuation behind an address belongs to the sentence; a closing bracket only where none was opened. */
function withoutTail(address: string): string {
	let end = address.length;
	for (; end > 0; end--) {
		const last = address.charAt(end - 1);
		const isBracket = last === ")" && !address.slice(0, end).includes("(");
		const isSquare = last === "]" && !address.slice(0, end).includes("[");
		if (!".,;:!?*".includes(last) && !isBracket && !isSquare) break;
	}
	return address.slice(0, end);
}

function* paths(token: string, line: number, start: number): Generator<FoundLink> {
	const quotes = token.startsWith('"') ? 1 : 0;
	const text = token.slice(quotes, token.length - quotes);
	if (text.length > 260 || text.includes("\\") || !PATH.test(text) || /^[\d.]+$/.test(text)) return;
	const first = start + quotes;
	yield { range: rangeOn(line, first, first + text.length), target: { path: text } };
}
