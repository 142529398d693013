/** `report` of the built command line: what convert and the hook recorded, every form of it, and real monitoring. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { decode } from "@toon-format/toon";
import { getEncoding } from "js-tiktoken";
import { commandLine, Place } from "./commandLine";

const encoding = getEncoding("o200k_base");
const count = (text: string): number => encoding.encode(text, [], []).length;
const people = [
	{ id: 1, name: "Ada", city: "London" },
	{ id: 2, name: "Grace", city: "New York" },
];
const root = join(__dirname, "../..");

const has = (program: string): boolean => spawnSync(program, ["--version"], { stdio: "ignore" }).status === 0;

async function listening(server: Server): Promise<number> {
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	return (server.address() as AddressInfo).port;
}

/** What Prometheus answers to a query, once it has something to say. */
async function asked(
	port: number,
	query: string,
): Promise<readonly { metric: Record<string, string>; value: [number, string] }[]> {
	for (let tries = 0; tries < 150; tries++) {
		await sleep(200);
		const response = await fetch(`http://127.0.0.1:${port}/api/v1/query?query=${encodeURIComponent(query)}`).catch(
			() => undefined,
		);
		const answer = response?.ok ? await response.json() : undefined;
		if (answer?.data?.result?.length > 0) return answer.data.result;
	}
	return [];
}

