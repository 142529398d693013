/** Texts to count: made from a fixed seed, so that two runs count the same. */
import { Random } from "../test/support/random";

const words =
	"alpha beta gamma delta order customer region north south invoice total pending shipped cancelled London Paris Berlin Ada Grace Linus note refund express warehouse quarter".split(
		" ",
	);

/** The values of one order, as both TOON and JSON write them. */
interface Order {
	readonly id: number;
	readonly customer: string;
	readonly city: string;
	readonly amount: number;
	readonly date: string;
	readonly paid: boolean;
	readonly note: string;
}

const order = (random: Random, id: number): Order => ({
	id,
	customer: `${random.pick(words)} ${random.pick(words)}`,
	city: random.pick(words),
	amount: random.below(100_000) / 100,
	date: `2025-0${1 + random.below(9)}-1${random.below(10)}`,
	paid: random.below(2) === 0,
	note: random.times(3, () => random.pick(words)).join(" "),
});

/** A table of at least `length` characters. */
export function toonTable(length: number): string {
	const random = new Random(1);
	const rows: string[] = [];
	for (let size = 0, id = 0; size < length; id++) {
		const row = `  ${Object.values(order(random, id)).join(",")}`;
		rows.push(row);
		size += row.length + 1;
	}
	return `orders[${rows.length}]{id,customer,city,amount,date,paid,note}:\n${rows.join("\n")}\n`;
}

/** JSON indented by two spaces, of about `length` characters. */
export function prettyJson(length: number): string {
	const random = new Random(2);
	const orders: Order[] = [];
	for (let size = 0; size < length; size += 210) orders.push(order(random, orders.length));
	return JSON.stringify({ orders }, null, 2);
}

/** Chinese-like text of `length` characters: common characters more often, a comma now and then. */
export function cjkText(length: number): string {
	const random = new Random(3);
	let text = "";
	while (text.length < length) {
		for (let i = 2 + random.below(14); i > 0; i--) {
			text += String.fromCharCode(0x4e00 + Math.floor((random.below(3000) * random.below(3000)) / 3000));
		}
		text += random.below(12) === 0 ? "。\n" : "，";
	}
	return text;
}

/** Texts of 50,000 characters that make a careless counter quadratic. */
export const adversarial: readonly string[] = [
	"a",
	"A",
	" ",
	"\n",
	"中",
	"é",
	"😀",
	"0",
	"'",
	"/",
	"aA",
	"ab",
	"=",
	"\u0301",
].map((unit) => unit.repeat(50_000 / unit.length));
