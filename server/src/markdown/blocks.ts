/**
 * The block structure of Markdown as far as it decides where fenced code begins and ends (CommonMark 0.31): one line at a
 * time, from the state that the line before left behind.
 */
import { LineCursor } from "./lineCursor";

/** A block that holds others. `width`: columns that a line must be indented by to go on in a list item. */
type Container =
	| { readonly kind: "quote" }
	| {
			readonly kind: "item";
			readonly width: number /** Begun by a blank line, with nothing in it yet. */;
			readonly empty: boolean;
	  };

/** The innermost block that may go on in the next line. */
type Leaf =
	| { readonly kind: "none" | "paragraph" | "indented" }
	/** `type`: 1 to 7, the kinds of HTML blocks in the order of the specification (§4.6). */
	| { readonly kind: "html"; readonly type: number }
	| { readonly kind: "fence"; readonly mark: string; readonly length: number; readonly indent: number };

/** What is open behind a line. */
export interface BlockState {
	readonly containers: readonly Container[];
	readonly leaf: Leaf;
	/** Equal states have equal names. */
	readonly name: string;
}

/** What a line is to a fence. */
export type LineRole = "other" | "opening" | "content" | "closing";

export interface ScannedLine {
	readonly after: BlockState;
	readonly role: LineRole;
	/** Of content of a fence: where that begins. Of other lines: where the mark or the text of the innermost block does. UTF-16 units. */
	readonly start: number;
	/** Spaces in front of the content that stand for the rest of a tab, of which containers took a part. */
	readonly virtual: number;
	/** Of an opening line: what stands behind the mark. */
	readonly info: string;
}

const NONE: Leaf = { kind: "none" };
const PARAGRAPH: Leaf = { kind: "paragraph" };
const INDENTED: Leaf = { kind: "indented" };
const QUOTE: Container = { kind: "quote" };

const nameOfContainer = (each: Container): string =>
	each.kind === "quote" ? ">" : `-${each.width}${each.empty ? "e" : ""}`;

function nameOfLeaf(leaf: Leaf): string {
	if (leaf.kind === "html") return `h${leaf.type}`;
	return leaf.kind === "fence" ? `${leaf.mark}${leaf.length},${leaf.indent}` : leaf.kind;
}

const stateOf = (containers: readonly Container[], leaf: Leaf): BlockState => ({
	containers,
	leaf,
	name: `${containers.map(nameOfContainer).join("")} ${nameOfLeaf(leaf)}`,
});

/** Before the first line. */
export const NOTHING_OPEN: BlockState = stateOf([], NONE);

/** Columns from which on a line is indented code. */
const CODE_INDENT = 4;

