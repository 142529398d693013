/** Lets another program act between the reading and the writing of a file. To be imported before what writes. */
import fs from "node:fs";
import { dirname, join } from "node:path";

/** What happens just before the next file that is written gets its name. */
let action: ((folder: string | undefined) => void) | undefined;

/** @param next is told the folder of the file, where the system tells that */
export function atNextWrite(next: ((folder: string | undefined) => void) | undefined): void {
	action = next;
}

// The disk is waited for nowhere in these tests: no power is lost here.
const withAction: typeof fs.fsync = Object.assign(
	(descriptor: number, done: fs.NoParamCallback) => {
		const now = action;
		action = undefined;
		now?.(folderOf(descriptor));
		setImmediate(done, null);
	},
	{ __promisify__: fs.fsync.__promisify__ },
);
fs.fsync = withAction;

function folderOf(descriptor: number): string | undefined {
	try {
		return dirname(fs.readlinkSync(`/proc/self/fd/${descriptor}`));
	} catch {
		return undefined;
	}
}

// The tables of tokens stand beside the bundles, not beside the sources that run here.
const { readFileSync } = fs;
const ranks = /^.*[\\/]workspace[\\/](?=ranks[\\/])/;
const withRanks = (path: fs.PathOrFileDescriptor, options?: null): NonSharedBuffer =>
	readFileSync(typeof path === "string" ? path.replace(ranks, join(__dirname, "../../../dist/")) : path, options);
fs.readFileSync = withRanks as typeof fs.readFileSync;
