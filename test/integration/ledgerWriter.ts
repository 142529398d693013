/** A process that records: `ledgerWriter.ts FOLDER WHO COUNT BATCH`. Prints how many records it has written after each batch. */
import { writeSync } from "node:fs";
import { Recorder } from "../../server/src/ledger";

const [folder = "", who = "", count = "0", batch = "1"] = process.argv.slice(2);
const recorder = new Recorder({
	folder,
	source: "cli",
	onProblem: (message) => {
		throw new Error(message);
	},
});
for (let index = 0; index < Number(count); index++) {
	const tokens = { toon: 1, json: 3, jsonCompact: 2 };
	recorder.record({ folder: `/${who}`, name: `${index}.toon`, encoding: "o200k_base", form: "toon", ...tokens });
	if ((index + 1) % Number(batch) !== 0) continue;
	recorder.flush();
	writeSync(1, `${index + 1}\n`);
}
recorder.flush();
