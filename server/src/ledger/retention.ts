/** Takes out of the database what is older than the person wants to keep. */
import { firstDayOf, monthOf } from "./days";
import type { Statements } from "./statements";

/**
 * Whole months go, so that the sums by month stay those of their days: what is younger than `keepDays` is always kept.
 * @param today a day (days.ts)
 * @param confirm whether the lock is still held
 */
export function forgetOld(statements: Statements, keepDays: number, today: number, confirm: () => boolean): void {
	const month = monthOf(today - keepDays);
	const day = firstDayOf(month);
	const oldest = statements.get("select min(day) as day from event")?.day;
	if (oldest === undefined || oldest === null || Number(oldest) >= day) return;
	statements.transaction(() => {
		for (const table of ["event", "state", "form_day", "folder_day", "timing", "cache"]) {
			statements.run(`delete from ${table} where day < ?`, [day]);
		}
		for (const table of ["folder_month", "file_month"]) {
			statements.run(`delete from ${table} where month < ?`, [month]);
		}
		statements.run("delete from file_total");
		statements.run(
			"insert into file_total select encoding, file, sum(states), sum(toon), sum(json), sum(compact) from file_month group by encoding, file",
		);
		statements.run("delete from file where id not in (select file from file_total)");
		statements.run("delete from folder where id not in (select folder from file)");
	}, confirm);
}
