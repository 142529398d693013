/** The packaged extension, as `npm run package` makes it. */
import { mkdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { runToEnd } from "../../scripts/vscode/processes";

const root = resolve(__dirname, "..", "..");
const file = join(root, "out", "test", "toon-workbench.vsix");

/** Path of the package; made anew unless it is younger than the bundles, since making it builds them. */
export async function packagedExtension(): Promise<string> {
	if (modified(file) <= modified(join(root, "dist", "extension.js"))) {
		mkdirSync(join(root, "out", "test"), { recursive: true });
		await runToEnd("npm", ["run", "--silent", "package", "--", "--out", file], { cwd: root });
	}
	return file;
}

function modified(path: string): number {
	return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
