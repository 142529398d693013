/** Every suite, in the order of the table. */
import { agents } from "./agents.bench";
import { cli } from "./cli.bench";
import { convert } from "./convert.bench";
import { editor } from "./editor.bench";
import { extension } from "./extension.bench";
import type { Suite } from "./framework";
import { language } from "./language.bench";
import { preview } from "./preview.bench";
import { savings } from "./savings.bench";
import { scale } from "./scale.bench";
import { server } from "./server.bench";
import { tokens } from "./tokens.bench";

export const suites: readonly Suite[] = [
	language,
	tokens,
	savings,
	convert,
	preview,
	server,
	editor,
	extension,
	cli,
	agents,
	scale,
];
