/** The requests about savings: forms side by side, fewer tokens, and what the ledger tells. */
import type { CancellationToken, Connection } from "vscode-languageserver";
import { ConversionError } from "../convert";
import { LedgerProblem } from "../ledger";
import type { Expenses } from "../workspace/expenses";
import type { SavingsLedger } from "../workspace/savingsLedger";
import type { SavingsService } from "../workspace/savingsService";
import * as protocol from "./protocol";
import { onRequest, tell } from "./requests";

/** Measures the workspace; absent where there is no file system. */
export type Measure = (
	question: protocol.MeasureQuestion,
	tell: (files: number) => void,
	cancellation: CancellationToken,
) => Promise<protocol.MeasureResult>;

export interface SavingsAnswerers {
	readonly savings: SavingsService;
	readonly expenses: Expenses;
	readonly measure: Measure | undefined;
}

export function answerSavings(connection: Connection, { savings, expenses, measure }: SavingsAnswerers): void {
	onRequest(connection, protocol.compare, (params, token) => savings.compare(params, token));
	onRequest(connection, protocol.optimize, (params, token) => savings.optimize(params, token));
	onRequest(connection, protocol.heat, (params, token) => expenses.heat(params, token));
	onRequest(connection, protocol.costliest, (params, token) => expenses.costliest(params, token));
	onRequest(connection, protocol.measure, (params, token) => {
		if (measure === undefined) throw new ConversionError("There are no files here that could be measured.");
		return measure(params, (files) => tell(connection, protocol.measuring, { files }), token);
	});
}

/** @param ledger absent where there is no file system */
export function answerLedger(connection: Connection, ledger: SavingsLedger | undefined): void {
	const ask = async <T>(answer: (ledger: SavingsLedger) => Promise<T>): Promise<T> => {
		if (ledger === undefined) throw new ConversionError("There is no ledger of savings without a file system.");
		try {
			return await answer(ledger);
		} catch (error) {
			throw error instanceof LedgerProblem ? new ConversionError(error.message) : error;
		}
	};
	onRequest(connection, protocol.savingsReport, (params) => ask((each) => each.report(params)));
	onRequest(connection, protocol.savingsExport, (params) =>
		ask(async (each) => ({ text: await each.exported(params) })),
	);
	onRequest(connection, protocol.forgetSavings, () => ask((each) => each.forget().then(() => null)));
}
