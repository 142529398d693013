/** Where the ledger lies, and whether this process may write to it: the same for the editor and the command line. */
import { userInfo } from "node:os";
import { isAbsolute, join } from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * `$TOON_SAVINGS_DIR`, else `toon-workbench` where the system keeps the data of a user's programs. One place for the
 * editor and the command line, so that a report adds both.
 */
export function ledgerFolder(env: Environment = process.env, platform: string = process.platform): string {
	const { TOON_SAVINGS_DIR = "", XDG_DATA_HOME = "", LOCALAPPDATA = "", HOME = "" } = env;
	if (isAbsolute(TOON_SAVINGS_DIR)) return TOON_SAVINGS_DIR;
	const home = isAbsolute(HOME) ? HOME : userInfo().homedir;
	if (platform === "win32") {
		const local = isAbsolute(LOCALAPPDATA) ? LOCALAPPDATA : join(home, "AppData", "Local");
		return join(local, "toon-workbench", "savings");
	}
	if (isAbsolute(XDG_DATA_HOME)) return join(XDG_DATA_HOME, "toon-workbench", "savings");
	if (platform === "darwin") return join(home, "Library", "Application Support", "toon-workbench", "savings");
	return join(home, ".local", "share", "toon-workbench", "savings");
}

/** `TOON_SAVINGS=off` records nothing, `on` even in CI, where nothing is recorded else: its machines are thrown away. */
export function isRecordingWanted(env: Environment = process.env): boolean {
	const { TOON_SAVINGS = "", CI = "" } = env;
	if (TOON_SAVINGS !== "") return !["off", "0", "false", "no"].includes(TOON_SAVINGS.toLowerCase());
	return CI === "" || CI === "false" || CI === "0";
}
