/** Documents for the language suite, of any size and always the same: a table, and deeply nested records. */
import { encode } from "@toon-format/toon";
import type { JsonValue } from "../server/src/language";

/** Numbers from 0 to 1, the same in every run. */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}

const WORDS = ["alpha", "river", "stone", "quick", "maple", "north", "ember", "glass", "orbit", "lemon"];

export interface Sample {
	readonly toon: string;
	readonly json: string;
}

/** Makes the value with as many records as bring its TOON to about `size` code units. */
function sized(size: number, makeValue: (records: number) => JsonValue): Sample {
	const trial = 2000;
	const records = Math.round((trial * size) / encode(makeValue(trial)).length);
	const value = makeValue(records);
	return { toon: encode(value), json: JSON.stringify(value) };
}

/** One table of users: numbers, words, sentences with commas (quoted), booleans, nulls. */
export const tableSample = (size: number): Sample =>
	sized(size, (records) => {
		const random = seeded(1);
		const word = (): string => WORDS[Math.floor(random() * WORDS.length)]!;
		return {
			users: Array.from({ length: records }, (_, id) => ({
				id,
				name: `${word()} ${word()}`,
				email: `${word()}.${id}@example.com`,
				score: Math.round(random() * 10000) / 100,
				active: random() < 0.5,
				note: random() < 0.1 ? `${word()}, ${word()}` : word(),
				parent: random() < 0.2 ? null : Math.floor(random() * records),
			})),
		};
	});

/** Records that differ in shape, so that the encoder writes them as lists and nested objects. */
export const nestedSample = (size: number): Sample =>
	sized(size, (records) => {
		const random = seeded(2);
		const word = (): string => WORDS[Math.floor(random() * WORDS.length)]!;
		return {
			version: 3,
			services: Array.from({ length: records }, (_, id) => ({
				id,
				name: `${word()}-${id}`,
				...(random() < 0.3 ? { description: `${word()}: ${word()}, ${word()}` } : {}),
				config: {
					host: `${word()}.example.com`,
					port: Math.floor(random() * 60000),
					limits: { memory: `${Math.floor(random() * 64)}Gi`, cpu: Math.round(random() * 160) / 10 },
					...(random() < 0.5 ? { tags: [word(), word(), word()] } : { flags: { debug: random() < 0.5 } }),
				},
				routes: Array.from({ length: 1 + Math.floor(random() * 3) }, (_, route) => ({
					path: `/${word()}/${route}`,
					methods: ["GET", "POST"],
					...(random() < 0.5 ? { auth: { kind: word(), scopes: [word(), word()] } } : {}),
				})),
			})),
		};
	});
