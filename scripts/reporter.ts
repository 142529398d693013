/** A mocha reporter that prints as `spec` does and writes `{ passed, failed, skipped }` to the file TEST_COUNTS names. */
import { writeFileSync } from "node:fs";
import Mocha from "mocha";

export default class CountingReporter extends Mocha.reporters.Spec {
	constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
		super(runner, options);
		runner.once("end", () => {
			const { passes, failures, pending } = this.stats;
			const file = process.env.TEST_COUNTS;
			const counts = { passed: passes, failed: failures, skipped: pending };
			if (file !== undefined) writeFileSync(file, JSON.stringify(counts));
		});
	}
}
