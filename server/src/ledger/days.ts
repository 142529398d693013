/** Calendar days as whole numbers: days since 1970-01-01 where somebody lives, not in Greenwich. */

const MINUTE = 60_000;
const DAY = 86_400_000;

/** The day of a moment (milliseconds since 1970, UTC) in this machine's time zone. */
export function dayOf(at: number): number {
	return Math.floor((at - new Date(at).getTimezoneOffset() * MINUTE) / DAY);
}

/** `2026-11-25`. */
export const isoDay = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/** The number of a day's month, counted from January 1970. */
export function monthOf(day: number): number {
	const date = new Date(day * DAY);
	return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

/** The first day of a month. */
export const firstDayOf = (month: number): number =>
	Date.UTC(1970 + Math.floor(month / 12), ((month % 12) + 12) % 12, 1) / DAY;
