/** Markdown as far as it has fenced code: where that is, through edits too, and what it holds. */
export { languageOf } from "./infoString";
export {
	contentOf,
	type FenceChange,
	type FencePlace,
	type MarkdownLine,
	MarkdownText,
	prefixBelow,
	withoutTabs,
} from "./markdownText";
