/** The version of the package. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** From the package.json above the bundle, `dist/cli.js`. */
export function version(): string {
	const text = readFileSync(join(__dirname, "..", "package.json"), "utf8");
	return (JSON.parse(text) as { readonly version: string }).version;
}
