/** A headless Chromium for the workbench. */
import { type Browser, chromium } from "playwright-core";
import { findBrowser } from "./debian";

/** Starts the installed Chromium or Chrome. It ends with this process. Throws if there is none. */
export async function launchBrowser(): Promise<Browser> {
	const executablePath = findBrowser();
	if (executablePath === undefined) {
		throw new Error("No Chromium was found. Install one, or set CHROMIUM_EXECUTABLE.");
	}
	return chromium.launch({ executablePath, args: [...flags] });
}

/** No sandbox, since it does not work for root; the rest keeps the browser away from the network and the GPU. */
const flags = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
	"--disable-dev-shm-usage",
] as const;
