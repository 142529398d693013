/** The questions of a report, one query each, answered from the sums that are kept beside the events. */
import { firstDayOf, monthOf } from "./days";
import type { Row, Statements, Value } from "./statements";
import {
	type FileSums,
	type LedgerAnswer,
	type LedgerFigures,
	type LedgerQuestion,
	type LedgerRange,
	type LedgerSums,
	type NamedSums,
	NO_SUMS,
	type WeekSums,
} from "./types";

const SUMS = "sum(states) as states, sum(toon) as toon, sum(json) as json, sum(compact) as compact";

/** Those that save or cost most against compact JSON come first; the name decides between equals. */
const BY_SAVINGS = "order by abs(sum(compact) - sum(toon)) desc, name";

/** Where a range has its sums, as queries in brackets. */
interface Source {
	/** With day, form and the sums. */
	readonly forms: Query;
	/** With folder and the sums. */
	readonly folders: Query;
	/** With file and the sums: one row a file, or several. */
	readonly files: Query;
	/** Whether files are one row each, which then are not grouped. */
	readonly hasTotals: boolean;
}

interface Query {
	readonly sql: string;
	readonly values: readonly Value[];
}

/** What one process recorded last of each file on each day. SQLite takes the other columns from the row of `max(at)`. */
const SESSION = `(select day, event.file as file, folder, form, 1 as states, toon, json, compact, max(at)
	from event join file on file.id = event.file where session = ? and encoding = ? group by day, event.file)`;

/** @param months that hold records, the oldest first */
function sourceOf(range: LedgerRange, encoding: number, months: { first: number; last: number }): Source {
	switch (range.kind) {
		case "session": {
			const session = { sql: SESSION, values: [range.session, encoding] };
			return { forms: session, folders: session, files: session, hasTotals: false };
		}
		case "since": {
			const { day } = range;
			const forms = { sql: "(select * from form_day where encoding = ? and day >= ?)", values: [encoding, day] };
			return {
				forms,
				folders: foldersSince(day, encoding),
				files: filesSince(day, encoding, months),
				hasTotals: false,
			};
		}
		case "all": {
			const all = (table: string): Query => {
				return { sql: `(select * from ${table} where encoding = ?)`, values: [encoding] };
			};
			return { forms: all("form_day"), folders: all("folder_month"), files: all("file_total"), hasTotals: true };
		}
	}
}

const TOKENS = "toon, json, compact";
const PLUS = `states, ${TOKENS}`;
const MINUS = "-states, -toon, -json, -compact";

/** A month that begins near a day, and the days between the two. */
function monthNear(day: number): { month: number; from: number; to: number; isBefore: boolean } {
	const month = monthOf(day + 15);
	const start = firstDayOf(month);
	return { month, from: Math.min(day, start), to: Math.max(day, start), isBefore: day < start };
}

/** Sums of folders since a day: the months from one that begins near it, and the days between, added or taken away. */
function foldersSince(day: number, encoding: number): Query {
	const { month, from, to, isBefore } = monthNear(day);
	return {
		sql: `(select folder, ${PLUS} from folder_month where encoding = ? and month >= ?
			union all select folder, ${isBefore ? PLUS : MINUS} from folder_day where encoding = ? and day >= ? and day < ?)`,
		values: [encoding, month, encoding, from, to],
	};
}

/** The same of files, of which there are many: the months after, or all less the months before, whichever are fewer. */
function filesSince(day: number, encoding: number, months: { first: number; last: number }): Query {
	const { month, from, to, isBefore } = monthNear(day);
	const isNearEnd = months.last - month < month - months.first;
	const whole = isNearEnd
		? `select file, ${PLUS} from file_month where encoding = ? and month >= ?`
		: `select file, ${PLUS} from file_total where encoding = ?
			union all select file, ${MINUS} from file_month where encoding = ? and month < ?`;
	const states = isBefore ? `1, ${TOKENS}` : "-1, -toon, -json, -compact";
	return {
		sql: `(${whole} union all select file, ${states} from state where encoding = ? and day >= ? and day < ?)`,
		values: [...(isNearEnd ? [encoding, month] : [encoding, encoding, month]), encoding, from, to],
	};
}

