/** SHA-256 of a text: Node's own where there is one, which is ten times as fast; the same bits in a browser. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

interface Crypto {
	createHash(name: "sha256"): { update(data: Uint8Array): { digest(encoding: "hex"): string } };
}

/** As hex, of the text's UTF-8. */
export function sha256Hex(text: string): string {
	const data = utf8ToBytes(text);
	return crypto === undefined ? bytesToHex(sha256(data)) : crypto.createHash("sha256").update(data).digest("hex");
}

/** Asked of the running platform, not imported: bundles for browsers hold nothing of Node. */
const crypto = (
	globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } }
).process?.getBuiltinModule?.("node:crypto") as Crypto | undefined;
