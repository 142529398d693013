/** A file as it was when it was read, by which a later change is noticed. */
import { type BigIntStats, closeSync, fstatSync, openSync, readFileSync, statSync } from "node:fs";

export interface StampedContent {
	readonly content: Uint8Array;
	/** Whether the file still is what was read. Never throws. */
	readonly isCurrent: () => boolean;
}

/** Milliseconds that two changes may lie apart and have the same time: file systems count in up to two seconds. */
const COARSENESS = 2000;

/** Reads a file in one go. Throws an error of the system. */
export function readStamped(file: string): StampedContent {
	const descriptor = openSync(file, "r");
	try {
		const before = fstatSync(descriptor, { bigint: true });
		const content = readFileSync(descriptor);
		// A file that was just written may be written again within the same tick of its clock: its bytes are compared.
		const isRacy = Date.now() - Number(before.mtimeMs) < COARSENESS;
		const toCompare = isRacy ? content : undefined;
		return {
			content,
			isCurrent: () => {
				try {
					if (!isSame(statSync(file, { bigint: true }), before)) return false;
					return toCompare === undefined || Buffer.compare(toCompare, readFileSync(file)) === 0;
				} catch {
					return false;
				}
			},
		};
	} finally {
		closeSync(descriptor);
	}
}

const isSame = (one: BigIntStats, other: BigIntStats): boolean =>
	one.dev === other.dev &&
	one.ino === other.ino &&
	one.size === other.size &&
	one.mtimeNs === other.mtimeNs &&
	one.ctimeNs === other.ctimeNs;
