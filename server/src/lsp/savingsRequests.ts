/** The requests about savings: forms side by side, fewer tokens, and what the ledger tells. */
import { type CancellationToken, type Connection, ErrorCodes, ResponseError } from "vscode-languageserver";
import { ConversionError } from "../convert";
import { EXPORT_FORMATS, LedgerProblem } from "../ledger";
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
	onRequest(connection, protocol.compare, (params, token) => savings.compare(params, token), {
		strings: ["uri"],
		optionalStrings: ["text", "from"],
	});
	onRequest(connection, protocol.optimize, (params, token) => savings.optimize(checked(params), token), {
		strings: ["uri"],
	});
	onRequest(
		connection,
		protocol.heat,
		(params, token) => {
			checkNumbers("toon/heat", params, ["from", "to"]);
			return expenses.heat(params, token);
		},
		{ strings: ["uri"] },
	);
	onRequest(
		connection,
		protocol.costliest,
		(params, token) => {
			checkNumbers("toon/costliest", params, ["count"]);
			return expenses.costliest(params, token);
		},
		{ strings: ["uri"] },
	);
	onRequest(connection, protocol.measure, (params, token) => {
		if (measure === undefined) throw new ConversionError("There are no files here that could be measured.");
		const { exclude } = params ?? {};
		if (!Array.isArray(exclude) || exclude.some((glob) => typeof glob !== "string")) {
			throw new ResponseError(ErrorCodes.InvalidParams, 'toon/measure needs "exclude", a list of globs.');
		}
		return measure({ exclude }, (files) => tell(connection, protocol.measuring, { files }), token);
	});
}

/** @throws ResponseError InvalidParams, in words */
function checkNumbers<Params extends object>(method: string, params: Params, names: readonly (keyof Params)[]): void {
	for (const name of names) {
		const value = params[name];
		if (Number.isInteger(value) && Number(value) >= 0) continue;
		throw new ResponseError(ErrorCodes.InvalidParams, `${method} needs "${String(name)}", a whole number from 0.`);
	}
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
	const shape = { strings: ["range"], optionalStrings: ["encoding"] };
	onRequest(connection, protocol.savingsReport, (params) => ask((each) => each.report(checkedRange(params))), shape);
	onRequest(
		connection,
		protocol.savingsExport,
		(params) => {
			if (EXPORT_FORMATS.includes(params.format)) {
				return ask(async (each) => ({ text: await each.exported(checkedRange(params)) }));
			}
			throw new ResponseError(ErrorCodes.InvalidParams, `"format" is one of ${EXPORT_FORMATS.join(", ")}.`);
		},
		{ strings: ["range", "format"], optionalStrings: ["encoding"] },
	);
	onRequest(connection, protocol.forgetSavings, () => ask((each) => each.forget().then(() => null)));
}

/** @throws ResponseError InvalidParams, in words */
function checkedRange<Question extends protocol.SavingsQuestion>(question: Question): Question {
	const { range, project } = question;
	const isRange = range === "session" || range === "week" || range === "all";
	if (isRange && (project === undefined || (Number.isInteger(project) && project > 0))) return question;
	const message = '"range" is session, week or all, and "project" a whole number of days, where it is given.';
	throw new ResponseError(ErrorCodes.InvalidParams, message);
}

/** @throws ResponseError InvalidParams, in words */
function checked(params: protocol.OptimizeQuestion): protocol.OptimizeQuestion {
	const { minGain, chosen } = params;
	const isList = chosen === undefined || (Array.isArray(chosen) && chosen.every((each) => typeof each === "string"));
	if (isList && (minGain === undefined || Number.isFinite(minGain))) return params;
	const message = 'toon/optimize needs "minGain" to be a number and "chosen" a list of strings, where they are given.';
	throw new ResponseError(ErrorCodes.InvalidParams, message);
}
