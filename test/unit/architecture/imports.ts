/** The imports of a source tree, of types too, held against the rules of .dependency-cruiser.mjs. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { ICruiseResult } from "dependency-cruiser";

const root = join(import.meta.dirname, "../../..");

/** Reads `server/src` and `client/src` under `folder`. In a process of its own: beside tsx, swc's module is not read right. */
export async function cruised(folder: string): Promise<ICruiseResult> {
	const program = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
	const options = ["--config", join(root, ".dependency-cruiser.mjs"), "--output-type", "json"];
	const { stdout } = await promisify(execFile)(process.execPath, [program, ...options, "server/src", "client/src"], {
		cwd: folder,
		maxBuffer: 2 ** 26,
	});
	return JSON.parse(stdout) as ICruiseResult;
}

/** What breaks a rule, as `rule: from -> to`, but for circles. */
export const violations = ({ summary }: ICruiseResult): string[] =>
	summary.violations
		.filter(({ type }) => type !== "cycle")
		.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);

/** Every file that lies on a circle, with one circle that it lies on. */
export const circles = ({ modules }: ICruiseResult): Map<string, string> =>
	new Map(
		modules.flatMap(({ source, dependencies }) =>
			dependencies
				.filter(({ circular }) => circular)
				.map(({ cycle = [] }) => [source, [source, ...cycle.map(({ name }) => name)].join(" -> ")] as const),
		),
	);
