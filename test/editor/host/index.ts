/** Entry of the tests that run inside VS Code's extension host: `run` is what VS Code calls. */
import Mocha from "mocha";
import CountingReporter from "../../../scripts/reporter";

/** Runs the suite; rejects if a test fails. */
export async function run(): Promise<void> {
	const mocha = new Mocha({ ui: "bdd", timeout: 60_000, slow: 3_000, color: false, reporter: CountingReporter });
	mocha.suite.emit("pre-require", globalThis, "host", mocha);
	// Imported now and not above: the files call `describe`, which the line above defines.
	await import("./manifest.test");
	await import("./diagnostics.test");
	await import("./features.test");
	await import("./typing.test");
	await import("./editing.test");
	await import("./repair.test");
	await import("./conversions.test");
	await import("./agentTools.test");
	await import("./performance.test");
	await import("./badInput.test");
	await import("./restart.test");
	const failures = await new Promise<number>((resolve) => mocha.run(resolve));
	if (failures > 0) throw new Error(`${failures} tests failed.`);
}
