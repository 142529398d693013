/** Which VS Code the tests inside an extension host run in. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { downloadAndUnzipVSCode } from "@vscode/test-electron";
import { cacheFolder } from "./cache";
import { ensureCodeServer } from "./code-server";

/** An executable that takes VS Code's own command line. */
export interface Editor {
	readonly kind: "desktop" | "code-server";
	readonly executable: string;
}

/** `VSCODE_EXECUTABLE`, else a downloaded VS Code, else code-server. Says what it downloads. */
export async function ensureEditor(): Promise<Editor> {
	const chosen = process.env.VSCODE_EXECUTABLE;
	if (chosen !== undefined && chosen !== "") {
		if (!existsSync(chosen)) throw new Error(`VSCODE_EXECUTABLE names ${chosen}, which does not exist.`);
		return { kind: "desktop", executable: chosen };
	}
	const desktop = await downloadDesktop();
	if (desktop !== undefined) return { kind: "desktop", executable: desktop };
	try {
		await ensureCodeServer();
	} catch (error) {
		throw new Error(
			`There is no VS Code to test in: ${error instanceof Error ? error.message : error}\n` +
				"Install VS Code and set VSCODE_EXECUTABLE to it, or set SKIP_EDITOR_TESTS=1 to leave these tests out.",
		);
	}
	return { kind: "code-server", executable: join(__dirname, "code.mjs") };
}

/** The desktop VS Code in the cache, downloaded if its maker's server answers; nothing where it could not be shown. */
async function downloadDesktop(): Promise<string | undefined> {
	if (process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return undefined;
	if (!(await isReachable("https://update.code.visualstudio.com/api/releases/stable"))) return undefined;
	const cachePath = join(cacheFolder(), "desktop");
	console.log(`Looking for a VS Code to test in; one that is not yet in ${cachePath} is downloaded (about 150 MB) …`);
	try {
		return await downloadAndUnzipVSCode({ cachePath, version: "stable", timeout: 15_000 });
	} catch (error) {
		console.log(`The download failed (${error instanceof Error ? error.message : error}).`);
		return undefined;
	}
}

async function isReachable(url: string): Promise<boolean> {
	try {
		return (await fetch(url, { signal: AbortSignal.timeout(5000) })).ok;
	} catch {
		return false;
	}
}
