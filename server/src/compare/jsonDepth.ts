/** How deep a JSON text is nested. */

const MARKS = {
	quote: 0x22,
	backslash: 0x5c,
	openBracket: 0x5b,
	openBrace: 0x7b,
	closeBracket: 0x5d,
	closeBrace: 0x7d,
};

/** Levels of arrays and objects; stops counting beyond `enough`. The text is valid JSON. */
export function depthOfJson(json: string, enough: number): number {
	let depth = 0;
	let deepest = 0;
	for (let at = 0; at < json.length; at++) {
		const unit = json.charCodeAt(at);
		if (unit === MARKS.quote) {
			at = endOfString(json, at);
		} else if (unit === MARKS.openBracket || unit === MARKS.openBrace) {
			if (++depth > deepest) deepest = depth;
			if (deepest > enough) return deepest;
		} else if (unit === MARKS.closeBracket || unit === MARKS.closeBrace) depth--;
	}
	return deepest;
}

/** Place of the quote that closes a string. */
function endOfString(json: string, open: number): number {
	for (let end = json.indexOf('"', open + 1); end >= 0; end = json.indexOf('"', end + 1)) {
		let slashes = 0;
		while (json.charCodeAt(end - 1 - slashes) === MARKS.backslash) slashes++;
		if (slashes % 2 === 0) return end;
	}
	return json.length;
}
