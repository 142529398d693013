/** Neovim, headless, with the configuration of docs/editors.md. Skipped where it is not installed. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { inPlace } from "../commandLine";
import { configuration, isInstalled, pathWithCommand } from "./tried";

const seed = process.env.SEED ?? "1";

describe("Neovim", () => {
	before(function () {
		if (!isInstalled("nvim")) this.skip();
	});

	it(
		`diagnoses, repairs, hovers, formats and follows edits (SEED=${seed})`,
		inPlace((place) => {
			place.write("init.lua", configuration("lua"));
			place.write("users.toon", "users[3]{id,name}:\n  1,Ada\n  2,Bob\n");
			const drive = join(__dirname, "neovim.lua");
			const { out, err } = place.execute(
				"nvim",
				["--headless", "-n", "-i", "NONE", "-u", "init.lua", "users.toon", "-c", `luafile ${drive}`],
				"",
				{ PATH: pathWithCommand(place), SEED: seed },
			);
			assert.match(out, /^\{/, err);
			const seen = JSON.parse(out);
			assert.equal(seen.error, undefined);
			assert.equal(seen.sync, 2, "edits are sent as edits");
			assert.deepEqual(seen.diagnostics, ["array-length"]);
			assert.match(seen.fix, /2/);
			assert.equal(seen.repaired, "users[2]{id,name}:\n  1,Ada\n  2,Bob");
			assert.match(seen.hover, /2 rows/);
			assert.ok(seen.broken.length > 0);
			assert.equal(seen.formatted, "users[2]{id,name}:\n  1,Ada\n  2,Bob");
			assert.deepEqual(seen.server, seen.buffer, "the server holds the text of the buffer");
			assert.deepEqual(JSON.parse(seen.whole), { a: 1, b: 2 });
			assert.notEqual(seen.completion, false, "completion is answered where it is offered");
		}),
	);
});
