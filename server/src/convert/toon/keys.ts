/** Keys as TOON writes them (§7.3). */
import { isPlainKey, quote } from "../../language";

/** The key with quotes where it needs some. */
export const keyText = (key: string): string => (isPlainKey(key) ? key : quote(key));
