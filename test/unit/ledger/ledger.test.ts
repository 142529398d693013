/** The numbers of a report are the sums that anybody makes by hand, however the records came in. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { Database } from "node-sqlite3-wasm";
import { batchesIn, writeBatch } from "../../../server/src/ledger/inbox";
import { answerLedger, figuresSince } from "../../../server/src/ledger/questions";
import { forgetOld } from "../../../server/src/ledger/retention";
import { migrate, SCHEMA_VERSION } from "../../../server/src/ledger/schema";
import {
	DATABASE_NAME,
	forgetLedger,
	LedgerError,
	type OpenLedger,
	withLedger,
} from "../../../server/src/ledger/store";
import type { LedgerEvent, LedgerRange, LedgerRecord } from "../../../server/src/ledger/types";
import { Random, SEED } from "../../support/random";
import { temporaryFolders } from "../../support/temporaryFolders";
import { FIRST_DAY, type Sums, seededEvents, statesOf, sumsBy } from "./records";

const ENCODING = "o200k_base";
const MONDAY = 4;

const mondayOf = (day: number): string => String(day - ((((day - MONDAY) % 7) + 7) % 7));

const ranges: readonly LedgerRange[] = [
	{ kind: "all" },
	{ kind: "session", session: "s1" },
	...[0, 1, 14, 15, 16, 29, 31, 45, 60, 61, 75, 89, 90, 100].map((days) => {
		return { kind: "since", day: FIRST_DAY + days } as const;
	}),
];

/** Writes records in batches of random length. */
function write(folder: string, events: readonly LedgerRecord[], random: Random): void {
	for (let at = 0; at < events.length; ) {
		const length = random.between(1, 200);
		writeBatch(folder, events.slice(at, at + length));
		at += length;
	}
}

function check(folder: string, events: readonly LedgerEvent[], wanted = ranges): void {
	withLedger(folder, ({ statements }) => {
		for (const range of wanted) {
			const { total, weeks, files, folders, forms } = answerLedger(statements, {
				range,
				encoding: ENCODING,
				top: 1000,
			});
			const states = statesOf(events, range, ENCODING);
			const named = <Row extends { readonly states: number }>(
				rows: readonly Row[],
				keyOf: (row: Row) => string,
			): Sums => {
				return Object.fromEntries(
					rows.map((row) => {
						const { toon, json, jsonCompact } = row as unknown as LedgerEvent;
						return [keyOf(row), { states: row.states, toon, json, jsonCompact }];
					}),
				);
			};
			const label = JSON.stringify(range);
			assert.deepEqual(total, sumsBy(states, () => "")[""] ?? { states: 0, toon: 0, json: 0, jsonCompact: 0 }, label);
			assert.deepEqual(
				named(weeks, ({ day }) => String(day)),
				sumsBy(states, ({ day }) => mondayOf(day)),
				`${label} weeks`,
			);
			assert.deepEqual(
				named(files, (row) => `${row.folder}|${row.name}`),
				sumsBy(states, (event) => `${event.folder}|${event.name}`),
				`${label} files`,
			);
			assert.deepEqual(
				named(folders, ({ name }) => name),
				sumsBy(states, (event) => event.folder),
				`${label} folders`,
			);
			assert.deepEqual(
				named(forms, ({ name }) => name),
				sumsBy(states, ({ form }) => form),
				`${label} forms`,
			);
			const gains = files.map(({ toon, jsonCompact }) => Math.abs(jsonCompact - toon));
			assert.deepEqual(
				gains,
				[...gains].sort((a, b) => b - a),
				`${label} order`,
			);
		}
	});
}

const onDatabase = <T>(folder: string, work: (ledger: OpenLedger) => T): T => withLedger(folder, work);

