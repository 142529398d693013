/** Rank tables from the files that stand beside the bundle, in `dist/ranks`. */
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Encoding, RankSource } from "../tokens";

/** Reads `ENCODING.bin` from a folder; the one beside the running bundle by default. */
export class RankFiles implements RankSource {
	readonly #folder: string;

	constructor(folder: string = join(__dirname, "ranks")) {
		this.#folder = folder;
	}

	async load(encoding: Encoding): Promise<Uint8Array> {
		return readFile(this.#file(encoding));
	}

	/** For the command line, which has nothing else to do meanwhile. Throws where the file cannot be read. */
	loadNow(encoding: Encoding): Uint8Array {
		return readFileSync(this.#file(encoding));
	}

	#file(encoding: Encoding): string {
		return join(this.#folder, `${encoding}.bin`);
	}
}
