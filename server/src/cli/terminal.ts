/** Where a command writes to: two streams, with colours where they can be seen. */
import { fileError } from "../workspace/fileErrors";
import { type Colors, createColors } from "./colors";
import { EXIT_CODES } from "./exitCodes";

export interface Sink {
	/** Resolves when more may be written: a slow reader of a pipe slows us down instead of filling the memory. */
	write(text: string): Promise<void>;
	readonly colors: Colors;
	readonly isTerminal: boolean;
}

export interface Terminal {
	/** Results. */
	readonly out: Sink;
	/** Problems, summaries and progress. */
	readonly err: Sink;
	/** Called before each write, while a progress bar is in the way. */
	beforeWriting: (() => void) | undefined;
	/** Not all that was to be printed could be: the disk that standard output leads to is full, say. */
	readonly isFailed: boolean;
}

/** The streams are set up when they are first written to: that takes Node longer than to check a small file. */
export function processTerminal(): Terminal {
	let out: Sink | undefined;
	let err: Sink | undefined;
	let isFailed = false;
	const beforeWriting = (): void => terminal.beforeWriting?.();
	/** Says so once, and goes on: files that are being written have nothing to do with it. */
	const outFailed = (error: NodeJS.ErrnoException): void => {
		if (isFailed) return;
		isFailed = true;
		// It may come when all is done.
		process.exitCode = EXIT_CODES.failed;
		void terminal.err.write(`toon-workbench: the output is not whole: ${fileError("write", error).message}\n`);
	};
	const terminal: Terminal = {
		get out() {
			out ??= sink(process.stdout, beforeWriting, outFailed);
			return out;
		},
		get err() {
			// There is nowhere to say that nothing can be said.
			err ??= sink(process.stderr, beforeWriting, () => undefined);
			return err;
		},
		get isFailed() {
			return isFailed;
		},
		beforeWriting: undefined,
	};
	return terminal;
}

function sink(
	stream: NodeJS.WriteStream,
	beforeWriting: () => void,
	failed: (error: NodeJS.ErrnoException) => void,
): Sink {
	// `toon-workbench … | head` ends the reader first: nobody listens any more, which is no failure.
	stream.on("error", (error: NodeJS.ErrnoException) => {
		if (error.code !== "EPIPE") failed(error);
	});
	const isTerminal = stream.isTTY === true;
	return {
		isTerminal,
		colors: createColors(wantsColors(isTerminal)),
		write(text) {
			if (!stream.writable) return Promise.resolve();
			if (isTerminal) beforeWriting();
			return stream.write(text) ? Promise.resolve() : roomIn(stream);
		},
	};
}

/** Resolves when the stream takes more, or nothing ever again. */
const roomIn = (stream: NodeJS.WriteStream): Promise<void> =>
	new Promise((resolve) => {
		const done = (): void => {
			for (const event of ["drain", "close", "error"]) stream.off(event, done);
			resolve();
		};
		for (const event of ["drain", "close", "error"]) stream.on(event, done);
	});

/** https://no-color.org and https://force-color.org. */
function wantsColors(isTerminal: boolean): boolean {
	const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
	if (NO_COLOR) return false;
	if (FORCE_COLOR) return FORCE_COLOR !== "0";
	return isTerminal && TERM !== "dumb";
}