const THEMATIC_BREAK = /^(?:\*[ \t]*){3,}$|^(?:_[ \t]*){3,}$|^(?:-[ \t]*){3,}$/;
const HEADING = /^#{1,6}(?:[ \t]+|$)/;
const SETEXT_UNDERLINE = /^(?:=+|-+)[ \t]*$/;
const FENCE_OPENING = /^(?:(`{3,})([^`]*)|(~{3,})(.*))$/;
const FENCE_CLOSING = /^(`{3,}|~{3,})[ \t]*$/;
const BULLET = /^[*+-]/;
const ORDINAL = /^(\d{1,9})[.)]/;

const TAG_NAME = "[A-Za-z][A-Za-z0-9-]*";
const ATTRIBUTE = `(?:[ \\t]+[a-zA-Z_:][a-zA-Z0-9:._-]*(?:[ \\t]*=[ \\t]*(?:[^"'=<>\`\\x00-\\x20]+|'[^']*'|"[^"]*"))?)`;
const OPEN_TAG = `<${TAG_NAME}${ATTRIBUTE}*[ \\t]*/?>`;
const CLOSING_TAG = `</${TAG_NAME}[ \\t]*>`;
const BLOCK_TAGS =
	"address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul";

/** How HTML blocks begin, by their type less one; the last one may not interrupt a paragraph. */
const HTML_OPENINGS: readonly RegExp[] = [
	/^<(?:script|pre|textarea|style)(?:\s|>|$)/i,
	/^<!--/,
	/^<[?]/,
	/^<![A-Za-z]/,
	/^<!\[CDATA\[/,
	new RegExp(`^</?(?:${BLOCK_TAGS})(?:\\s|/?>|$)`, "i"),
	new RegExp(`^(?:${OPEN_TAG}|${CLOSING_TAG})[ \\t]*$`),
];

/** What ends an HTML block of types 1 to 5, in its first line as well; the others end at a blank line. */
const HTML_ENDINGS: readonly RegExp[] = [/<\/(?:script|pre|textarea|style)>/i, /-->/, /\?>/, />/, /\]\]>/];

/** Reads one line, without its end. */
export function scanLine(text: string, before: BlockState): ScannedLine {
	return new BlockLine(text, before).run();
}

class BlockLine {
	readonly #cursor: LineCursor;
	readonly #before: BlockState;
	#containers: Container[] = [];
	#leaf: Leaf = NONE;
	/** Whether everything that was open goes on in this line. */
	#goesOn = true;
	/** Whether the line has opened a container. */
	#hasStarted = false;

	constructor(text: string, before: BlockState) {
		this.#cursor = new LineCursor(text);
		this.#before = before;
	}

	run(): ScannedLine {
		this.#matchContainers();
		const { leaf } = this.#before;
		if (this.#goesOn) {
			if (leaf.kind === "fence") return this.#inFence(leaf);
			if (this.#continueLeaf(leaf)) return this.#end();
		}
		return this.#startBlocks();
	}

	/** Goes through the containers that are open, as long as the line is in them. */
	#matchContainers(): void {
		const cursor = this.#cursor;
		for (const container of this.#before.containers) {
			cursor.findText();
			if (container.kind === "quote") {
				if (cursor.indent >= CODE_INDENT || cursor.next !== ">") break;
				this.#enterQuote();
			} else if (cursor.isBlank) {
				if (container.empty) break;
				cursor.advance(Math.min(container.width, cursor.indent), true);
			} else if (cursor.indent >= container.width) cursor.advance(container.width, true);
			else break;
			this.#containers.push(container);
		}
		this.#goesOn = this.#containers.length === this.#before.containers.length;
		cursor.findText();
	}

	#enterQuote(): void {
		const cursor = this.#cursor;
		cursor.skipToText();
		cursor.advance(1);
		if (cursor.isAtSpace) cursor.advance(1, true);
	}

	#inFence(leaf: Leaf & { readonly kind: "fence" }): ScannedLine {
		const cursor = this.#cursor;
		const closing = cursor.indent < CODE_INDENT ? FENCE_CLOSING.exec(cursor.fromText)?.[1] : undefined;
		if (closing?.[0] === leaf.mark && closing.length >= leaf.length) {
			return this.#scanned(NONE, { role: "closing", start: cursor.textAt });
		}
		for (let left = leaf.indent; left > 0 && cursor.isAtSpace; left--) cursor.advance(1, true);
		return this.#scanned(leaf, { role: "content", start: cursor.offset, virtual: cursor.restOfTab });
	}

	/** Whether a leaf other than a paragraph takes the line. */
	#continueLeaf(leaf: Leaf): boolean {
		const cursor = this.#cursor;
		if (leaf.kind === "html") {
			if (cursor.isBlank && leaf.type >= 6) return false;
			this.#leaf = this.#htmlAfter(leaf.type);
			return true;
		}
		if (leaf.kind !== "indented" || (!cursor.isBlank && cursor.indent < CODE_INDENT)) return false;
		this.#leaf = leaf;
		return true;
	}

	/** What the line opens. */
	#startBlocks(): ScannedLine {
		const cursor = this.#cursor;
		const wasParagraph = this.#before.leaf.kind === "paragraph";
		// Whether the innermost block that the line is known to be in is the paragraph.
		let inParagraph = wasParagraph && this.#goesOn && !cursor.isBlank;
		const isLazy = (): boolean => wasParagraph && !inParagraph && !this.#hasStarted && !cursor.isBlank;
		for (;;) {
			cursor.findText();
			const isIndented = cursor.indent >= CODE_INDENT;
			if (isIndented) {
				if (inParagraph || isLazy() || cursor.isBlank) break;
				return this.#begin(INDENTED);
			}
			const rest = cursor.fromText;
			if (cursor.next === ">") {
				this.#start();
				this.#enterQuote();
				this.#containers.push(QUOTE);
				inParagraph = false;
				continue;
			}
			if (HEADING.test(rest)) return this.#begin(NONE);
			const fence = FENCE_OPENING.exec(rest);
			if (fence !== null) return this.#fence(fence);
			const html = this.#htmlType(rest, inParagraph || isLazy());
			if (html > 0) return this.#begin(this.#htmlAfter(html));
			if (inParagraph && SETEXT_UNDERLINE.test(rest)) return this.#begin(NONE);
			if (THEMATIC_BREAK.test(rest)) return this.#begin(NONE);
			if (!this.#startItem(rest, inParagraph)) break;
			inParagraph = false;
		}
		return this.#text(inParagraph || isLazy());
	}

	#start(): void {
		this.#hasStarted = true;
		this.#fill();
	}

	/** The innermost container has something in it from now on. */
	#fill(): void {
		const last = this.#containers.at(-1);
		if (last?.kind === "item" && last.empty) this.#containers[this.#containers.length - 1] = { ...last, empty: false };
	}

	#begin(leaf: Leaf): ScannedLine {
		this.#fill();
		this.#leaf = leaf;
		return this.#end();
	}

	#fence([, backticks, backtickInfo, tildes, tildeInfo]: RegExpExecArray): ScannedLine {
		const marks = backticks ?? tildes ?? "";
		const { indent, textAt } = this.#cursor;
		this.#fill();
		const leaf: Leaf = { kind: "fence", mark: marks.charAt(0), length: marks.length, indent };
		return this.#scanned(leaf, { role: "opening", start: textAt, info: (backtickInfo ?? tildeInfo ?? "").trim() });
	}

	/** The type of the HTML block that begins here; 0: none. */
	#htmlType(rest: string, interrupts: boolean): number {
		if (!rest.startsWith("<")) return 0;
		const type = HTML_OPENINGS.findIndex((opening) => opening.test(rest)) + 1;
		return type === 7 && interrupts ? 0 : type;
	}

	#htmlAfter(type: number): Leaf {
		const isEnd = HTML_ENDINGS[type - 1]?.test(this.#cursor.rest) ?? false;
		return isEnd ? NONE : { kind: "html", type };
	}

	#startItem(rest: string, inParagraph: boolean): boolean {
		const cursor = this.#cursor;
		const ordinal = ORDINAL.exec(rest);
		const marker = (BULLET.exec(rest) ?? ordinal)?.[0];
		if (marker === undefined || (inParagraph && ordinal !== null && Number(ordinal[1]) !== 1)) return false;
		const behind = rest.slice(marker.length);
		if (behind !== "" && !/^[ \t]/.test(behind)) return false;
		const isBlank = behind.trim() === "";
		if (inParagraph && isBlank) return false;

		const { indent } = cursor;
		this.#start();
		cursor.skipToText();
		cursor.advance(marker.length, true);
		const spaces = cursor.spacesAhead;
		const padding = isBlank || spaces > CODE_INDENT ? 1 : spaces;
		if (behind !== "") cursor.advance(padding, true);
		this.#containers.push({ kind: "item", width: indent + marker.length + padding, empty: isBlank });
		return true;
	}

	/** Text, or nothing. */
	#text(continues: boolean): ScannedLine {
		const { isBlank } = this.#cursor;
		const isLazy = continues && !this.#goesOn;
		if (isLazy) return { after: this.#before, role: "other", start: this.#cursor.textAt, virtual: 0, info: "" };
		if (isBlank) return this.#end();
		return this.#begin(PARAGRAPH);
	}

	#end(): ScannedLine {
		return this.#scanned(this.#leaf, {});
	}

	#scanned(leaf: Leaf, known: Partial<Omit<ScannedLine, "after">>): ScannedLine {
		const after = this.#isAsBefore(leaf) ? this.#before : stateOf(this.#containers, leaf);
		return { after, role: "other", start: this.#cursor.textAt, virtual: 0, info: "", ...known };
	}

	#isAsBefore(leaf: Leaf): boolean {
		const { containers, leaf: old } = this.#before;
		const own = this.#containers;
		const isSame = own.length === containers.length && own.every((each, index) => each === containers[index]);
		return isSame && (leaf === old || nameOfLeaf(leaf) === nameOfLeaf(old));
	}
}
