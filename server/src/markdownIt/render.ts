/** A TOON document as HTML: its text with a class for each kind of token, and its tables below. All text is text. */
import { parse, type SyntaxLine, type TableHeader, type TokenType, type ToonDocument, type Visitor } from "../language";

/** UTF-16 units from which the text is shown as it is: a preview is drawn anew with each keystroke. */
const LONGEST = 200_000;
/** Rows of a table that are shown. */
const MOST_ROWS = 200;
/** Tables of a fence that are shown. */
const MOST_TABLES = 20;

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => ESCAPES[character]!);

/** The classes that the preview's own styles colour, whatever the theme. */
const COLOURS: Readonly<Partial<Record<TokenType, string>>> = {
	comment: "hljs-comment",
	key: "hljs-attr",
	"field-name": "hljs-attr",
	length: "hljs-number",
	number: "hljs-number",
	boolean: "hljs-literal",
	null: "hljs-literal",
	string: "hljs-string",
	"quoted-string": "hljs-string",
};

/** @param attributes of the element around it, as HTML: the preview finds lines by them */
export function renderFence(content: string, attributes: string): string {
	const text = content.replace(/\r?\n$/, "");
	const document = text.length > LONGEST ? undefined : parse(text);
	const code = document === undefined ? escaped(text) : highlighted(document);
	const tables = document === undefined || document.hasErrors ? "" : tablesOf(document);
	return `<div${attributes}><pre class="toon-fence"><code class="language-toon">${code}\n</code></pre>${tables}</div>\n`;
}

function highlighted(document: ToonDocument): string {
	const lines: string[] = [];
	// A lone CR is content of a line, which so covers several lines of an editor.
	for (let line = 0; line < document.lineCount; ) {
		const read = document.line(line);
		lines.push(read.tokens.map((token) => highlightedToken(read, token)).join(""));
		line = read.range.end.line + 1;
	}
	return lines.join("\n");
}

function highlightedToken({ text }: SyntaxLine, { type, start, end }: SyntaxLine["tokens"][number]): string {
	const own = escaped(text.slice(start, end));
	if (type === "whitespace" || own === "") return own;
	const colour = COLOURS[type];
	return `<span class="toon-${type}${colour === undefined ? "" : ` ${colour}`}">${own}</span>`;
}

function tablesOf(document: ToonDocument): string {
	const tables = new Tables();
	document.walk(tables);
	return tables.html.join("");
}

/** Collects the tables, each with what it is called. */
class Tables implements Visitor {
	readonly html: string[] = [];
	readonly #path: string[] = [];
	#rows: string[] = [];
	#count = 0;
	#header: TableHeader | undefined;

	isDone(): boolean {
		return this.html.length >= MOST_TABLES;
	}

	beginObject(key: string | undefined): void {
		this.#path.push(key ?? "");
	}

	endObject(): void {
		this.#path.pop();
	}

	beginArray(key: string | undefined): void {
		this.#path.push(key ?? "");
	}

	endArray(): void {
		this.#path.pop();
	}

	scalar(): void {}

	beginTable(key: string | undefined, header: TableHeader): void {
		this.#path.push(key ?? "");
		this.#header = header;
		this.#rows = [];
		this.#count = 0;
	}

	row(row: Parameters<Visitor["row"]>[0]): void {
		if (++this.#count > MOST_ROWS) return;
		const key = this.#header?.keyed ? `<th>${escaped(row.key ?? "")}</th>` : "";
		const cells = this.#header!.leaves.map((_, index) => {
			const { value, text } = row.cell(index);
			const isNumber = typeof value === "number";
			return `<td${isNumber ? ' class="toon-right"' : ""}>${escaped(typeof value === "string" ? value : text)}</td>`;
		});
		this.#rows.push(`<tr>${key}${cells.join("")}</tr>`);
	}

	endTable(): void {
		const { leaves, keyed } = this.#header!;
		const names = [...(keyed ? [""] : []), ...leaves.map((path) => path.join("."))];
		const head = names.map((name) => `<th>${escaped(name)}</th>`).join("");
		const title = [
			...this.#path.filter((key) => key !== ""),
			`${this.#count.toLocaleString("en-US")} × ${leaves.length}`,
		];
		const rest = this.#count - this.#rows.length;
		const more = rest > 0 ? `<p>… ${rest.toLocaleString("en-US")} more</p>` : "";
		this.html.push(
			`<details class="toon-table" open><summary>${escaped(title.join(" · "))}</summary>` +
				`<table><thead><tr>${head}</tr></thead><tbody>${this.#rows.join("")}</tbody></table>${more}</details>`,
		);
		this.#path.pop();
	}
}
