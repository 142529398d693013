/** Debian packages that the test editor and its browser need. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { runToEnd } from "./processes";

/** Why each is needed: a browser to drive; headers and tools to compile code-server's native modules; a font. */
const packages = [
	"chromium",
	"fonts-dejavu-core",
	"g++",
	"libkrb5-dev",
	"libsecret-1-dev",
	"libxkbfile-dev",
	"make",
	"pkg-config",
	"python3",
];

/** Installs the missing ones with apt-get. Throws with what to do where that is not possible. */
export async function ensureDebianPackages(): Promise<void> {
	const missing = missingPackages();
	if (missing.length === 0) return;
	const list = missing.join(" ");
	if (!existsSync("/usr/bin/apt-get")) {
		throw new Error(`This Linux has no apt-get. Install the counterparts of these Debian packages: ${list}.`);
	}
	if (process.getuid?.() !== 0) {
		throw new Error(`Debian packages are missing. As root, run: apt-get install -y --no-install-recommends ${list}`);
	}
	console.log(`Installing Debian packages, to run a browser and to compile code-server: ${list} …`);
	const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
	await runToEnd("apt-get", ["update", "-qq"], { env });
	await runToEnd("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...missing], { env });
}

/** Asks dpkg where there is one; elsewhere only the browser can be looked for. */
function missingPackages(): string[] {
	if (!existsSync("/usr/bin/dpkg-query")) return findBrowser() === undefined ? packages : [];
	const format = "${Package} ${db:Status-Status}\n";
	const { stdout } = spawnSync("dpkg-query", ["-W", "-f", format, ...packages], { encoding: "utf8" });
	const installed = new Set(stdout.split("\n"));
	return packages.filter((name) => !installed.has(`${name} installed`) && !(name === "chromium" && findBrowser()));
}

/** The browser that playwright drives: `CHROMIUM_EXECUTABLE`, else an installed Chromium or Chrome. */
export function findBrowser(): string | undefined {
	const usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
	return [process.env.CHROMIUM_EXECUTABLE ?? "", ...usual].find((path) => path !== "" && existsSync(path));
}
