/** When a table is a list of tasks, in Markdown and in the preview: a title and a status with known words. */
import type { TableHeader } from "../language";
import { boundedNames } from "./columns";
import type { StatusWords } from "./types";

/** The words of the setting `toon.markdown.statusWords` unless somebody chose others. */
export const DEFAULT_STATUS_WORDS: StatusWords = {
	done: ["done", "completed", "complete", "closed", "finished", "resolved", "yes", "true", "x"],
	open: [
		...["open", "todo", "pending", "in progress", "in-progress", "in_progress", "active", "blocked"],
		...["started", "new", "planned", "backlog", "no", "false"],
	],
};

/** What status words say. */
export interface TaskStates {
	/** Words in small letters, and whether they mean done. */
	readonly done: ReadonlyMap<string, boolean>;
	/** Words that the box says as well, so that they are not repeated. */
	readonly plain: readonly string[];
}

export function taskStates(words: StatusWords): TaskStates {
	const lower = (list: readonly string[]): string[] => list.map((word) => word.toLowerCase());
	const [done, open] = [lower(words.done), lower(words.open)];
	return {
		done: new Map([...open.map((word) => [word, false] as const), ...done.map((word) => [word, true] as const)]),
		plain: [...done.slice(0, 1), ...open.slice(0, 1), "true", "false"],
	};
}

/** In the order of preference. A name is no title: a list of users with a status is not a task list. */
const TITLE_COLUMNS = ["title", "task", "todo", "summary", "subject"];
const STATUS_COLUMNS = ["status", "state", "done", "completed", "checked"];

/** Where a table has what a task needs; columns of `columnNames`. */
export interface TaskColumns {
	readonly title: number;
	readonly status: number;
}

/** The columns of a task list, or undefined when the table has not both. */
export function taskColumns(header: TableHeader): TaskColumns | undefined {
	const names = boundedNames(header).map((name) => name.toLowerCase());
	const title = TITLE_COLUMNS.map((name) => names.indexOf(name)).find((index) => index >= 0);
	const status = STATUS_COLUMNS.map((name) => names.indexOf(name)).find((index) => index >= 0);
	return title === undefined || status === undefined ? undefined : { title, status };
}
