/** The encodings that are counted exactly, and the pattern by which each cuts text into pieces. */
import { cl100kPieceEnd } from "./scanCl100k";
import type { PieceEnd } from "./scanCommon";
import { o200kPieceEnd } from "./scanO200k";
import { r50kPieceEnd } from "./scanR50k";

/** The encodings, newest first. */
export const ENCODINGS = ["o200k_base", "cl100k_base", "p50k_base", "r50k_base"] as const;

export type Encoding = (typeof ENCODINGS)[number];

export const DEFAULT_ENCODING: Encoding = "o200k_base";

/** Whether a string, such as one from settings or a request, names an encoding. */
export function isEncoding(name: string): name is Encoding {
	return (ENCODINGS as readonly string[]).includes(name);
}

/** The pattern of an encoding; r50k_base and p50k_base share theirs. */
export type Pattern = "o200k" | "cl100k" | "r50k";

export const PATTERN_OF: Readonly<Record<Encoding, Pattern>> = {
	o200k_base: "o200k",
	cl100k_base: "cl100k",
	p50k_base: "r50k",
	r50k_base: "r50k",
};

export const PIECE_END_OF: Readonly<Record<Pattern, PieceEnd>> = {
	o200k: o200kPieceEnd,
	cl100k: cl100kPieceEnd,
	r50k: r50kPieceEnd,
};
