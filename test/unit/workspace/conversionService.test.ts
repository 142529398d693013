/** What stands around every conversion of the server: remembering, counting, timing, threads. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { ConversionCancelled, ConversionError, type Format, NEVER_CANCELLED } from "../../../server/src/convert/index";
import { ToonDocument } from "../../../server/src/language/index";
import { type CacheFigures, ConversionCache } from "../../../server/src/workspace/conversionCache";
import { ConversionService } from "../../../server/src/workspace/conversionService";
import { Counting } from "../../../server/src/workspace/counting";
import { WorkPool } from "../../../server/src/workspace/pool";
import { RankFiles } from "../../../server/src/workspace/rankFiles";
import { runTask } from "../../../server/src/workspace/worker";

const counting = new Counting(new RankFiles(join(__dirname, "../../../dist/ranks")));

/** A pool that works in place, and counts what it is given. */
class Threads implements Pick<WorkPool, "run"> {
	tasks = 0;

	run: WorkPool["run"] = (tasks) => {
		this.tasks += tasks.length;
		// What goes to a thread and comes back is copied.
		return Promise.all(tasks.map(async (task) => structuredClone(await runTask(structuredClone(task)))));
	};
}

function service({ pool, cacheBytes }: { readonly pool?: Pick<WorkPool, "run">; readonly cacheBytes?: number } = {}) {
	let recorded = 0;
	const record = (): void => {
		recorded++;
	};
	const metrics = { record, time: <Result>(_: "convert", work: () => Result): Result => work() };
	const conversions = new ConversionService({ counting, metrics, pool }, new ConversionCache(cacheBytes));
	return { conversions, made: (): number => recorded };
}

const rows = (count: number): string =>
	`[${count}]{id,name}:\n${Array.from({ length: count }, (_, id) => `  ${id},Person ${id}`).join("\n")}`;

describe("conversion service", () => {
	it("answers with text, formats, counts and warnings", async () => {
		const { conversions } = service();
		const answer = await conversions.answer({ text: '{"a": 1}', from: "json", to: "toon" }, "gpt-5", NEVER_CANCELLED);
		const { count } = await counting.forModel("gpt-5");
		const [tokensBefore, tokensAfter] = [count('{"a": 1}'), count("a: 1")];
		assert.deepEqual(answer, { text: "a: 1", from: "json", to: "toon", tokensBefore, tokensAfter, warnings: [] });
	});

	it("converts once what is asked twice, whoever asks", async () => {
		const { conversions, made } = service();
		const ask = (to: Format, pretty: boolean) => conversions.convert({ text: "a: 1", to, options: { pretty } });
		const first = await ask("json", true);
		assert.equal(await ask("json", true), first);
		assert.notEqual(await ask("json", false), first);
		await ask("yaml", true);
		const request = { text: "a: 1", to: "json", options: { pretty: true } } as const;
		assert.equal((await conversions.answer(request, "gpt-4", NEVER_CANCELLED)).text, first.text);
		assert.equal(made(), 3);
		const { hits, misses, size }: CacheFigures = conversions.cache;
		assert.deepEqual([hits, misses], [2, 3]);
		assert.ok(size > 0);
	});

	it("keeps nothing of files, and of documents until they are closed", async () => {
		const { conversions, made } = service();
		const request = { text: "a: 1", to: "json" } as const;
		await conversions.convertFile(request, NEVER_CANCELLED);
		assert.equal(conversions.cache.size, 0);
		await conversions.convert(request);
		await conversions.convertFile(request, NEVER_CANCELLED);
		assert.equal(made(), 2, "what is known is not made again");
		conversions.forget("a: 1");
		assert.equal(conversions.cache.size, 0);
	});

	it("does not take a document of other settings for the same", async () => {
		const { conversions } = service();
		const text = "a: 1\na: 2";
		await conversions.convert({ document: new ToonDocument(text, { strict: false }), to: "json" });
		await assert.rejects(conversions.convert({ document: new ToonDocument(text), to: "json" }), ConversionError);
	});

	it("holds no more bytes than it may", async () => {
		const { conversions } = service({ cacheBytes: 10_000 });
		for (let i = 0; i < 200; i++) await conversions.convert({ text: `a${i}: ${"x".repeat(500)}`, to: "json" });
		assert.ok(conversions.cache.size <= 10_000);
		await conversions.convert({ text: `a: ${"x".repeat(50_000)}`, to: "json" });
		assert.ok(conversions.cache.size <= 10_000);
	});

	it("gives long texts to a thread, with the same result, and remembers it", async () => {
		const pool = new Threads();
		const { conversions } = service({ pool });
		const text = rows(20_000);
		const inPlace = await service().conversions.convert({ text, to: "markdown" });
		assert.deepEqual(await conversions.convert({ text, to: "markdown" }), inPlace);
		assert.deepEqual(await conversions.convert({ document: new ToonDocument(text), to: "markdown" }), inPlace);
		await conversions.convert({ text, to: "markdown" });
		await conversions.convert({ text: "a: 1", to: "markdown" });
		assert.equal(pool.tasks, 2);
	});

	it("counts long texts in a thread, as it counts short ones", async () => {
		const pool = new WorkPool({ threads: 1, workerFile: join(__dirname, "../../../dist/worker.js") });
		const { conversions } = service({ pool });
		const text = rows(20_000);
		const answer = await conversions.answer({ text, to: "json" }, "gpt-5", NEVER_CANCELLED);
		const { count } = await counting.forModel("gpt-5");
		assert.deepEqual([answer.tokensBefore, answer.tokensAfter], [count(text), count(answer.text)]);
		await pool.close();
	});

	it("remembers what a document was when it was asked, not what it became", async () => {
		const { conversions } = service({ pool: new Threads() });
		const document = new ToonDocument(rows(20_000));
		const before = conversions.convert({ document, to: "json" });
		document.update([{ text: "a: 1" }]);
		assert.match((await before).text, /Person 19999/);
		assert.equal((await conversions.convert({ document, to: "json" })).text, '{\n  "a": 1\n}\n');
	});

	it("says where and why from a thread, too, and drops what nobody waits for", async () => {
		const { conversions } = service({ pool: new Threads() });
		const text = `${rows(20_000)}\nx`;
		await assert.rejects(conversions.convert({ text, to: "json" }), (error: ConversionError) => {
			assert.equal(error.name, "ConversionError");
			assert.equal(error.place?.line, 20_001);
			return true;
		});
		let asked = 0;
		const later = {
			get isCancellationRequested(): boolean {
				return ++asked > 0;
			},
		};
		await assert.rejects(conversions.convert({ text: rows(20_000), to: "json" }, later), ConversionCancelled);
	});
});
