/** The value that the server is measured on: one table, which JSON holds as well. */

const ROW_BYTES = 36;

/** A table of about so many bytes as TOON. */
export function peopleOf(bytes: number): object {
	const people = Array.from({ length: Math.floor(bytes / ROW_BYTES) }, (_, id) => ({
		id,
		name: `Person ${id % 977}`,
		city: `City ${id % 89}`,
		score: (id * 7919) % 1000,
		active: id % 3 === 0,
	}));
	return { people };
}
