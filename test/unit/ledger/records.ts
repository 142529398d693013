/** Seeded records, and the sums of them made by hand: the definition of docs/savings.md, written as plainly as can be. */
import type { LedgerEvent, LedgerRange, LedgerSums } from "../../../server/src/ledger/types";
import type { Random } from "../../support/random";

const ENCODINGS = ["o200k_base", "~o200k_base"];
const FORMS = ["toon", "json", "yaml", "csv"];
export const FIRST_DAY = 20_500;

/** Saves and conversions over `days` days, some of which cost more as TOON. */
export function seededEvents(random: Random, count: number, days: number, files = 40): LedgerEvent[] {
	return Array.from({ length: count }, (_, index) => {
		const file = random.below(files);
		const day = FIRST_DAY + random.below(days);
		const toon = random.between(0, 5000);
		return {
			kind: "event",
			at: day * 86_400_000 + random.below(86_400) * 1000 + index,
			day,
			folder: file % 9 === 8 ? "" : `/home/ada/project ${file % 5}`,
			name: `däta "${file}".toon`,
			encoding: ENCODINGS[random.chance(0.9) ? 0 : 1]!,
			form: FORMS[random.below(FORMS.length)]!,
			source: "editor",
			session: `s${random.below(6)}`,
			toon,
			json: toon + random.between(-200, 4000) < 0 ? 0 : toon + random.between(0, 4000),
			jsonCompact: Math.max(0, toon + random.between(-500, 1500)),
		};
	});
}

/** The latest state of each file on each day, as the range has it. */
export function statesOf(events: readonly LedgerEvent[], range: LedgerRange, encoding: string): LedgerEvent[] {
	const states = new Map<string, LedgerEvent>();
	for (const event of events) {
		if (event.encoding !== encoding) continue;
		if (range.kind === "session" && event.session !== range.session) continue;
		if (range.kind === "since" && event.day < range.day) continue;
		const key = JSON.stringify([event.day, event.folder, event.name]);
		const known = states.get(key);
		if (known === undefined || event.at >= known.at) states.set(key, event);
	}
	return [...states.values()];
}

export type Sums = Readonly<Record<string, LedgerSums>>;

export function sumsBy(states: readonly LedgerEvent[], keyOf: (event: LedgerEvent) => string): Sums {
	const sums: Record<string, { states: number; toon: number; json: number; jsonCompact: number }> = {};
	for (const event of states) {
		const key = keyOf(event);
		sums[key] ??= { states: 0, toon: 0, json: 0, jsonCompact: 0 };
		const sum = sums[key];
		sum.states++;
		sum.toon += event.toon;
		sum.json += event.json;
		sum.jsonCompact += event.jsonCompact;
	}
	return sums;
}
