/** Repair: a text with mistakes -> the text that was meant, what was done to it, and what is left. */
export { documentsIn, type ModelDocument } from "./answers";
export {
	type Repair,
	type Repaired,
	type RepairOptions,
	repair,
	repairEdits,
	type Truncated,
	type Unsure,
} from "./repair";
export { retryPrompt } from "./retryPrompt";