export function answerLedger(statements: Statements, { range, encoding, top }: LedgerQuestion): LedgerAnswer {
	const encodings = encodingsIn(statements);
	const names = encodings.map(({ name }) => String(name));
	const chosen = encoding === undefined ? encodings[0] : encodings.find(({ name }) => name === encoding);
	if (chosen === undefined) return nothing(encoding, names);
	const months = { first: monthOf(Number(chosen.first)), last: monthOf(Number(chosen.last)) };
	const { forms, folders, files, hasTotals } = sourceOf(range, Number(chosen.id), months);
	const total = statements.get(`select ${SUMS}, min(day) as first, max(day) as last from ${forms.sql}`, forms.values);
	const weeks = statements.all(
		`select day - (day + 3) % 7 as monday, ${SUMS} from ${forms.sql} group by monday order by monday`,
		forms.values,
	);
	const byForm = `select form as name, ${SUMS} from ${forms.sql} group by form ${BY_SAVINGS}`;
	// Names are looked up for those alone that are shown.
	const byFolder = `select folder.name as name, states, toon, json, compact from
		(select folder, ${SUMS} from ${folders.sql} group by folder having sum(states) > 0 order by abs(sum(compact) - sum(toon)) desc limit ?) as s
		join folder on folder.id = s.folder order by abs(compact - toon) desc, name`;
	const inOrder = hasTotals
		? `select file, ${PLUS} from ${files.sql} where states > 0 order by abs(compact - toon) desc limit ?`
		: `select file, ${SUMS} from ${files.sql} group by file having sum(states) > 0 order by abs(sum(compact) - sum(toon)) desc limit ?`;
	const byFile = `select folder.name as folder, file.name as name, states, toon, json, compact from (${inOrder}) as s
		join file on file.id = s.file join folder on folder.id = file.folder order by abs(compact - toon) desc, file.name`;
	return {
		encoding: String(chosen.name),
		encodings: names,
		total: sums(total),
		days: total?.first == null ? null : { first: Number(total.first), last: Number(total.last) },
		weeks: weeks.map((row): WeekSums => ({ day: Number(row.monday), ...sums(row) })),
		files: statements.all(byFile, [...files.values, top]).map((row): FileSums => {
			return { folder: String(row.folder), ...named(row) };
		}),
		folders: statements.all(byFolder, [...folders.values, top]).map(named),
		// A file that changed its form within a day leaves sums of nothing behind.
		forms: statements
			.all(byForm, forms.values)
			.map(named)
			.filter(({ states }) => states > 0),
	};
}

const nothing = (encoding: string | undefined, encodings: readonly string[]): LedgerAnswer => {
	const lists = { weeks: [], files: [], folders: [], forms: [] };
	return { encoding: encoding ?? null, encodings, total: NO_SUMS, days: null, ...lists };
};

/** With their first and last day, the latest first. */
function encodingsIn(statements: Statements): readonly Row[] {
	return statements.all(
		`select id, name, first, last from (select id, name,
			(select min(day) from form_day where encoding = encoding.id) as first,
			(select max(day) from form_day where encoding = encoding.id) as last from encoding)
			where last is not null order by last desc, id desc`,
	);
}

/** @param day the first that counts */
export function figuresSince(statements: Statements, day: number): LedgerFigures {
	const timings = statements.all(
		`select operation, sum(count) as count, max(p50) as p50, max(p95) as p95, max(p99) as p99, max(max) as most
			from timing where day >= ? group by operation order by operation`,
		[day],
	);
	const caches = statements.all(
		"select name, sum(hits) as hits, sum(misses) as misses from cache where day >= ? group by name order by name",
		[day],
	);
	return {
		timings: timings.map(({ operation, count, p50, p95, p99, most }) => ({
			operation: String(operation),
			count: Number(count),
			p50: Number(p50),
			p95: Number(p95),
			p99: Number(p99),
			max: Number(most),
		})),
		caches: caches.map(({ name, hits, misses }) => {
			return { cache: String(name), hits: Number(hits), misses: Number(misses) };
		}),
	};
}

const sums = (row: Row | undefined): LedgerSums =>
	row?.states == null
		? NO_SUMS
		: {
				states: Number(row.states),
				toon: Number(row.toon),
				json: Number(row.json),
				jsonCompact: Number(row.compact),
			};

const named = (row: Row): NamedSums => ({ name: String(row.name), ...sums(row) });
