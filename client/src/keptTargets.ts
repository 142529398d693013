/** Targets that somebody chose to keep as they are: remembered for their content, so that the next save does not ask. */
import { createHash } from "node:crypto";
import * as vscode from "vscode";

const KEY = "keptTargets";
/** Targets that are remembered at most; the oldest go first. */
const MOST = 500;

type Kept = readonly (readonly [target: string, hash: string])[];

export class KeptTargets {
	readonly #state: vscode.Memento;

	/** @param state what VS Code keeps for the workspace */
	constructor(state: vscode.Memento) {
		this.#state = state;
	}

	async keep(target: string): Promise<void> {
		const hash = await hashOf(target);
		if (hash === undefined) return;
		const others = this.#kept.filter(([other]) => other !== target);
		await this.#state.update(KEY, [...others, [target, hash]].slice(-MOST));
	}

	/** Whether the target is as it was when it was kept. */
	async isKept(target: string): Promise<boolean> {
		const kept = this.#kept.find(([other]) => other === target);
		return kept !== undefined && kept[1] === (await hashOf(target));
	}

	get #kept(): Kept {
		return this.#state.get<Kept>(KEY, []);
	}
}

/** Undefined for what cannot be read. */
async function hashOf(target: string): Promise<string | undefined> {
	try {
		const content = await vscode.workspace.fs.readFile(vscode.Uri.parse(target));
		return createHash("sha256").update(content).digest("base64");
	} catch {
		return undefined;
	}
}
