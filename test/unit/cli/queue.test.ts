import assert from "node:assert/strict";
import type { Input } from "../../../server/src/cli/inputs";
import { inOrder, type Planned, type Workers } from "../../../server/src/cli/queue";
import type { CheckTask, ResultOf, Task } from "../../../server/src/workspace/tasks";

const task = (number: number): CheckTask => ({
	kind: "check",
	from: "toon",
	source: { text: String(number) },
	strict: true,
	hints: false,
	indentSize: "auto",
});

const input = (number: number): Input => ({ kind: "stdin", name: String(number) });

/** The number of a task as its result, after some milliseconds of work that blocks. */
function work<T extends Task>(given: T, milliseconds: number): ResultOf<T> {
	const end = performance.now() + milliseconds;
	while (performance.now() < end);
	const { source } = given;
	const message = "text" in source ? source.text : "";
	return { problems: [{ severity: "error", message }] } as unknown as ResultOf<T>;
}

/** Threads that answer late, the later batches first. */
class Threads {
	running = 0;
	batches = 0;
	readonly #answers: (() => void)[] = [];

	get hasRoom(): boolean {
		return this.running < 2;
	}

	async run<T extends Task>(tasks: readonly T[]): Promise<readonly ResultOf<T>[]> {
		this.running++;
		this.batches++;
		await new Promise<void>((resolve) => {
			this.#answers.push(resolve);
			setTimeout(() => this.#answers.pop()?.(), 5);
		});
		this.running--;
		return tasks.map((each) => work(each, 0));
	}
}

async function* numbers(count: number, onRead: (number: number) => void = () => undefined) {
	for (let number = 0; number < count; number++) {
		onRead(number);
		yield { input: input(number), task: task(number) } as Planned<CheckTask>;
	}
}

const workers = (milliseconds: number, threads?: Threads): Workers & { asked: number } => ({
	asked: 0,
	inPlace: async (given) => work(given, milliseconds),
	pool() {
		this.asked++;
		return Promise.resolve(threads);
	},
	progress: async () => undefined,
});

const collect = async (planned: AsyncIterable<Planned<CheckTask>>, given: Workers): Promise<string[]> => {
	const messages: string[] = [];
	for await (const { input, result } of inOrder(planned, given)) {
		assert.equal(result.problems[0]?.message, input.name);
		messages.push(input.name);
	}
	return messages;
};

const expected = (count: number): string[] => Array.from({ length: count }, (_, number) => String(number));

describe("inOrder", () => {
	it("does small work in place", async () => {
		const given = workers(1, new Threads());
		assert.deepEqual(await collect(numbers(20), given), expected(20));
		assert.equal(given.asked, 0);
	});

	it("asks for threads when much remains, and keeps the order", async () => {
		const threads = new Threads();
		const given = workers(4, threads);
		assert.deepEqual(await collect(numbers(200), given), expected(200));
		assert.equal(given.asked, 1);
		assert.ok(threads.batches > 1);
	});

	it("goes on alone while there is no core for them, and asks again", async () => {
		const given = workers(4);
		assert.deepEqual(await collect(numbers(130), given), expected(130));
		assert.ok(given.asked > 1 && given.asked < 100, `asked ${given.asked} times for 130 files`);
	});

	it("reads ahead no further than a bounded way", async () => {
		let read = 0;
		let done = 0;
		const planned = numbers(20_000, (number) => {
			read = number;
			assert.ok(read - done < 10_000, `${read} are read when ${done} are done`);
		});
		for await (const _ of inOrder(planned, workers(0))) done++;
		assert.equal(done, 20_000);
	});

	it("gives results that are known beforehand in their place", async () => {
		async function* mixed(): AsyncGenerator<Planned<CheckTask>> {
			for (let number = 0; number < 10; number++) {
				const result = { problems: [{ severity: "error", message: String(number) }] } as const;
				yield number % 2 === 0 ? { input: input(number), task: task(number) } : { input: input(number), result };
			}
		}
		assert.deepEqual(await collect(mixed(), workers(0)), expected(10));
	});

	it("tells of the task that a thread died of, and does the others of its batch", async () => {
		const deadly = 150;
		const run = async <T extends Task>(tasks: readonly T[]): Promise<readonly ResultOf<T>[]> => {
			const results = tasks.map((each) => work(each, 0));
			if (results.some(({ problems }) => problems[0]?.message === String(deadly))) throw new Error("out of memory");
			return results;
		};
		const given: Workers = { ...workers(4), pool: () => Promise.resolve({ hasRoom: true, run }) };
		const wrong: string[] = [];
		for await (const { input, result } of inOrder(numbers(200), given)) {
			if (result.problems[0]?.message !== input.name) wrong.push(`${input.name}: ${result.problems[0]?.message}`);
		}
		const expected = "150: not done, by a fault of the program; please report it: Error: out of memory";
		assert.deepEqual(wrong, [expected]);
	});
});
