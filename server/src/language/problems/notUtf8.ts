/** `not-utf8`: reported by those who read files, never by the parser (§2). */
import type { ProblemKind } from "./problem";

export const notUtf8: ProblemKind<"not-utf8"> = {
	severity: "error",
	message: () => "The file is not valid UTF-8, the only encoding of TOON. Save it as UTF-8.",
};
