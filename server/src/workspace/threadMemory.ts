/** Work that was too large for the memory of its thread. */
import { ConversionError } from "../convert";

/**
 * What came of work that died for want of memory, as an error for people; any other error as it is. The thread alone has
 * died, and another one takes its place.
 *
 * @throws ConversionError
 */
export function tooLarge(error: unknown): never {
	const isMemory = error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
	if (!isMemory) throw error;
	throw new ConversionError(
		"Not done: it needs more memory than the language server takes for one conversion. Split it, or use the command line, which takes all there is: toon-workbench convert FILE.",
	);
}
