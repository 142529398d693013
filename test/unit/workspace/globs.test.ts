import assert from "node:assert/strict";
import picomatch from "picomatch";
import { compileGlob, GlobError, isGlob, splitGlob } from "../../../server/src/workspace/globs";
import { Random, SEED } from "../../support/random";

describe("globs", () => {
	/** A glob, what it matches, and what it does not. */
	const cases: [string, string[], string[]][] = [
		["*.toon", ["a.toon", "ä 名.toon"], ["a.json", ".a.toon", "b/a.toon", "a.toon/b"]],
		["**/*.toon", ["a.toon", "b/c/a.toon"], [".b/a.toon", "b/.a.toon"]],
		["a/**", ["a/b", "a/b/c"], ["a", "b/a"]],
		["a/**/b", ["a/b", "a/x/y/b"], ["a/x/y"]],
		["{a,sub/b}.toon", ["a.toon", "sub/b.toon"], ["b.toon"]],
		["{a,{b,c}d}", ["a", "bd", "cd"], ["b"]],
		["f{1..3}", ["f1", "f3"], ["f4", "f{1..3}"]],
		["{a}", ["{a}"], ["a"]],
		["{a", ["{a"], ["a"]],
		["[a-c]?.[!x]", ["b1.y"], ["d1.y", "b1.x", "b1."]],
		["[]a]", ["]", "a"], ["[]a]"]],
		["[a", ["[a"], ["a"]],
		["a\\*b", ["a*b"], ["axb", "a\\*b"]],
		["?.toon", ["😀.toon"], ["ab.toon"]],
		["./a*", ["ab"], ["b"]],
		["!a*", ["b"], ["ab"]],
		[".git*", [".gitignore"], ["gitignore"]],
	];
	for (const [glob, yes, no] of cases) {
		it(glob, () => {
			const { matches } = compileGlob(glob);
			for (const path of yes) assert.ok(matches(path), path);
			for (const path of no) assert.ok(!matches(path), path);
		});
	}

	it("take what begins with a dot where that is asked for", () => {
		assert.ok(compileGlob("**/*.toon", { dot: true }).matches(".x/.a.toon"));
	});

	it("know where they start, and how deep they lead", () => {
		const split: [string, string, string, number][] = [
			["a/b/*.toon", "a/b", "*.toon", 1],
			["/a/**/x", "/a", "**/x", Number.POSITIVE_INFINITY],
			["/*.toon", "/", "*.toon", 1],
			["a\\[1\\]/*", "a[1]", "*", 1],
			["{a,b/c}", "", "{a,b/c}", 2],
		];
		for (const [glob, base, rest, depth] of split) {
			assert.deepEqual(splitGlob(glob), { base, rest }, glob);
			assert.equal(compileGlob(rest).depth, depth, glob);
		}
		assert.ok(isGlob("a[1]"));
		assert.ok(!isGlob("a\\[1\\*"));
	});

	it("end in bounded time, or are refused in words", () => {
		const name = "a".repeat(250);
		const many = [..."*a".repeat(60), "*b"].join("");
		for (const glob of [many, `**/${many}`, "**/".repeat(60).concat(many), "[a-z]*".repeat(100)]) {
			compileGlob(glob).matches(`${name}/${name}/${name}`);
			compileGlob(glob).matches(name);
		}
		for (const glob of [
			"{a,b}".repeat(20),
			`${"{a,".repeat(1500)}b${"}".repeat(1500)}`,
			"{1..999999}",
			"+(a|+(b))",
			"x".repeat(5000),
		]) {
			assert.throws(
				() => compileGlob(glob),
				(error) => error instanceof GlobError && !error.message.includes("\n"),
			);
		}
	});

	it(`match what picomatch matches, on random globs and paths (SEED=${SEED})`, () => {
		const random = new Random(SEED);
		const piece = (): string => random.pick(["a", "b", ".", "*", "?", "[ab]", "[^a]", "{a,b}", "{b,a/b}", "ab"]);
		const text = (pieces: readonly string[], length: number): string =>
			Array.from({ length: 1 + random.below(length) }, () => random.pick(pieces)).join("");
		for (let round = 0; round < 20_000; round++) {
			const segments = Array.from({ length: 1 + random.below(3) }, () =>
				random.chance(0.3) ? "**" : Array.from({ length: 1 + random.below(3) }, piece).join(""),
			);
			const glob = segments.join("/");
			const path = Array.from({ length: 1 + random.below(4) }, () => text(["a", "b", ".", "ab"], 3)).join("/");
			// Folders that lead nowhere or up are no paths; a star next to a star, and a dot before one, it reads in its own way.
			if (/(?:^|\/)\.{1,}(?:\/|$)/.test(path) || /\*\*[^/]|[^/]\*\*|\.[*?[{]|\.\/|\.$|\.\./.test(glob)) continue;
			const dot = random.chance(0.5);
			// A class of what is not to stand there takes a dot in front, it thinks.
			if (!dot && glob.includes("[^") && /(?:^|\/)\./.test(path)) continue;
			const expected = picomatch.isMatch(path, glob.replace(/\/\*\*$/, "/**/*"), { dot });
			assert.equal(compileGlob(glob, { dot }).matches(path), expected, JSON.stringify({ glob, path, dot }));
		}
	});
});
