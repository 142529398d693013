/** YAML 1.2, and 1.1 where a directive says so, to TOON: aliases and merge keys are resolved, dates stay text, several documents become an array. */
import {
	type Alias,
	type Document,
	isAlias,
	isMap,
	isNode,
	isPair,
	isScalar,
	isSeq,
	type LineCounter,
	type Node,
	type Pair,
	type Scalar,
	visit,
	type YAMLMap,
} from "yaml";
import { ToonBuilder } from "./toonBuilder";
import {
	type Cancellation,
	type Conversion,
	ConversionError,
	type Converter,
	type ConvertOptions,
	checkCancelled,
} from "./types";
import { digitsOf, hasDigits } from "./yaml/numbers";
import { parseYaml } from "./yaml/parse";

export const yamlToToon: Converter<"yaml"> = { name: "YAML to TOON", from: "yaml", to: "toon", convert };

/** Values that aliases may add: a few lines of YAML can stand for billions. */
const MOST_ALIASED = 1_000_000;

function convert(text: string, options: ConvertOptions, cancellation: Cancellation): Conversion {
	const builder = new ToonBuilder(options);
	const { documents, counter } = parseYaml(text);
	for (const document of documents) report(document, builder);
	const several = documents.length > 1;
	if (several) {
		builder.beginArray(0);
		const message = `The file has ${documents.length} documents: they are the items of one array.`;
		builder.warnings.add("documents", () => ({ message }));
	}
	for (const document of documents) {
		checkCancelled(cancellation);
		new YamlReader(document, builder, counter, MOST_ALIASED + text.length, cancellation).read();
	}
	if (several) builder.end();
	return builder.toToon();
}

function report(document: Document.Parsed, builder: ToonBuilder): void {
	for (const warning of document.warnings)
		builder.warnings.add("notes on YAML", () => ({ message: `${warning.message}.` }));
}

/** What is still to be told of an open collection. */
interface Open {
	readonly node: Node | Pair;
	/** Values in order; those of a mapping with their keys. */
	readonly members: readonly Member[];
	next: number;
}

interface Member {
	readonly key: string | undefined;
	readonly value: unknown;
}

/** Tells a builder of one document, without recursion. */
class YamlReader {
	readonly #root: unknown;
	readonly #targets: ReadonlyMap<Alias, Node | undefined>;
	readonly #builder: ToonBuilder;
	readonly #counter: LineCounter;
	readonly #cancellation: Cancellation;
	/** YAML 1.1, as a directive says. */
	readonly #isOld: boolean;
	readonly #open: Open[] = [];
	/** Collections that are open: an alias to one of them would have no end. */
	readonly #within = new Set<Node>();
	/** Members of mappings that aliases and merge keys can come back to. */
	readonly #known = new Map<Node, readonly Member[]>();
	#valuesLeft: number;
	#line = 0;

	/** @param mostValues values that the document may have, those of aliases counted each time */
	constructor(
		document: Document.Parsed,
		builder: ToonBuilder,
		counter: LineCounter,
		mostValues: number,
		cancellation: Cancellation,
	) {
		this.#root = document.contents;
		this.#targets = aliasTargets(document);
		this.#isOld = document.directives.yaml.version === "1.1";
		this.#builder = builder;
		this.#counter = counter;
		this.#valuesLeft = mostValues;
		this.#cancellation = cancellation;
	}

	read(): void {
		this.#value(this.#root);
		for (let top = this.#open.at(-1); top !== undefined; top = this.#open.at(-1)) {
			const member = top.members[top.next++];
			if (member === undefined) {
				this.#builder.end();
				if (isNode(top.node)) this.#within.delete(top.node);
				this.#open.pop();
			} else {
				if (member.key !== undefined) this.#builder.key(member.key, this.#line);
				this.#value(member.value);
			}
		}
	}

