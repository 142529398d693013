/** The table of contents of a zip file. */

/** One file in a zip. Sizes in bytes. */
export interface ZipEntry {
	readonly name: string;
	readonly size: number;
	readonly compressedSize: number;
}

/** Reads the central directory (APPNOTE.TXT 4.3.12, 4.3.16). Throws if the bytes are no zip. */
export function zipEntries(zip: Buffer): ZipEntry[] {
	const end = zip.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
	if (end < 0) throw new Error("This is not a zip file.");
	const count = zip.readUInt16LE(end + 10);
	let at = zip.readUInt32LE(end + 16);
	return Array.from({ length: count }, () => {
		const nameLength = zip.readUInt16LE(at + 28);
		const entry = {
			name: zip.toString("utf8", at + 46, at + 46 + nameLength),
			size: zip.readUInt32LE(at + 24),
			compressedSize: zip.readUInt32LE(at + 20),
		};
		at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
		return entry;
	});
}