describe("report", function () {
	this.timeout(120_000);
	const place = new Place();
	after(() => place.remove());
	const on = { TOON_SAVINGS: "on" };

	before(() => {
		place.write("people.json", JSON.stringify(people));
		assert.equal(place.run(["convert", "people.json", "--to", "toon"], "", on).code, 0);
		assert.equal(place.run(["convert", "people.toon", "--to", "yaml"], "", on).code, 0);
		assert.equal(place.run(["convert", "-", "--to", "toon"], JSON.stringify({ a: [1, 2, 3] }), on).code, 0);
	});

	it("has the counts of an independent tokenizer", () => {
		const { code, out } = place.run(["report", "--json", "--price", "2"]);
		assert.equal(code, 0);
		const report = JSON.parse(out);
		const toon = place.read("people.toon");
		const value = decode(toon);
		const piped = { a: [1, 2, 3] };
		const wanted = {
			states: 2,
			toon: count(toon) + count("a[3]: 1,2,3"),
			json: count(JSON.stringify(value, null, 2)) + count(JSON.stringify(piped, null, 2)),
			jsonCompact: count(JSON.stringify(value)) + count(JSON.stringify(piped)),
		};
		const savedJson = wanted.json - wanted.toon;
		assert.deepEqual(report.total, { ...wanted, savedJson, savedJsonCompact: wanted.jsonCompact - wanted.toon });
		assert.equal(report.money.savedJson, (savedJson * 2) / 1_000_000);
		assert.deepEqual(
			report.files.map(({ file }: { file: string }) => (file.startsWith("pipe ") ? "pipe" : file)).sort(),
			[place.path("people.toon"), "pipe"],
		);
	});

	it("is told in every format, and written to a file", () => {
		const wanted: readonly [string, RegExp][] = [
			["text", /^What TOON saves, /],
			["json", /^\{\n {2}"range": "all"/],
			["csv", /^by,name,states,/],
			["markdown", /^# What TOON saves\n/],
			["toon", /^range: all\n/],
		];
		for (const [format, begin] of wanted) {
			assert.match(place.run(["report", "--format", format]).out, begin);
			assert.equal(place.run(["report", "--format", format, "--out", "out.txt"]).out, "");
			assert.match(place.read("out.txt"), begin);
		}
		assert.match(place.run(["report", "--since", "2099-01-01"]).out, /^Nothing has been recorded/);
		assert.equal(place.run(["report", "--since", "yesterday"]).code, 64);
		assert.match(place.run(["report", "--encoding", "gpt-4"]).err, /nothing was recorded with "gpt-4": try o200k_base/);
	});

	it("records nothing where that is switched off, in CI, and under --check", () => {
		const states = (): number => JSON.parse(place.run(["report", "--json"]).out).total.states;
		const before = states();
		place.write("more.json", "[1,2]");
		for (const environment of [{ TOON_SAVINGS: "off" }, { CI: "true" }]) {
			place.run(["convert", "more.json", "--to", "toon", "--stdout"], "", environment);
		}
		place.run(["convert", "more.json", "--to", "toon", "--check"], "", on);
		assert.equal(states(), before);
	});

	it("records what the hook converts, and how long it took", function () {
		if (!has("git")) this.skip();
		place.git(["init", "-q"]);
		place.git(["add", "people.toon"]);
		assert.equal(place.run(["hook", "run", "--stage"], "", on).code, 0);
		const text = place.run(["report", "--prometheus"]).out;
		assert.match(text, /^toon_operation_seconds\{operation="hook",percentile="95"\} \d/m);
		assert.match(text, /^toon_operations\{operation="hook"\} 1$/m);
	});

	it("sends nothing over OTLP until it is told where", async () => {
		const { code, err } = place.run(["report", "--otlp"]);
		assert.equal(code, 64);
		assert.match(err, /set OTEL_EXPORTER_OTLP_ENDPOINT/);
		let body = "";
		const server = createServer((request, response) => {
			request.on("data", (data) => {
				body += data;
			});
			request.on("end", () => response.end("{}"));
		});
		const port = await listening(server);
		const environment = {
			OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
			OTEL_RESOURCE_ATTRIBUTES: "team=data",
		};
		const env = { ...place.environment, ...environment };
		const child = spawn(process.execPath, [commandLine, "report", "--otlp"], { env, stdio: "ignore" });
		const [exit] = await once(child, "exit");
		server.close();
		assert.equal(exit, 0);
		const [{ resource, scopeMetrics }] = JSON.parse(body).resourceMetrics;
		const attributes = Object.fromEntries(
			resource.attributes.map(({ key, value }: { key: string; value: { stringValue: string } }) => [
				key,
				value.stringValue,
			]),
		);
		assert.equal(attributes.team, "data");
		assert.equal(attributes["service.name"], "toon-workbench");
		const names = scopeMetrics[0].metrics.map(({ name }: { name: string }) => name);
		assert.ok(names.includes("toon_savings_tokens"), names.join());
	});

	it("is what promtool takes for metrics, and its rules for rules", function () {
		if (!has("promtool")) {
			console.log("      skipped: promtool is not installed (apt-get install prometheus)");
			return this.skip();
		}
		const { out } = place.run(["report", "--prometheus"]);
		const metrics = spawnSync("promtool", ["check", "metrics"], { input: out, encoding: "utf8" });
		assert.equal(metrics.stdout + metrics.stderr, "");
		const rules = spawnSync("promtool", ["check", "rules", join(root, "docs/monitoring/toon-alerts.yml")], {
			encoding: "utf8",
		});
		assert.equal(rules.status, 0, rules.stdout + rules.stderr);
	});

	it("is scraped by a real Prometheus, which adds machines up and knows every question of the dashboard", async function () {
		if (!has("prometheus")) {
			console.log("      skipped: prometheus is not installed (apt-get install prometheus)");
			return this.skip();
		}
		place.run(["report", "--prometheus", "--out", "toon.prom"]);
		const text = place.read("toon.prom");
		const machines = [0, 1].map(() =>
			createServer((_, response) => {
				response.setHeader("content-type", "text/plain; version=0.0.4");
				response.end(text);
			}),
		);
		const ports = await Promise.all(machines.map(listening));
		const rules = join(root, "docs/monitoring/toon-alerts.yml");
		const targets = ports.map((port) => `"127.0.0.1:${port}"`).join(", ");
		writeFileSync(
			place.path("prometheus.yml"),
			`global: {scrape_interval: 500ms, evaluation_interval: 500ms}\nrule_files: ["${rules}"]\nscrape_configs: [{job_name: toon, static_configs: [{targets: [${targets}]}]}]\n`,
		);
		const free = createServer();
		const port = await listening(free);
		free.close();
		await once(free, "close");
		const args = [`--config.file=${place.path("prometheus.yml")}`, `--storage.tsdb.path=${place.path("tsdb")}`];
		const prometheus: ChildProcess = spawn("prometheus", [...args, `--web.listen-address=127.0.0.1:${port}`], {
			stdio: "ignore",
		});
		try {
			const { total } = JSON.parse(place.run(["report", "--json"]).out);
			const wanted = 2 * total.savedJsonCompact;
			const query = 'sum(toon_savings_tokens{as="json_compact"}) - sum(toon_savings_tokens{as="toon"})';
			let value = Number.NaN;
			for (let tries = 0; tries < 50 && value !== wanted; tries++)
				value = Number((await asked(port, query))[0]?.value[1]);
			assert.equal(value, wanted);
			const dashboard = JSON.parse(readFileSync(join(root, "docs/monitoring/grafana-dashboard.json"), "utf8"));
			for (const panel of dashboard.panels) {
				for (const { expr } of panel.targets) {
					const filled = expr.replaceAll(/\$(?:instance|encoding)/g, ".*");
					const response = await fetch(`http://127.0.0.1:${port}/api/v1/query?query=${encodeURIComponent(filled)}`);
					assert.equal(response.status, 200, `${panel.title}: ${filled}`);
				}
			}
			const response = await fetch(`http://127.0.0.1:${port}/api/v1/rules`);
			const { data } = (await response.json()) as { data: { groups: { rules: { name: string; health: string }[] }[] } };
			const names = data.groups.flatMap((group) => group.rules.map(({ name }) => name));
			assert.equal(names.length, 8);
			assert.ok(existsSync(place.path("tsdb")));
		} finally {
			prometheus.kill();
			await once(prometheus, "exit");
			for (const machine of machines) machine.close();
		}
	});
});
