/** The hash by which keys are compared before their text is: FNV-1a over UTF-16 code units. */

export const FNV_OFFSET = 0x811c9dc5 | 0;
/** See FNV_OFFSET: a hash is updated with `Math.imul(hash ^ unit, FNV_PRIME)`. */
export const FNV_PRIME = 0x01000193;

/** FNV-1a over UTF-16 code units; never 0, which means "no key". */
export function hashText(text: string, start: number, end: number): number {
	const hash = hashInto(FNV_OFFSET, text, start, end);
	return hash === 0 ? 1 : hash;
}

/** Takes the code units of `[start, end)` into a hash that holds what stood before them. */
export function hashInto(hash: number, text: string, start: number, end: number): number {
	for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME);
	return hash;
}
