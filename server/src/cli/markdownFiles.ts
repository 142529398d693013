/** Markdown files among the FILES of a command: their TOON fences are what is worked on. */
import { formatOf } from "../convert/formats";
import { isMarkdownName } from "../workspace/embedded/names";
import type { CheckResult } from "../workspace/tasks";
import type { Input } from "./inputs";

export const isMarkdown = (input: Input): boolean => input.kind === "file" && isMarkdownName(input.path);

/** What is taken out of folders. */
export const mayHoldToon = (path: string): boolean => formatOf(path) === "toon" || isMarkdownName(path);

/** Of the Markdown in a folder only what has TOON fences was meant. */
export const isPassedOver = (input: Input, { hasNoFence }: Pick<CheckResult, "hasNoFence">): boolean =>
	hasNoFence === true && input.kind === "file" && input.isWalked === true;
