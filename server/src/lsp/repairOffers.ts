/**
 * What a person hears of a document that is not formatted since it has errors: a message with a button that repairs it.
 * Nothing where the editor formats on save, which no request tells: there the save follows at once.
 */
import type { Connection, TextEdit } from "vscode-languageserver";
import { repairEdits } from "../repair";
import type { Answers } from "../workspace/answers";
import { wholeFile } from "../workspace/embedded/places";
import { showWarning } from "./requests";

/** Milliseconds between a format and its save: what else an editor does on save comes between. */
const SAVE_FOLLOWS = 1500;
const REPAIR = "Repair";

export class RepairOffers {
	readonly #connection: Connection;
	readonly #answers: Answers;
	/** Files with a message that is about to be shown, or open. */
	readonly #waiting = new Map<string, ReturnType<typeof setTimeout> | undefined>();

	constructor(connection: Connection, answers: Answers) {
		this.#connection = connection;
		this.#answers = answers;
	}

	/** A document of the file was not formatted. */
	refused(uri: string, problem: string): void {
		if (this.#waiting.has(uri)) return;
		this.#waiting.set(
			uri,
			setTimeout(() => void this.#offer(uri, problem), SAVE_FOLLOWS),
		);
	}

	/** The file was saved: what was refused just before was no wish of the person's. */
	saved(uri: string): void {
		const timer = this.#waiting.get(uri);
		if (timer === undefined) return;
		clearTimeout(timer);
		this.#waiting.delete(uri);
	}

	async #offer(uri: string, problem: string): Promise<void> {
		this.#waiting.set(uri, undefined);
		try {
			const edits = this.#edits(uri);
			if (edits.length === 0) return showWarning(this.#connection, problem);
			const answer = await this.#connection.window.showWarningMessage(problem, { title: REPAIR });
			if (answer?.title !== REPAIR) return;
			// By the text as it is by now.
			await this.#connection.workspace.applyEdit({ label: REPAIR, edit: { changes: { [uri]: this.#edits(uri) } } });
		} catch {
			// A client that takes no such request, or goes away.
			showWarning(this.#connection, problem);
		} finally {
			this.#waiting.delete(uri);
		}
	}

	/** What repairs the file, where it is one document. */
	#edits(uri: string): TextEdit[] {
		const edits = this.#answers.now(uri, {}, ({ toon, places }): TextEdit[] => {
			if (places !== wholeFile) return [];
			const { strict, indentSize } = toon.options;
			return repairEdits(toon.getText(), { strict, indentSize }).map(({ start, end, newText }) => ({
				range: { start: toon.positionAt(start), end: toon.positionAt(end) },
				newText,
			}));
		});
		return edits ?? [];
	}
}
