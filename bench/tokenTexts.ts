/** Texts to count: made from a fixed seed, so that two runs count the same. */
import { Random } from "../test/support/random";

const list = (text: string): readonly string[] => text.split(" ");

const given = list(
	"Ada Alan Amélie Anders Barbara Carlos Chen Dana Edsger Elif Fatima Frances Grace Hans Ivan Joan José Jürgen Katherine Ken Linus Margaret Mary Noor Olga Priya Radia Søren Tim Wei",
);
const family = list(
	"Allen Bartik Berners-Lee Dijkstra Engelbart García Goldberg Hamilton Hopper Hussain Johnson Kay Knuth Kowalski Lamarr Li Liskov Lovelace Müller Nygård Okafor Perlman Ritchie Sato Shannon Thompson Torvalds Turing Wirth Yılmaz",
);
const roots = list(
	"order ship pack invoice refund deliver return charge label route track hold check sort load scan weigh book bill price stock pick store transfer audit count pallet truck driver depot",
);
const prefixes = list("re un pre over under mis co sub");
const suffixes = list("s ed ing er able ment ly");

/** Words as varied as people's: half of them with a prefix or a suffix, some names and numbers between. */
const word = (random: Random): string => {
	const kind = random.below(10);
	if (kind === 0) return random.pick(family);
	if (kind === 1) return `${random.below(1000)}`;
	const start = random.below(4) === 0 ? random.pick(prefixes) : "";
	return start + random.pick(roots) + (random.below(2) === 0 ? random.pick(suffixes) : "");
};

/** The values of one order, as both TOON and JSON write them. */
interface Order {
	readonly id: number;
	readonly customer: string;
	readonly email: string;
	readonly sku: string;
	readonly amount: number;
	readonly created: string;
	readonly paid: boolean;
	readonly note: string;
}

const order = (random: Random, id: number): Order => {
	const [first, last] = [random.pick(given), random.pick(family)];
	const day = `2025-${1 + random.below(12)}-${1 + random.below(28)}`.replace(/-(\d)(?!\d)/g, "-0$1");
	return {
		id: 10_000 + id,
		customer: `${first} ${last}`,
		email: `${first}.${last}${random.below(100)}@example.com`.toLowerCase(),
		sku: random.bits().toString(16).toUpperCase(),
		amount: random.below(100_000) / 100,
		created: `${day}T10:${10 + random.below(50)}:00Z`,
		paid: random.below(2) === 0,
		note: random.times(6, () => word(random)).join(" "),
	};
};

/** A cell as TOON writes it: quoted where it would read as something else. */
const cell = (value: string | number | boolean): string =>
	typeof value === "string" && (value.includes(":") || /^[0-9.]+(?:e[0-9]+)?$/i.test(value))
		? JSON.stringify(value)
		: `${value}`;

/** A table of at least `length` characters. */
export function toonTable(length: number): string {
	const random = new Random(1);
	const rows: string[] = [];
	for (let size = 0, id = 0; size < length; id++) {
		const row = `  ${Object.values(order(random, id)).map(cell).join(",")}`;
		rows.push(row);
		size += row.length + 1;
	}
	return `orders[${rows.length}]{id,customer,email,sku,amount,created,paid,note}:\n${rows.join("\n")}\n`;
}

/** JSON indented by two spaces, of about `length` characters. */
export function prettyJson(length: number): string {
	const random = new Random(2);
	const orders: Order[] = [];
	for (let size = 0; size < length; size += 290) orders.push(order(random, orders.length));
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
