/** A hook that keeps somebody waiting says so, and what to do. */
import assert from "node:assert/strict";
import { slowRun } from "../../../server/src/cli/hookRun";

describe("hook that is slow", () => {
	it("is one of more than five seconds", () => assert.equal(slowRun(5000, 9), undefined));
	it("says how long it took, and what to do", () => {
		assert.match(slowRun(6240, 1)!, /^The hook took 6\.2 s for 1 file\. .+hook uninstall.+\n$/);
		assert.match(slowRun(12_000, 400)!, /^The hook took 12\.0 s for 400 files\. /);
	});
});
