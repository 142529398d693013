/** Emacs with eglot, in batch mode, with the configuration of docs/editors.md. Skipped where it is not installed. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { inPlace } from "../commandLine";
import { configuration, pathWithCommand } from "./tried";

const hasEglot = (): boolean =>
	spawnSync("emacs", ["--batch", "--eval", "(progn (package-initialize) (require 'eglot))"]).status === 0;

describe("Emacs", () => {
	before(function () {
		if (!hasEglot()) this.skip();
	});

	it(
		"diagnoses, repairs, formats and follows edits",
		inPlace((place) => {
			// A batch has no command loop, in which a hook would start the server: the test starts it.
			const settings = configuration("elisp").replace(/^\(add-hook .*$/m, "");
			place.write("init.el", `(package-initialize)\n${settings}`);
			place.write("users.toon", "users[3]{id,name}:\n  1,Ada\n  2,Bob\n");
			const { out, err } = place.execute("emacs", ["--batch", "-l", "init.el", "-l", join(__dirname, "emacs.el")], "", {
				PATH: pathWithCommand(place),
			});
			assert.match(out, /^\{/, err);
			const seen = JSON.parse(out);
			assert.equal(seen.error, undefined, err);
			assert.match(seen.problems.join(), /2 of 3 rows/);
			assert.match(seen.fix, /2/);
			assert.equal(seen.repaired, "users[2]{id,name}:\n  1,Ada\n  2,Bob\n");
			assert.ok(seen.broken.length > 0);
			assert.equal(seen.formatted, "users[2]{id,name}:\n  1,Ada\n  2,Bob\n");
		}),
	);
});