describe(`ledger (SEED=${SEED})`, () => {
	const temporaryFolder = temporaryFolders();

	it("sums as anybody does by hand, in whatever order records come", () => {
		const random = new Random(SEED);
		const folder = temporaryFolder();
		const events = seededEvents(random, 3000, 92);
		const shuffled = events.map((event) => ({ event, key: random.bits() }));
		shuffled.sort((a, b) => a.key - b.key);
		write(
			folder,
			shuffled.slice(0, 1500).map(({ event }) => event),
			random,
		);
		check(
			folder,
			shuffled.slice(0, 1500).map(({ event }) => event),
		);
		write(
			folder,
			shuffled.slice(1500).map(({ event }) => event),
			random,
		);
		check(folder, events);
		assert.deepEqual(batchesIn(folder), []);
	});

	it("agrees with sums that SQL makes of the events", () => {
		const random = new Random(SEED + 1);
		const folder = temporaryFolder();
		write(folder, seededEvents(random, 2000, 50), random);
		onDatabase(folder, ({ statements }) => {
			const latest = `select form, toon, json, compact, max(at) from event
				where encoding = (select id from encoding where name = ?) group by day, file`;
			const byHand = statements.all(
				`select form, count(*) as states, sum(toon) as toon, sum(json) as json, sum(compact) as compact from (${latest}) group by form order by form`,
				[ENCODING],
			);
			const { forms } = answerLedger(statements, { range: { kind: "all" }, encoding: ENCODING, top: 10 });
			assert.deepEqual(
				[...forms]
					.sort((a, b) => (a.name < b.name ? -1 : 1))
					.map(({ name, states, toon, json, jsonCompact }) => ({
						form: name,
						states,
						toon,
						json,
						compact: jsonCompact,
					})),
				byHand,
			);
		});
	});

	it("takes a batch over once, also after an end between the commit and the removal of its file", () => {
		const random = new Random(SEED + 2);
		const folder = temporaryFolder();
		const events = seededEvents(random, 500, 20);
		write(folder, events, random);
		const kept = batchesIn(folder).map((name) => [name, readFileSync(join(folder, "inbox", name))] as const);
		check(folder, events);
		onDatabase(folder, ({ statements }) => {
			for (const [name] of kept) statements.run("insert into batch values (?)", [name]);
		});
		for (const [name, content] of kept) writeFileSync(join(folder, "inbox", name), content);
		check(folder, events);
		assert.deepEqual(batchesIn(folder), []);
		assert.equal(
			onDatabase(folder, ({ statements }) => statements.get("select count(*) as n from batch")?.n),
			0,
		);
	});

	it("takes what is written, and no more, out of a batch that is cut off", () => {
		const folder = temporaryFolder();
		const events = seededEvents(new Random(SEED + 3), 10, 5);
		writeBatch(folder, events);
		const [name = ""] = batchesIn(folder);
		const file = join(folder, "inbox", name);
		writeFileSync(file, readFileSync(file, "utf8").slice(0, -20));
		const notices = onDatabase(folder, (ledger) => ledger.notices);
		assert.equal(notices.length, 1);
		assert.match(notices[0]!, /^1 damaged record was left out; the files are kept as \*\.damaged in /);
		check(folder, events.slice(0, -1));
		assert.deepEqual(readdirSync(join(folder, "inbox")), [`${name}.damaged`]);
	});

	it("sets a damaged database aside, says so, and goes on", () => {
		const random = new Random(SEED + 4);
		for (const damage of ["this is no database at all, but a text of some length\n".repeat(100), undefined]) {
			const folder = temporaryFolder();
			const file = join(folder, DATABASE_NAME);
			write(folder, seededEvents(random, 300, 30), random);
			onDatabase(folder, () => {});
			const whole = readFileSync(file);
			writeFileSync(file, damage ?? Buffer.concat([whole.subarray(0, 100), Buffer.alloc(whole.length - 100, 0x5a)]));
			const events = seededEvents(random, 50, 10);
			write(folder, events, random);
			const notices = onDatabase(folder, (ledger) => ledger.notices);
			assert.match(
				notices.join(),
				/^The ledger of savings was damaged\. It is kept as savings\.db\.damaged-\S+ in .*, and a new one was begun\.$/,
			);
			assert.ok(readdirSync(folder).some((name) => name.startsWith("savings.db.damaged-")));
			check(folder, events);
		}
	});

	it("brings a ledger of the first schema up to date", () => {
		const folder = temporaryFolder();
		const events = seededEvents(new Random(SEED + 5), 200, 30);
		const old = new Database(join(folder, DATABASE_NAME));
		migrate(old, 1);
		assert.equal(old.get("pragma user_version")?.user_version, 1);
		assert.equal(old.get("select count(*) as n from sqlite_schema where name = 'timing'")?.n, 0);
		old.close();
		writeBatch(folder, events);
		check(folder, events);
		const version = onDatabase(folder, ({ statements }) => statements.get("pragma user_version")?.user_version);
		assert.equal(version, SCHEMA_VERSION);
	});

	it("leaves a ledger of a newer schema as it is", () => {
		const folder = temporaryFolder();
		const file = join(folder, DATABASE_NAME);
		const newer = new Database(file);
		newer.exec("pragma user_version = 99");
		newer.close();
		const before = readFileSync(file);
		assert.throws(
			() => onDatabase(folder, () => {}),
			(error: unknown) => {
				assert.ok(error instanceof LedgerError);
				assert.match(error.message, /written by a newer TOON Workbench \(schema 99/);
				return true;
			},
		);
		assert.deepEqual(readFileSync(file), before);
	});

	it("forgets whole months that are older than asked for, and the sums follow", () => {
		const random = new Random(SEED + 6);
		const folder = temporaryFolder();
		const events = seededEvents(random, 2000, 120);
		write(folder, events, random);
		const today = FIRST_DAY + 119;
		onDatabase(folder, ({ statements }) => forgetOld(statements, 45, today, () => true));
		const first = onDatabase(folder, ({ statements }) =>
			Number(statements.get("select min(day) as day from event")?.day),
		);
		const month = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 7);
		assert.equal(month(first), month(today - 45));
		check(
			folder,
			events.filter(({ day }) => month(day) >= month(today - 45)),
		);
	});

	it("deletes everything when it is told to", () => {
		const folder = temporaryFolder();
		writeBatch(folder, seededEvents(new Random(SEED), 20, 5));
		onDatabase(folder, () => {});
		writeBatch(folder, seededEvents(new Random(SEED), 20, 5));
		forgetLedger(folder);
		assert.ok(!existsSync(join(folder, DATABASE_NAME)));
		assert.deepEqual(readdirSync(join(folder, "inbox")), []);
		check(folder, []);
	});

	it("does not trip over the lock of a process that was killed", () => {
		const folder = temporaryFolder();
		writeFileSync(
			join(folder, "savings.lock"),
			JSON.stringify({
				pid: 2 ** 22 + 1,
				host: hostname(),
				token: "x",
			}),
		);
		const events = seededEvents(new Random(SEED), 20, 5);
		writeBatch(folder, events);
		check(folder, events, [{ kind: "all" }]);
		assert.ok(!existsSync(join(folder, "savings.lock")));
	});

	it("tells how long things took lately, and what caches knew", () => {
		const folder = temporaryFolder();
		const common = { at: 1, day: 100, session: "a" };
		const timing = { kind: "timing", ...common, operation: "hook", count: 3, p50: 1, p95: 2, p99: 3, max: 4 } as const;
		writeBatch(folder, [
			timing,
			{ ...timing, at: 2, count: 5, p95: 7 },
			{ ...timing, session: "b", p50: 9 },
			{ ...timing, day: 90, session: "c", max: 1000 },
			{ kind: "cache", ...common, cache: "counts", hits: 10, misses: 5 },
			{ kind: "cache", ...common, session: "b", cache: "counts", hits: 1, misses: 1 },
		]);
		const figures = onDatabase(folder, ({ statements }) => figuresSince(statements, 99));
		assert.deepEqual(figures, {
			timings: [{ operation: "hook", count: 8, p50: 9, p95: 7, p99: 3, max: 4 }],
			caches: [{ cache: "counts", hits: 11, misses: 6 }],
		});
	});
});
