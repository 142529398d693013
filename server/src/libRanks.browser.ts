/** Rank tables of the library in a browser: written so that bundlers find the files and bring them along. */
import type { Encoding, RankSource } from "./tokens";

const urlOf = (encoding: Encoding): URL => {
	switch (encoding) {
		case "o200k_base":
			return new URL("../ranks/o200k_base.bin", import.meta.url);
		case "cl100k_base":
			return new URL("../ranks/cl100k_base.bin", import.meta.url);
		case "p50k_base":
			return new URL("../ranks/p50k_base.bin", import.meta.url);
		case "r50k_base":
			return new URL("../ranks/r50k_base.bin", import.meta.url);
	}
};

export const packagedRanks: RankSource = {
	async load(encoding) {
		const response = await fetch(urlOf(encoding));
		if (!response.ok) throw new Error(`The rank table of ${encoding} cannot be fetched: ${response.status}.`);
		return new Uint8Array(await response.arrayBuffer());
	},
};
