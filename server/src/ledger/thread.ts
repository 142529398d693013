/** What runs in the thread of the ledger: SQLite, built to WebAssembly. Bundled on its own, with its .wasm beside it. */
import { parentPort, workerData } from "node:worker_threads";
import { dayOf } from "./days";
import type { LedgerJob, LedgerReply } from "./jobs";
import { answerLedger, figuresSince } from "./questions";
import { forgetOld } from "./retention";
import { forgetLedger, LedgerError, withLedger } from "./store";

function reply(folder: string, job: LedgerJob): LedgerReply {
	if (job.kind === "forget") {
		forgetLedger(folder);
		return { result: {}, notices: [] };
	}
	return withLedger(folder, ({ statements, folded, notices, confirm }): LedgerReply => {
		const today = dayOf(Date.now());
		switch (job.kind) {
			case "fold":
				if (job.keepDays !== undefined) forgetOld(statements, job.keepDays, today, confirm);
				return { result: { records: folded.records }, notices };
			case "report":
				return { result: answerLedger(statements, job.question), notices };
			case "figures":
				return { result: figuresSince(statements, today - job.days + 1), notices };
		}
	});
}

const { folder } = workerData as { readonly folder: string };

parentPort!.on("message", (job: LedgerJob) => {
	try {
		parentPort!.postMessage(reply(folder, job));
	} catch (error) {
		if (!(error instanceof LedgerError)) throw error;
		parentPort!.postMessage({ problem: error.message } satisfies LedgerReply);
	}
});
