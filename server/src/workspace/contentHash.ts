/** The hash by which generated files are known, of content that comes in parts; carriage returns before line feeds don't count. */
import { createHash, type Hash } from "node:crypto";

const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;

export class ContentHash {
	readonly #hash: Hash = createHash("sha256");
	/** A carriage return at the end of the last part. */
	#pending = false;

	update(part: Uint8Array): void {
		if (part.length === 0) return;
		if (this.#pending && part[0] !== LINE_FEED) this.#hash.update("\r");
		this.#pending = part[part.length - 1] === CARRIAGE_RETURN;
		const whole = this.#pending ? part.subarray(0, -1) : part;
		this.#hash.update(
			whole.includes(CARRIAGE_RETURN)
				? whole.filter((byte, at) => byte !== CARRIAGE_RETURN || whole[at + 1] !== LINE_FEED)
				: whole,
		);
	}

	digest(): string {
		if (this.#pending) this.#hash.update("\r");
		return this.#hash.digest("hex");
	}
}
