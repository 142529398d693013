/**
 * Remembers what we wrote into files that cannot say so themselves (JSON, YAML, CSV …), so that a later run may replace
 * them and leaves alone what somebody else wrote. Per user, in small files of one record each, which any number of
 * processes may use at once.
 */
import { createHash } from "node:crypto";
import { closeSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { userInfo } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import type { URI } from "vscode-uri";
import { openTemporary, sweepOnce } from "./temporaryFiles";

/** The bytes of a file, or their hash where they are too many. */
export type RecordedContent = Uint8Array | { readonly sha256: string };

/** What was written into a file, by its bytes. */
export interface GeneratedRecords {
	/** Whether `content` is what we last wrote, or were about to write, into `target`. */
	isOurs(target: URI, content: RecordedContent): Promise<boolean>;
	/**
	 * Says that `content` is about to replace `previous`, where that is ours. Called before the write: if the process
	 * dies between, the file is known whichever of the two it holds.
	 */
	announce(target: URI, content: RecordedContent, previous: RecordedContent | undefined): Promise<void>;
}

/** `$XDG_STATE_HOME/toon-workbench`, or where the system keeps such things; a folder that is not absolute is none. */
function stateFolder(): string {
	const { XDG_STATE_HOME = "", LOCALAPPDATA = "", HOME = "" } = process.env;
	if (isAbsolute(XDG_STATE_HOME)) return join(XDG_STATE_HOME, "toon-workbench");
	if (process.platform === "win32" && isAbsolute(LOCALAPPDATA)) return join(LOCALAPPDATA, "toon-workbench");
	return join(isAbsolute(HOME) ? HOME : userInfo().homedir, ".local", "state", "toon-workbench");
}

/** Records under `folder`. A damaged or missing record means: not ours. */
export const generatedRecords = (folder = join(stateFolder(), "generated")): GeneratedRecords => {
	const fileOf = (target: URI): string => {
		const name = sha256(target.toString());
		return join(folder, name.slice(0, 2), name.slice(2));
	};
	return {
		async isOurs(target, content) {
			const record = await readFile(fileOf(target), "latin1").catch(() => "");
			return record.split("\n").includes(hashOf(content));
		},
		async announce(target, content, previous) {
			const hashes = [hashOf(content), ...(previous === undefined ? [] : [hashOf(previous)])];
			await replace(fileOf(target), `${hashes.join("\n")}\n`);
		},
	};
};

/** Loss of power may lose a record, which costs a question later; so there is no fsync here. */
async function replace(file: string, text: string): Promise<void> {
	try {
		await mkdir(dirname(file), { recursive: true });
		await sweepOnce(dirname(file));
		const { path, descriptor, release } = openTemporary(dirname(file), 0o600);
		try {
			try {
				writeFileSync(descriptor, text);
			} finally {
				closeSync(descriptor);
			}
			renameSync(path, file);
		} catch {
			unlinkSync(path);
		} finally {
			release();
		}
	} catch {
		// Without a record the next run asks before it replaces the file: a nuisance, no reason not to write it.
	}
}

const sha256 = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");

const hashOf = (content: RecordedContent): string => ("sha256" in content ? content.sha256 : sha256(content));
