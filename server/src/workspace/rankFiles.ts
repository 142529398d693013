/** Rank tables from the files that stand beside the bundle, in `dist/ranks`. */
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Encoding, firstRanks, type RankSource } from "../tokens";

/** The tokens of r50k_base: those that p50k_base, made from it, begins with. The extension has no file of its own for it. */
const R50K_TOKENS = 50_256;

/** Reads `ENCODING.bin` from a folder; the one beside the running bundle by default. */
export class RankFiles implements RankSource {
	readonly #folder: string;

	constructor(folder: string = join(__dirname, "ranks")) {
		this.#folder = folder;
	}

	async load(encoding: Encoding): Promise<Uint8Array> {
		return ofEncoding(encoding, await readFile(this.#file(encoding)));
	}

	/** For the command line, which has nothing else to do meanwhile. Throws where the file cannot be read. */
	loadNow(encoding: Encoding): Uint8Array {
		return ofEncoding(encoding, readFileSync(this.#file(encoding)));
	}

	#file(encoding: Encoding): string {
		return join(this.#folder, `${encoding === "r50k_base" ? "p50k_base" : encoding}.bin`);
	}
}

const ofEncoding = (encoding: Encoding, ranks: Uint8Array): Uint8Array =>
	encoding === "r50k_base" ? firstRanks(ranks, R50K_TOKENS) : ranks;
