/** Tokens of a text by the built library. */
import { join } from "node:path";

const library = require(join(__dirname, "../../dist/lib/index.cjs")) as { countTokens(text: string): Promise<number> };

export const countTokens = (text: string): Promise<number> => library.countTokens(text);
