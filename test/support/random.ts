/** A small seeded source of random choices: every random test can be run again from the numbers that it prints. */

/** Used when the environment names no other; a fixed one, so that two runs of `npm test` test the same. */
const DEFAULT_SEED = 20_260_401;

/** The seed of this run: `SEED` from the environment, an integer, else a fixed default. */
export const SEED = Number(process.env.SEED ?? DEFAULT_SEED) | 0;

/** Milliseconds that a random test may take: far more than it needs, since a busy machine makes no test wrong. */
export const TIMEOUT = 600_000;

/** The mulberry32 generator behind the few choices that our tests need. Equal seeds give equal choices. */
export class Random {
	#state: number;

	constructor(seed: number) {
		this.#state = seed | 0;
	}

	/** The next 32 random bits, as an unsigned integer. */
	bits(): number {
		this.#state = (this.#state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return (mixed ^ (mixed >>> 14)) >>> 0;
	}

	/** An integer from 0 up to, but not including, `limit` (at least 1). */
	below(limit: number): number {
		return Math.floor((this.bits() / 2 ** 32) * limit);
	}

	/** An integer from `low` to `high`, both included. */
	between(low: number, high: number): number {
		return low + this.below(high - low + 1);
	}

	/** True with the given probability, 0 to 1. */
	chance(probability: number): boolean {
		return this.bits() < probability * 2 ** 32;
	}

	/** One of the choices, which are not empty, each as likely. */
	pick<T>(choices: readonly T[]): T {
		return choices[this.below(choices.length)] as T;
	}

	/** One of the characters of a text that has any (code points, so that pairs stay whole). */
	character(alphabet: string): string {
		return this.pick([...alphabet]);
	}

	/** One of the choices, each as likely as its weight says. */
	weighted<T>(choices: readonly (readonly [weight: number, choice: T])[]): T {
		let left = this.below(choices.reduce((sum, [weight]) => sum + weight, 0));
		for (const [weight, choice] of choices) {
			left -= weight;
			if (left < 0) {
				return choice;
			}
		}
		throw new RangeError("weighted() needs a choice with a weight");
	}

	/** `count` results of `make`. */
	times<T>(count: number, make: (index: number) => T): T[] {
		return Array.from({ length: count }, (_, index) => make(index));
	}
}

/**
 * Runs `check` for `count` cases, each with a generator of its own, so that one case can be run again alone.
 *
 * @param check throws when its case fails; the error gets a first line that says how to repeat it
 *   (`SEED=… CASE=… npx mocha …`). With `CASE` in the environment only that case runs.
 */
export function forEachCase(count: number, check: (random: Random, index: number) => void): void {
	const only = process.env.CASE;
	const first = only === undefined ? 0 : Number(only);
	const end = only === undefined ? count : first + 1;
	for (let index = first; index < end; index++) {
		try {
			check(new Random(SEED + Math.imul(index, 0x9e3779b1)), index);
		} catch (error) {
			const message = error instanceof Error ? error.message : String(error);
			throw new Error(`to repeat: SEED=${SEED} CASE=${index}\n${message}`, { cause: error });
		}
	}
}
