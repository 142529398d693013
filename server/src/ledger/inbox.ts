/**
 * The inbox of the ledger: small files of records that no process changes once they have their name. A writer needs no
 * lock, no database and no other process; whoever reads the ledger next takes them over into the database (fold.ts).
 */
import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LedgerRecord } from "./types";

const INBOX = "inbox";
const BATCH = /^[0-9a-z]{9}-[0-9a-f]{16}\.jsonl$/;
const UNFINISHED = /^[0-9a-z]{9}-[0-9a-f]{16}\.tmp$/;
/** Milliseconds after which an unfinished batch has no writer any more. */
const ABANDONED = 3_600_000;

/**
 * Writes a batch: whole, or not at all. The name begins with the time, so that batches sort by age.
 * @param folder of the ledger
 * @throws the system's error where it cannot be written
 */
export function writeBatch(folder: string, records: readonly LedgerRecord[], now = Date.now()): void {
	const inbox = join(folder, INBOX);
	const name = `${now.toString(36).padStart(9, "0")}-${randomBytes(8).toString("hex")}`;
	const unfinished = join(inbox, `${name}.tmp`);
	const text = records.map((record) => `${JSON.stringify(record)}\n`).join("");
	try {
		write(unfinished, text, inbox);
		renameSync(unfinished, join(inbox, `${name}.jsonl`));
	} catch (error) {
		rmSync(unfinished, { force: true });
		throw error;
	}
}

/** The folder is made when it is missing: that is once, and asking first would be every time. */
function write(file: string, text: string, inbox: string): void {
	try {
		writeFileSync(file, text, { flag: "wx", mode: 0o600 });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
		mkdirSync(inbox, { recursive: true, mode: 0o700 });
		writeFileSync(file, text, { flag: "wx", mode: 0o600 });
	}
}

/** Names of the batches that wait, the oldest first. */
export function batchesIn(folder: string): readonly string[] {
	return names(folder)
		.filter((name) => BATCH.test(name))
		.sort();
}

function names(folder: string): readonly string[] {
	try {
		return readdirSync(join(folder, INBOX));
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
		throw error;
	}
}

/** The records of a batch, and how many of its lines hold none. */
export function readBatch(folder: string, name: string): { records: readonly LedgerRecord[]; damaged: number } {
	const lines = readFileSync(join(folder, INBOX, name), "utf8").split("\n");
	const read = lines.filter((line) => line !== "").map(recordOf);
	const records = read.filter((record) => record !== undefined);
	return { records, damaged: read.length - records.length };
}

export function removeBatch(folder: string, name: string): void {
	rmSync(join(folder, INBOX, name), { force: true });
}

/** Keeps a batch that is damaged for whoever wants to look into it. */
export function setBatchAside(folder: string, name: string): void {
	renameSync(join(folder, INBOX, name), join(folder, INBOX, `${name}.damaged`));
}

/** Removes what killed writers left, or all there is. */
export function sweepInbox(folder: string, what: "abandoned" | "all", now = Date.now()): void {
	for (const name of names(folder)) {
		const isAbandoned = UNFINISHED.test(name) && Number.parseInt(name.slice(0, 9), 36) < now - ABANDONED;
		if (what === "all" || isAbandoned) rmSync(join(folder, INBOX, name), { force: true, recursive: true });
	}
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;
const isTime = (value: unknown): boolean => Number.isFinite(value) && Number(value) >= 0;

/** Which fields make up a record of each kind, and what they hold. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, (value: unknown) => boolean>>>> = {
	event: {
		folder: (value) => typeof value === "string",
		name: (value) => typeof value === "string" && value !== "",
		encoding: (value) => typeof value === "string" && value !== "",
		form: (value) => typeof value === "string" && value !== "",
		source: (value) => value === "editor" || value === "cli" || value === "hook",
		toon: isCount,
		json: isCount,
		jsonCompact: isCount,
	},
	timing: {
		operation: (value) => typeof value === "string",
		count: isCount,
		p50: isTime,
		p95: isTime,
		p99: isTime,
		max: isTime,
	},
	cache: { cache: (value) => typeof value === "string", hits: isCount, misses: isCount },
};

/** The record of a line; undefined where it is none. */
function recordOf(line: string): LedgerRecord | undefined {
	let value: unknown;
	try {
		value = JSON.parse(line);
	} catch {
		return undefined;
	}
	if (typeof value !== "object" || value === null) return undefined;
	const given = value as Readonly<Record<string, unknown>>;
	const fields = typeof given.kind === "string" && Object.hasOwn(FIELDS, given.kind) ? FIELDS[given.kind] : undefined;
	if (fields === undefined || typeof given.session !== "string") return undefined;
	if (!isCount(given.at) || !Number.isSafeInteger(given.day)) return undefined;
	return Object.entries(fields).every(([name, fits]) => fits(given[name])) ? (value as LedgerRecord) : undefined;
}
