/**
 * Colours of a terminal. picocolors would serve, but asks for process.stdout when it is loaded, which takes Node as long
 * as to check a small file.
 */
export interface Colors {
	readonly bold: Paint;
	readonly dim: Paint;
	readonly red: Paint;
	readonly green: Paint;
	readonly yellow: Paint;
	readonly cyan: Paint;
}

type Paint = (text: string) => string;

/** @param isWanted else every text stays as it is */
export function createColors(isWanted: boolean): Colors {
	/** Codes of ECMA-48, 8.3.117. */
	const paint = (on: number, off: number): Paint =>
		isWanted ? (text) => `\u001B[${on}m${text}\u001B[${off}m` : String;
	return {
		bold: paint(1, 22),
		dim: paint(2, 22),
		red: paint(31, 39),
		green: paint(32, 39),
		yellow: paint(33, 39),
		cyan: paint(36, 39),
	};
}
