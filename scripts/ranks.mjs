/**
 * Writes the rank tables of the encodings in their compact form (server/src/tokens/rankFormat.ts), one file each.
 * `node scripts/ranks.mjs [FOLDER]`; the folder is dist/ranks by default.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);

/** The room of the tokens, as a module: the format has one definition. */
const tokens = async () => {
	const { outputFiles } = await build({
		stdin: {
			contents: 'export * from "./rankFormat"; export { ENCODINGS } from "./encodings";',
			resolveDir: join(root, "server/src/tokens"),
			loader: "ts",
		},
		bundle: true,
		write: false,
		format: "esm",
	});
	return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
};

/** Writes `ENCODING.bin` for every encoding into the folder, which is made. */
export const writeRanks = async (folder) => {
	const { ENCODINGS, packRanks } = await tokens();
	await mkdir(folder, { recursive: true });
	for (const encoding of ENCODINGS) {
		const module = require(`js-tiktoken/ranks/${encoding}`);
		await writeFile(join(folder, `${encoding}.bin`), packRanks((module.default ?? module).bpe_ranks));
	}
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeRanks(process.argv[2] ?? join(root, "dist/ranks"));
