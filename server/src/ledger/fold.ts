/** Takes the batches of the inbox over into the database, each of them once, whatever ends the process in between. */
import { monthOf } from "./days";
import { batchesIn, readBatch, removeBatch, setBatchAside, sweepInbox } from "./inbox";
import type { Statements, Value } from "./statements";
import type { LedgerEvent, LedgerRecord } from "./types";

/** Records of a transaction: what is lost of the work, not of the records, when the process is killed. */
const AT_ONCE = 5_000;

export interface Folded {
	readonly records: number;
	/** Lines that held no record; their batches are kept beside the others. */
	readonly damaged: number;
}

/**
 * The name of a batch goes into the database in the same transaction as its records. A batch that is still there although
 * its name is known was taken over by a process that was killed before it could remove the file.
 *
 * @param confirm whether the lock is still held
 */
export function foldInbox(folder: string, statements: Statements, confirm: () => boolean): Folded {
	sweepInbox(folder, "abandoned");
	const known = new Set(statements.all("select name from batch").map(({ name }) => String(name)));
	const writer = new LedgerWriter(statements);
	let total = 0;
	let damagedLines = 0;
	let taken: { readonly name: string; readonly isDamaged: boolean }[] = [];
	let waiting: LedgerRecord[] = [];
	const commit = (): void => {
		const add = (): void => {
			for (const record of waiting) writer.add(record);
			for (const { name } of taken) statements.run("insert into batch values (?)", [name]);
		};
		if (taken.length > 0) statements.transaction(add, confirm);
		for (const { name, isDamaged } of taken) (isDamaged ? setBatchAside : removeBatch)(folder, name);
		total += waiting.length;
		[taken, waiting] = [[], []];
	};
	for (const name of batchesIn(folder)) {
		if (known.has(name)) {
			removeBatch(folder, name);
			continue;
		}
		const { records, damaged } = readBatch(folder, name);
		damagedLines += damaged;
		taken.push({ name, isDamaged: damaged > 0 });
		waiting.push(...records);
		if (waiting.length >= AT_ONCE) commit();
	}
	commit();
	forgetNames(folder, statements, confirm);
	return { records: total, damaged: damagedLines };
}

/** A name is of use as long as its file is there. */
function forgetNames(folder: string, statements: Statements, confirm: () => boolean): void {
	const left = new Set(batchesIn(folder));
	const gone = statements.all("select name from batch").filter(({ name }) => !left.has(String(name)));
	if (gone.length === 0) return;
	statements.transaction(() => {
		for (const { name } of gone) statements.run("delete from batch where name = ?", [name ?? ""]);
	}, confirm);
}

/** Puts records in; to be called within a transaction. */
export class LedgerWriter {
	readonly #statements: Statements;
	readonly #encodings = new Map<string, number>();
	readonly #folders = new Map<string, number>();
	readonly #files = new Map<string, number>();

	constructor(statements: Statements) {
		this.#statements = statements;
	}

	add(record: LedgerRecord): void {
		const { at, day, session } = record;
		if (record.kind === "event") this.#addEvent(record);
		else if (record.kind === "timing") {
			const { operation, count, p50, p95, p99, max } = record;
			this.#statements.run(UPSERT_TIMING, [day, operation, session, at, count, p50, p95, p99, max]);
		} else this.#statements.run(UPSERT_CACHE, [day, record.cache, session, at, record.hits, record.misses]);
	}

