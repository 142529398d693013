/** Places in a value, written for people: `orders[3].customer.name`. */

export type PathSegment = string | number;

/** The root is `(root)`; keys that are no identifiers stand in brackets and quotes. */
export function formatPath(segments: readonly PathSegment[]): string {
	if (segments.length === 0) return "(root)";
	let path = "";
	for (const segment of segments) {
		if (typeof segment === "number") path += `[${segment}]`;
		else if (/^[A-Za-z_$][\w$-]*$/.test(segment)) path += path === "" ? segment : `.${segment}`;
		else path += `[${JSON.stringify(segment)}]`;
	}
	return path;
}
