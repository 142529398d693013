/** Where a command writes to: two streams, with colours where they can be seen. */
import { type Colors, createColors } from "./colors";

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
}

/** The streams are set up when they are first written to: that takes Node longer than to check a small file. */
export function processTerminal(): Terminal {
	let out: Sink | undefined;
	let err: Sink | undefined;
	const terminal: Terminal = {
		get out() {
			out ??= sink(process.stdout, () => terminal.beforeWriting?.());
			return out;
		},
		get err() {
			err ??= sink(process.stderr, () => terminal.beforeWriting?.());
			return err;
		},
		beforeWriting: undefined,
	};
	return terminal;
}

function sink(stream: NodeJS.WriteStream, beforeWriting: () => void): Sink {
	// `toon-workbench … | head` ends the reader first: nobody listens any more, which is no failure.
	stream.on("error", (error: NodeJS.ErrnoException) => {
		if (error.code !== "EPIPE") throw error;
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
