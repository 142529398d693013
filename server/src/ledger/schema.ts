/** The tables of the ledger, and how an older ledger becomes one of today. */
import type { Database } from "node-sqlite3-wasm";

/**
 * Events as they came, and beside them what the questions of a report are answered from: the latest state of each file on
 * each day, and the sums of these by form and day, by folder and by file and month, and over all. What is added to one is added
 * to all in the same transaction (fold.ts).
 *
 * Days and months are numbers (days.ts). A `batch` is a file of the inbox whose records are in here.
 */
const FIRST = `
create table encoding(id integer primary key, name text not null unique);
create table folder(id integer primary key, name text not null unique);
create table file(id integer primary key, folder integer not null, name text not null, unique(folder, name));
create table batch(name text primary key) without rowid;

create table event(
	id integer primary key,
	at integer not null,
	day integer not null,
	encoding integer not null,
	file integer not null,
	form text not null,
	source text not null,
	session text not null,
	toon integer not null, json integer not null, compact integer not null
);
create index event_session on event(session, encoding);
create index event_day on event(day);

create table state(
	encoding integer not null, day integer not null, file integer not null,
	at integer not null,
	form text not null,
	toon integer not null, json integer not null, compact integer not null,
	primary key(encoding, day, file)
) without rowid;

create table form_day(
	encoding integer not null, day integer not null, form text not null,
	states integer not null, toon integer not null, json integer not null, compact integer not null,
	primary key(encoding, day, form)
) without rowid;
create table folder_day(
	encoding integer not null, day integer not null, folder integer not null,
	states integer not null, toon integer not null, json integer not null, compact integer not null,
	primary key(encoding, day, folder)
) without rowid;
create table folder_month(
	encoding integer not null, month integer not null, folder integer not null,
	states integer not null, toon integer not null, json integer not null, compact integer not null,
	primary key(encoding, month, folder)
) without rowid;
create table file_month(
	encoding integer not null, month integer not null, file integer not null,
	states integer not null, toon integer not null, json integer not null, compact integer not null,
	primary key(encoding, month, file)
) without rowid;
create table file_total(
	encoding integer not null, file integer not null,
	states integer not null, toon integer not null, json integer not null, compact integer not null,
	primary key(encoding, file)
) without rowid;
create index file_savings on file_total(encoding, abs(compact - toon) desc);`;

/** How long operations take, and what caches know. */
const SECOND = `
create table timing(
	day integer not null, operation text not null, session text not null,
	at integer not null, count integer not null, p50 real not null, p95 real not null, p99 real not null, max real not null,
	primary key(day, operation, session)
) without rowid;
create table cache(
	day integer not null, name text not null, session text not null,
	at integer not null, hits integer not null, misses integer not null,
	primary key(day, name, session)
) without rowid;`;

/** What leads from each version to the next, the first from an empty file. Never changed, only added to. */
const MIGRATIONS = [FIRST, SECOND];

export const SCHEMA_VERSION: number = MIGRATIONS.length;

/** A ledger that a newer TOON Workbench has written. */
export class NewerLedger extends Error {}

/** The version of a ledger's schema; 0 of an empty file. @throws NewerLedger */
export function schemaVersion(database: Database): number {
	const version = Number(database.get("pragma user_version")?.user_version);
	if (version <= SCHEMA_VERSION) return version;
	throw new NewerLedger(
		`The ledger of savings was written by a newer TOON Workbench (schema ${version}, this one knows ${SCHEMA_VERSION}). Update this one to read it.`,
	);
}

/**
 * Brings the database to today's schema, each step in a transaction of its own.
 * @throws NewerLedger
 */
export function migrate(database: Database, to = SCHEMA_VERSION): void {
	for (let step = schemaVersion(database); step < to; step++) {
		database.exec(`begin immediate; ${MIGRATIONS[step]}; pragma user_version = ${step + 1}; commit`);
	}
}
