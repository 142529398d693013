/**
 * `npm run conformance -- DIR`: runs a folder of fixtures in the official format against our parser and encoder.
 *
 * Prints each failure and ends with `N passed, N failed`. Exit codes: 0 all passed, 1 some failed, 64 bad use.
 */
import { failureOf, type NamedFixture, readFixtures } from "../test/support/conformance";

const [directory, ...surplus] = process.argv.slice(2);
if (directory === undefined || surplus.length > 0) {
	console.error("Usage: npm run conformance -- DIR");
	process.exitCode = 64;
} else {
	run(directory);
}

function run(folder: string): void {
	let fixtures: NamedFixture[];
	try {
		fixtures = readFixtures(folder);
	} catch (error) {
		console.error(error instanceof Error ? error.message : String(error));
		process.exitCode = 64;
		return;
	}
	let failed = 0;
	for (const fixture of fixtures) {
		const failure = failureOf(fixture);
		if (failure !== undefined) {
			failed++;
			console.log(`${fixture.title}\n  ${failure}`);
		}
	}
	console.log(`${fixtures.length - failed} passed, ${failed} failed`);
	process.exitCode = failed > 0 || fixtures.length === 0 ? 1 : 0;
}
