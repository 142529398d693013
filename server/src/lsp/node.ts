/** Entry of dist/server.js: the language server in a Node process, over IPC or stdio. */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { ledgerFolder } from "../ledger";
import { generatedRecords } from "../workspace/generated";
import { nodeFiles } from "../workspace/nodeFiles";
import { nodeToonFiles } from "../workspace/nodeToonFiles";
import { WorkPool } from "../workspace/pool";
import { RankFiles } from "../workspace/rankFiles";
import { isInReservedFolder } from "../workspace/saveRules";
import { ToolResources } from "../workspace/tools/resources";
import { rootedFiles } from "../workspace/tools/rootedFiles";
import { walk } from "../workspace/walk";
import { gate } from "./gate";
import { startServer } from "./server";

/** Megabytes for a thread: a conversion of 100 MB needs less, and what needs more must not take the editor's machine. */
const THREAD_MEGABYTES = 1536;

const messages = gate();
const connection = createConnection(ProposedFeatures.all, { messageStrategy: messages });
messages.listen(connection);

// A client that refuses a question, or went away, must not end the server: the fault is logged, and work goes on.
process.on("unhandledRejection", (reason) => {
	connection.console.error(`Unhandled: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`);
});

const tools = new ToolResources();

/** Resolution of the delays in milliseconds, which is what an idle thread shows too: it is taken off. */
const RESOLUTION = 10;
const delays = monitorEventLoopDelay({ resolution: RESOLUTION });
delays.enable();
const milliseconds = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - RESOLUTION);

startServer(connection, {
	ranks: new RankFiles(),
	records: generatedRecords(),
	tokenizer: async (path) => (await import("../workspace/worker")).tokenizerAt(path),
	pool: new WorkPool({ megabytes: THREAD_MEGABYTES }),
	toonFiles: nodeToonFiles,
	filesOf: (uri, roots) => (uri.scheme === "file" ? nodeFiles(() => roots, { spares: isInReservedFolder }) : undefined),
	async *find(folder, accepts) {
		for await (const found of walk(folder, folder, { accepts, depth: Number.POSITIVE_INFINITY })) {
			if (!("error" in found)) yield found.path;
		}
	},
	ledgerFolder: ledgerFolder(),
	tools: {
		call(name, given, { roots, mayWrite }, signal) {
			const folders = roots.filter(({ scheme }) => scheme === "file").map(({ fsPath }) => fsPath);
			const files = folders.length === 0 ? undefined : rootedFiles(folders, mayWrite);
			return tools.call(name, given, files, signal);
		},
	},
	pid: process.pid,
	now: () => performance.now(),
	memory: () => process.memoryUsage(),
	delay: () => ({ p95: milliseconds(delays.percentile(95)), max: milliseconds(delays.max) }),
});
