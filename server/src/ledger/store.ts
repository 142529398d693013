/** The database file: opened under the lock, brought up to date, set aside where it is damaged. */
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { Database } from "node-sqlite3-wasm";
import { type Folded, foldInbox } from "./fold";
import { sweepInbox } from "./inbox";
import { acquireLock, type LedgerLock } from "./lock";
import { migrate, NewerLedger, schemaVersion } from "./schema";
import { Statements } from "./statements";

/** Milliseconds that one process waits for another, which is busy for as long as a report takes, or many batches. */
const PATIENCE = 15_000;

export const DATABASE_NAME = "savings.db";
/** What SQLite keeps beside the file. */
const COMPANIONS = ["", "-wal", "-journal", "-shm"];

/** The ledger cannot be used, in words. */
export class LedgerError extends Error {
	override readonly name = "LedgerError";
}

export interface OpenLedger {
	readonly statements: Statements;
	/** What came in. */
	readonly folded: Folded;
	/** What a person should know: damaged files that were set aside. */
	readonly notices: readonly string[];
	/** Whether the lock is still held. */
	readonly confirm: () => boolean;
}

/**
 * Opens the ledger of a folder for as long as `work` takes, with everything taken over that waits in the inbox.
 * @throws LedgerError
 */
export function withLedger<T>(folder: string, work: (ledger: OpenLedger) => T): T {
	return locked(folder, (lock) => {
		const notices: string[] = [];
		const run = (): T => {
			const database = open(folder);
			const statements = new Statements(database);
			try {
				const confirm = (): boolean => lock.renew();
				const folded = foldInbox(folder, statements, confirm);
				if (folded.damaged > 0) {
					notices.push(
						`${folded.damaged} damaged ${folded.damaged === 1 ? "record was" : "records were"} left out; the files are kept as *.damaged in ${join(folder, "inbox")}.`,
					);
				}
				return work({ statements, folded, notices, confirm });
			} finally {
				statements.finalize();
				database.close();
			}
		};
		try {
			return run();
		} catch (error) {
			if (!isDamage(error)) throw error;
			notices.push(setAside(folder));
			return run();
		}
	});
}

/** Deletes all that was recorded. @throws LedgerError */
export function forgetLedger(folder: string): void {
	if (!existsSync(folder)) return;
	locked(folder, () => {
		sweepInbox(folder, "all");
		for (const each of COMPANIONS) rmSync(join(folder, DATABASE_NAME + each), { force: true });
	});
}

function locked<T>(folder: string, work: (lock: LedgerLock) => T): T {
	let lock: LedgerLock | undefined;
	try {
		mkdirSync(folder, { recursive: true, mode: 0o700 });
		lock = acquireLock(folder, PATIENCE);
		if (lock === undefined) throw new LedgerError("The ledger of savings is in use by another process. Try again.");
		// node-sqlite3-wasm's own lock, which outlives a process that is killed. Ours is held, so it is nobody's.
		rmSync(join(folder, `${DATABASE_NAME}.lock`), { force: true, recursive: true });
		return work(lock);
	} catch (error) {
		if (error instanceof LedgerError) throw error;
		if (error instanceof NewerLedger) throw new LedgerError(error.message);
		const reason = error instanceof Error ? error.message : String(error);
		throw new LedgerError(`The ledger of savings in ${folder} cannot be used: ${reason}.`);
	} finally {
		lock?.release();
	}
}

/**
 * With a write-ahead log, whose frames carry checksums: a commit that a `kill -9` has cut off is none. The rollback journal,
 * SQLite's default, would be left unread after such an end, since node-sqlite3-wasm takes its own lock for another's.
 * The log needs no shared memory as long as the file is opened exclusively.
 */
function open(folder: string): Database {
	const database = new Database(join(folder, DATABASE_NAME));
	try {
		database.exec("pragma locking_mode = exclusive");
		// A newer one stays as it is.
		schemaVersion(database);
		database.get("pragma journal_mode = wal");
		database.exec("pragma synchronous = normal; pragma cache_size = -32000; pragma temp_store = memory");
		migrate(database);
		return database;
	} catch (error) {
		database.close();
		throw error;
	}
}

const isDamage = (error: unknown): boolean =>
	error instanceof Error && /malformed|not a database|no such table|no such column|encrypted/.test(error.message);

/** Moves the database away, so that a new one is made. Gives what to tell. */
function setAside(folder: string): string {
	const file = join(folder, DATABASE_NAME);
	const kept = `${file}.damaged-${new Date().toISOString().replace(/[:.]/g, "-")}`;
	for (const each of COMPANIONS) if (existsSync(file + each)) renameSync(file + each, kept + each);
	return `The ledger of savings was damaged. It is kept as ${basename(kept)} in ${folder}, and a new one was begun.`;
}