	#value(value: unknown): void {
		this.#spend(1);
		this.#place(value);
		const node = this.#resolve(value);
		if (isMap(node)) {
			this.#begin(node, this.#members(node));
			this.#builder.beginObject(this.#line);
		} else if (isSeq(node)) {
			if (node.tag === ORDERED_MAP) {
				this.#begin(node, this.#entries(node.items.filter(isPair)));
				this.#builder.beginObject(this.#line);
			} else {
				this.#begin(
					node,
					node.items.map((item) => ({ key: undefined, value: item })),
				);
				this.#builder.beginArray(this.#line);
			}
		} else if (isPair(node)) {
			// An item of `!!pairs`.
			this.#open.push({ node, members: this.#entries([node]), next: 0 });
			this.#builder.beginObject(this.#line);
		} else if (isScalar(node)) this.#scalar(node);
		else this.#builder.literal(null);
	}

	#begin(node: Node, members: readonly Member[]): void {
		if (this.#within.has(node)) throw this.#error("this alias stands within what it stands for, so that it has no end");
		this.#within.add(node);
		this.#open.push({ node, members, next: 0 });
	}

	#scalar(scalar: Scalar): void {
		const { value } = scalar;
		if (typeof value === "string") this.#builder.string(value, this.#line);
		else if (typeof value === "boolean" || value === null) this.#builder.literal(value);
		else if (typeof value !== "number") this.#builder.string(scalar.source ?? String(value), this.#line);
		else if (hasDigits(scalar, value)) this.#builder.number(digitsOf(scalar, value, this.#isOld), this.#line);
		else if (scalar.source === ".") this.#builder.string(".", this.#line);
		else {
			this.#builder.literal(null);
			this.#builder.warn(
				"numbers out of range",
				`is ${scalar.source}, which is no number of TOON: written as null`,
				this.#line,
			);
		}
	}

	#entries(pairs: readonly Pair[]): readonly Member[] {
		return pairs.map(({ key, value }) => {
			this.#place(key);
			return { key: this.#key(key), value };
		});
	}

	/** The members of a mapping: the last of equal keys counts, and merged ones (`<<`) give way to its own. */
	#members(map: YAMLMap): readonly Member[] {
		const known = this.#known.get(map);
		if (known !== undefined) return known;
		const members = new Map<string, Member>();
		const own = new Set<string>();
		for (const pair of map.items) {
			if (isMerge(pair)) {
				for (const member of this.#merged(pair.value)) {
					if (!members.has(member.key!)) members.set(member.key!, member);
				}
				continue;
			}
			this.#place(pair.key);
			const key = this.#key(pair.key);
			if (own.has(key)) this.#warnTwice(key);
			own.add(key);
			members.set(key, { key, value: pair.value });
		}
		const list = [...members.values()];
		this.#spend(list.length);
		if (map.anchor !== undefined) this.#known.set(map, list);
		return list;
	}

	/** The members that a merge key brings, each counted: the same mapping may be merged again and again: those of one mapping, or of several, of which the first has precedence. */
	#merged(value: unknown): readonly Member[] {
		const node = this.#resolve(value);
		const sources = isSeq(node) ? node.items : [node];
		const members: Member[] = [];
		for (const source of sources) {
			const map = this.#resolve(source);
			this.#place(source);
			if (!isMap(map)) throw this.#error("<< merges mappings, and this is none: quote the key to mean the text");
			if (this.#within.has(map)) throw this.#error("this mapping is merged into itself, so that it has no end");
			this.#within.add(map);
			const merged = this.#members(map);
			this.#spend(merged.length);
			for (const member of merged) members.push(member);
			this.#within.delete(map);
		}
		return members;
	}

	#key(key: unknown): string {
		const node = this.#resolve(key);
		if (node === null || node === undefined) return "";
		if (!isScalar(node))
			throw this.#error("a key is a list or a mapping, but keys of TOON are text: write it as a value");
		if (typeof node.value === "string") return node.value;
		return node.source ?? String(node.value ?? "");
	}

	#warnTwice(key: string): void {
		const line = this.#line;
		const message = `The key ${JSON.stringify(key)} stands more than once in its mapping: the last value is kept.`;
		this.#builder.warnings.add("duplicate keys", () => ({ message, line, path: key }));
	}

	#resolve(value: unknown): unknown {
		if (!isAlias(value)) return value;
		const target = this.#targets.get(value);
		if (target === undefined) throw this.#error(`there is no anchor &${value.source} before this alias`);
		return target;
	}

	#place(value: unknown): void {
		const offset = isNode(value) ? value.range?.[0] : undefined;
		if (offset !== undefined) this.#line = this.#counter.linePos(offset).line - 1;
	}

	#spend(values: number): void {
		this.#valuesLeft -= values;
		if (this.#valuesLeft < 0)
			throw this.#error(`aliases stand for more than ${MOST_ALIASED} values: write them out, or fewer`);
		if (this.#valuesLeft % 1024 === 0) checkCancelled(this.#cancellation);
	}

	#error(what: string): ConversionError {
		return new ConversionError(`${what}.`, { line: this.#line });
	}
}

/** The node that each alias stands for: the last one before it with that anchor. */
function aliasTargets(document: Document.Parsed): ReadonlyMap<Alias, Node | undefined> {
	const anchors = new Map<string, Node>();
	const targets = new Map<Alias, Node | undefined>();
	visit(document, {
		Node: (_, node) => {
			if (isAlias(node)) targets.set(node, anchors.get(node.source));
			else if (node.anchor !== undefined) anchors.set(node.anchor, node);
		},
	});
	return targets;
}

/** `<<` is the merge key where it is written without quotes, or so tagged. */
const isMerge = ({ key }: Pair): boolean =>
	isScalar(key) &&
	(key.tag === MERGE_TAG || typeof key.value === "symbol" || (key.value === "<<" && key.type === "PLAIN"));

const MERGE_TAG = "tag:yaml.org,2002:merge";
const ORDERED_MAP = "tag:yaml.org,2002:omap";
