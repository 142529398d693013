/** Entry of dist/server.js: the language server in a Node process, over IPC or stdio. */
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { generatedRecords } from "../workspace/generated";
import { nodeFiles } from "../workspace/nodeFiles";
import { WorkPool } from "../workspace/pool";
import { RankFiles } from "../workspace/rankFiles";
import { startServer } from "./server";

startServer(createConnection(ProposedFeatures.all), {
	ranks: new RankFiles(),
	records: generatedRecords(),
	pool: new WorkPool(),
	filesOf: (uri, roots) => (uri.scheme === "file" ? nodeFiles(() => roots) : undefined),
	now: () => performance.now(),
	memory: () => process.memoryUsage(),
});