	#addEvent(event: LedgerEvent): void {
		const { at, day, form, source, session, toon, json, jsonCompact } = event;
		const encoding = this.#id(this.#encodings, event.encoding, INSERT_ENCODING, [event.encoding]);
		const folder = this.#id(this.#folders, event.folder, INSERT_FOLDER, [event.folder]);
		const file = this.#id(this.#files, `${folder} ${event.name}`, INSERT_FILE, [folder, event.name]);
		const tokens = [toon, json, jsonCompact];
		this.#statements.run(INSERT_EVENT, [at, day, encoding, file, form, source, session, ...tokens]);
		this.#settle({ at, day, encoding, folder, file, form, tokens });
	}

	/** Makes this the state of the file on its day, and the sums fit it. */
	#settle({ at, day, encoding, folder, file, form, tokens }: NewState): void {
		const known = this.#statements.get(FIND_STATE, [encoding, day, file]);
		// Batches of several processes come in any order; the latest state is the latest of all.
		if (known !== undefined && Number(known.at) > at) return;
		this.#statements.run(UPSERT_STATE, [encoding, day, file, at, form, ...tokens]);
		// What the state before it has added is taken back.
		const old = known === undefined ? undefined : [known.toon, known.json, known.compact].map(Number);
		const change = [old === undefined ? 1 : 0, ...tokens.map((value, index) => value - (old?.[index] ?? 0))];
		if (old === undefined || known?.form === form) {
			this.#statements.run(ADD_FORM, [encoding, day, form, ...change]);
		} else {
			this.#statements.run(ADD_FORM, [encoding, day, String(known?.form), -1, ...old.map((value) => -value)]);
			this.#statements.run(ADD_FORM, [encoding, day, form, 1, ...tokens]);
		}
		this.#statements.run(ADD_FOLDER, [encoding, day, folder, ...change]);
		this.#statements.run(ADD_FOLDER_MONTH, [encoding, monthOf(day), folder, ...change]);
		this.#statements.run(ADD_FILE_MONTH, [encoding, monthOf(day), file, ...change]);
		this.#statements.run(ADD_FILE, [encoding, file, ...change]);
	}

	/** The number of a name, which is given one where it has none. */
	#id(known: Map<string, number>, key: string, insert: string, values: readonly Value[]): number {
		let id = known.get(key);
		if (id === undefined) {
			id = Number(this.#statements.get(insert, values)?.id);
			known.set(key, id);
		}
		return id;
	}
}

interface NewState {
	readonly at: number;
	readonly day: number;
	readonly encoding: number;
	readonly folder: number;
	readonly file: number;
	readonly form: string;
	readonly tokens: readonly number[];
}

const SUMS =
	"states = states + excluded.states, toon = toon + excluded.toon, json = json + excluded.json, compact = compact + excluded.compact";

// An update that changes nothing makes `returning` give the row that is there already.
const INSERT_ENCODING =
	"insert into encoding(name) values (?) on conflict do update set name = excluded.name returning id";
const INSERT_FOLDER = "insert into folder(name) values (?) on conflict do update set name = excluded.name returning id";
const INSERT_FILE =
	"insert into file(folder, name) values (?, ?) on conflict do update set name = excluded.name returning id";
const INSERT_EVENT =
	"insert into event(at, day, encoding, file, form, source, session, toon, json, compact) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
const FIND_STATE = "select at, form, toon, json, compact from state where encoding = ? and day = ? and file = ?";
const UPSERT_STATE = "insert or replace into state values (?, ?, ?, ?, ?, ?, ?, ?)";
const ADD_FORM = `insert into form_day values (?, ?, ?, ?, ?, ?, ?) on conflict do update set ${SUMS}`;
const ADD_FOLDER = `insert into folder_day values (?, ?, ?, ?, ?, ?, ?) on conflict do update set ${SUMS}`;
const ADD_FOLDER_MONTH = `insert into folder_month values (?, ?, ?, ?, ?, ?, ?) on conflict do update set ${SUMS}`;
const ADD_FILE_MONTH = `insert into file_month values (?, ?, ?, ?, ?, ?, ?) on conflict do update set ${SUMS}`;
const ADD_FILE = `insert into file_total values (?, ?, ?, ?, ?, ?) on conflict do update set ${SUMS}`;
const UPSERT_TIMING = `insert into timing values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do update set
	at = excluded.at, count = excluded.count, p50 = excluded.p50, p95 = excluded.p95, p99 = excluded.p99, max = excluded.max
	where excluded.at >= at`;
const UPSERT_CACHE = `insert into cache values (?, ?, ?, ?, ?, ?) on conflict do update set
	at = excluded.at, hits = excluded.hits, misses = excluded.misses where excluded.at >= at`;
