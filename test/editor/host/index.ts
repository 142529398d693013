/** Entry of the tests that run inside VS Code's extension host: `run` is what VS Code calls. */
import Mocha from "mocha";
import CountingReporter from "../../../scripts/reporter";

// Imported when they are run: the files call `describe`, which `run` defines.

const files: Readonly<Record<string, () => Promise<unknown>>> = {
	manifest: () => import("./manifest.test"),
	diagnostics: () => import("./diagnostics.test"),
	features: () => import("./features.test"),
	typing: () => import("./typing.test"),
	editing: () => import("./editing.test"),
	everyFeature: () => import("./everyFeature.test"),
	repair: () => import("./repair.test"),
	conversions: () => import("./conversions.test"),
	markdown: () => import("./markdown.test"),
	markdownValues: () => import("./markdownValues.test"),
	agentTools: () => import("./agentTools.test"),
	performance: () => import("./performance.test"),
	badInput: () => import("./badInput.test"),
	restart: () => import("./restart.test"),
};

/** For windows that hold nothing yet. */
const windows: Readonly<Record<string, () => Promise<unknown>>> = {
	idle: () => import("./idle.test"),
	saving: () => import("./saving.test"),
};

/** Runs the suite; rejects if a test fails. */
export async function run(): Promise<void> {
	const mocha = new Mocha({ ui: "bdd", timeout: 60_000, slow: 3_000, color: false, reporter: CountingReporter });
	mocha.suite.emit("pre-require", globalThis, "host", mocha);
	const chosen = process.env.HOST_TESTS ?? "all";
	const wanted = chosen === "all" ? Object.keys(files) : chosen.split(",");
	for (const name of wanted) await (files[name] ?? windows[name])?.();
	const failures = await new Promise<number>((resolve) => mocha.run(resolve));
	if (failures > 0) throw new Error(`${failures} tests failed.`);
}
