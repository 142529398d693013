/** A long Markdown file with TOON fences among prose, lists and quotes. */
import { encode } from "@toon-format/toon";
import { peopleOf } from "./people";

const PROSE =
	"Answer from the people above only, and say so where they tell you nothing. Keep to their spelling of names.\n";

/** About `size` bytes, half of them in `fences` fences, every third of which stands in a list or a quote. */
export function markdownOf(size: number, fences: number): string {
	const share = size / fences / 2;
	const body = encode(peopleOf(share)).split("\n");
	const prose = PROSE.repeat(Math.ceil(share / PROSE.length));
	const sections: string[] = [];
	for (let number = 0; number < fences; number++) {
		const [first, rest] = number % 6 === 0 ? ["- ", "  "] : number % 6 === 3 ? ["> ", "> "] : ["", ""];
		const lines = ["```toon", ...body, "```"].map((line, index) => (index === 0 ? first : rest) + line);
		sections.push(`## Question ${number + 1}\n\n${prose}\n${lines.join("\n")}\n`);
	}
	return sections.join("\n");
}
