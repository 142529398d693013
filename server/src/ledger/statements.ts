/** Statements of one connection, each prepared once. */
import type { Database, Statement } from "node-sqlite3-wasm";

export type Value = string | number | null;
export type Row = Readonly<Record<string, Value>>;

export class Statements {
	readonly #database: Database;
	readonly #prepared = new Map<string, Statement>();

	constructor(database: Database) {
		this.#database = database;
	}

	run(sql: string, values: readonly Value[] = []): void {
		this.#of(sql).run([...values]);
	}

	all(sql: string, values: readonly Value[] = []): readonly Row[] {
		return this.#of(sql).all([...values]) as Row[];
	}

	get(sql: string, values: readonly Value[] = []): Row | undefined {
		return this.all(sql, values)[0];
	}

	/** All or nothing. `confirm` says, at the end, whether it may still be done. */
	transaction(work: () => void, confirm: () => boolean): void {
		this.#database.exec("begin immediate");
		try {
			work();
			if (!confirm()) throw new Error("another process has taken over the ledger");
			this.#database.exec("commit");
		} catch (error) {
			if (this.#database.inTransaction) this.#database.exec("rollback");
			throw error;
		}
	}

	finalize(): void {
		for (const statement of this.#prepared.values()) statement.finalize();
		this.#prepared.clear();
	}

	#of(sql: string): Statement {
		let statement = this.#prepared.get(sql);
		if (statement === undefined) {
			statement = this.#database.prepare(sql);
			this.#prepared.set(sql, statement);
		}
		return statement;
	}
}
