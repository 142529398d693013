/** `tab-indent`: a tab in the indentation (§12). */
import { reindentBlock } from "./depths";
import type { ProblemKind } from "./problem";

export const tabIndent: ProblemKind<"tab-indent"> = {
	severity: "error",
	message: ({ tree }) => `Tabs cannot indent in TOON. Use ${tree.indentSize} spaces for each level.`,
	fixes: reindentBlock,
};
