/** The text of a hook: our part of it stands between marks, and nothing else of it is ever changed. */

/** Lines that our part begins and ends with; a mark is known by what it starts with. */
export const MARKS = { begin: "# >>> toon-workbench >>>", end: "# <<< toon-workbench <<<" } as const;

/** The marks are not a pair: somebody took one away. */
export class MarksError extends Error {
	override readonly name = "MarksError";

	constructor() {
		super(`the marks "${MARKS.begin}" and "${MARKS.end}" are no pair: take our part out by hand first`);
	}
}

/** Where our part stands, as offsets: its lines with the last line end. Undefined where there is none. @throws MarksError */
export function partOf(text: string): { readonly start: number; readonly end: number } | undefined {
	const begins = [...text.matchAll(/^# >>> toon-workbench >>>/gm)];
	const ends = [...text.matchAll(/^# <<< toon-workbench <<<.*(?:\n|$)/gm)];
	if (begins.length === 0 && ends.length === 0) return undefined;
	const [begin, end] = [begins[0]?.index, ends[0]?.index];
	if (begins.length > 1 || ends.length > 1 || begin === undefined || end === undefined || end < begin) {
		throw new MarksError();
	}
	return { start: begin, end: end + ends[0]![0].length };
}

/** The text with `part` in the place of ours, or where there was none, after the first `lines` lines. @throws MarksError */
export function withPart(text: string, part: string, lines: number): string {
	const place = partOf(text);
	if (place !== undefined) return text.slice(0, place.start) + part + text.slice(place.end);
	let at = 0;
	for (let line = 0; line < lines; line++) {
		const end = text.indexOf("\n", at);
		if (end < 0) return `${text}\n${part}`;
		at = end + 1;
	}
	return text.slice(0, at) + part + text.slice(at);
}

/** The text without our part; undefined where it has none. @throws MarksError */
export function withoutPart(text: string): string | undefined {
	const place = partOf(text);
	return place && text.slice(0, place.start) + text.slice(place.end);
}

/** Some lines between the marks. */
export const markedPart = (lines: string, purpose: string): string =>
	`${MARKS.begin} ${purpose}; \`toon-workbench hook uninstall\` takes this part out.\n${lines}${MARKS.end}\n`;

/** The first line of a hook that is ours alone. */
export const SCRIPT_HEAD = "#!/bin/sh\n";

/**
 * Our part of a hook. Git runs hooks by a shell, so it is shell. It stands first, so that no `exit` or `exec` of what is
 * there skips it, and runs the rest of the script before anything of ours: by starting it once more, when our part only
 * takes the note away by which it knows. Node stands with its full path, since programs that commit from a window often
 * have another PATH.
 * @param kept name of the hook that was there before, and could not stay in its place
 */
export function hookPart(node: string, cli: string, kept: string): string {
	const lines = `if [ "\${TOON_WORKBENCH_HOOK-}" = rest ]; then
	unset TOON_WORKBENCH_HOOK
else
	(
		TOON_WORKBENCH_HOOK=rest "$0" "$@" || exit $?
		before="$(dirname "$0")/${kept}"
		if [ -x "$before" ]; then
			"$before" "$@" || exit $?
		fi
		node=${quoted(node)}
		cli=${quoted(cli)}
		if [ ! -x "$node" ]; then node=node; fi
		if [ ! -f "$cli" ]; then
			echo "toon-workbench is gone from $cli: run 'toon-workbench hook install' again, or 'git commit --no-verify'." >&2
			exit 2
		fi
		exec "$node" "$cli" hook run --stage
	)
	exit $?
fi
`;
	return markedPart(lines, "The Markdown of TOON files");
}

/** Whether a hook is a script of a shell that understands our part. */
export const isShellScript = (text: string): boolean =>
	/^#!\s*(?:\S*\/env\s+(?:-\S+\s+)*)?(?:\S*\/)?(?:sh|bash|dash|ash|ksh|mksh|zsh)(?:\s|$)/.test(text) &&
	!text.includes("\0");

/** As one word of a shell. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
