/** The watchdog by a clock of the test's own. */
import assert from "node:assert/strict";
import { mock } from "node:test";
import { Watchdog } from "../../../client/src/watchdog";

/** A server that answers while `isWell`, watched for some seconds; the processes that were ended. */
async function watched(
	seconds: number,
	{ isWell = (_: number): boolean => true, isDebugged = false } = {},
): Promise<(number | undefined)[]> {
	mock.timers.enable({ apis: ["setTimeout", "Date"] });
	try {
		const ended: (number | undefined)[] = [];
		const watchdog = new Watchdog({
			ping: () => (isWell(Date.now() / 1000) ? Promise.resolve({ pid: 7 }) : new Promise(() => {})),
			end: (pid) => ended.push(pid),
			isDebugged: () => isDebugged,
		});
		watchdog.start();
		for (let second = 1; second <= seconds; second++) {
			mock.timers.tick(1000);
			for (let turn = 0; turn < 5; turn++) await Promise.resolve();
		}
		watchdog.stop();
		return ended;
	} finally {
		mock.timers.reset();
	}
}

describe("watchdog", () => {
	it("leaves a server alone that answers", async () => assert.deepEqual(await watched(60), []));

	it("ends a server that stops to answer, once, by the id that it gave", async () =>
		assert.deepEqual(await watched(60, { isWell: (now) => now < 12 }), [7]));

	it("ends a server that never answered, without an id", async () =>
		assert.deepEqual(await watched(60, { isWell: () => false }), [undefined]));

	it("waits for 10 s", async () => {
		assert.deepEqual(await watched(9, { isWell: () => false }), []);
		assert.deepEqual(await watched(10, { isWell: () => false }), [undefined]);
	});

	it("waits for whoever debugs", async () =>
		assert.deepEqual(await watched(60, { isWell: () => false, isDebugged: true }), []));
});
