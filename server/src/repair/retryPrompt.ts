/** What is still wrong, as a text for the model that wrote it: where and why, in few tokens. */
import type { Repaired } from "./repair";

/** More would cost more than writing all anew. */
const MOST_PLACES = 20;

/** A prompt that asks for a corrected document; empty where there is nothing to ask for. */
export function retryPrompt(text: string, { truncated, unsure, value }: Repaired): string {
	const parts: string[] = [];
	if (value === undefined) {
		const lines = text.split(/\r\n|\n|\r/);
		parts.push("Your TOON has errors. Return the corrected TOON only.");
		for (const { message, range } of unsure.slice(0, MOST_PLACES)) {
			const { line } = range.start;
			parts.push(`line ${line + 1} \`${shortened(lines[line] ?? "")}\`: ${firstSentence(message)}`);
		}
		if (unsure.length > MOST_PLACES) parts.push(`and ${unsure.length - MOST_PLACES} more`);
	}
	if (truncated !== undefined) {
		const { declared, found } = truncated;
		parts.push(
			`It ends after ${found} of ${declared}. ${value === undefined ? "Complete it." : `Return the missing ${declared - found} only.`}`,
		);
	}
	return parts.length === 0 ? "" : `${parts.join("\n")}\n`;
}

const shortened = (line: string): string => {
	const content = line.trim();
	return content.length > 60 ? `${content.slice(0, 59)}…` : content;
};

/** Messages begin with what is wrong; what to do, the model knows. */
const firstSentence = (message: string): string => /^.*?[.:](?= [A-Z]|$)/.exec(message)?.[0] ?? message;
