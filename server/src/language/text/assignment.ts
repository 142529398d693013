/** `key = value`, as INI, TOML, properties and shell files write fields. */

const ASSIGNMENT = /^("(?:[^"\\]|\\.)*"|[\p{L}_$][\p{L}\p{N}_.$-]*(?: [\p{L}\p{N}_.-]+)?)\s*(?::=|=>|=)\s*(.*?)[;,]?$/u;

/** Key and value as written, or undefined where the text is no assignment. */
export function readAssigned(content: string): { readonly key: string; readonly value: string } | undefined {
	const match = ASSIGNMENT.exec(content);
	return match === null ? undefined : { key: match[1]!, value: match[2]! };
}
