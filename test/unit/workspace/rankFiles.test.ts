/** The rank tables of the built bundles. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ENCODINGS } from "../../../server/src/tokens/encodings";
import { RankFiles } from "../../../server/src/workspace/rankFiles";

const folder = join(__dirname, "../../../dist/ranks");

describe("rank files", () => {
	for (const encoding of ENCODINGS) {
		it(`hold ${encoding}, of its own file or of one that begins with it`, async () => {
			const files = new RankFiles(folder);
			const wanted = readFileSync(join(folder, `${encoding}.bin`));
			assert.ok(wanted.equals(files.loadNow(encoding)));
			assert.ok(wanted.equals(await files.load(encoding)));
		});
	}
});
