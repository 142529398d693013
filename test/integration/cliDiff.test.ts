/** `diff` and `git` of the built command line; git itself calls it in repositories made for one test. */
import assert from "node:assert/strict";
import { inPlace, type Place } from "./commandLine";

const table = (...rows: string[]): string =>
	[`users[${rows.length}]{id,name}:`, ...rows.map((row) => `  ${row}`), ""].join("\n");

describe("command line: diff", () => {
	it(
		"shows what changed by value, whatever the formats",
		inPlace((place) => {
			place.write("a.toon", table("1,Ada", "2,Bob"));
			place.write("b.json", '{"users":[{"name":"Ada","id":1},{"id":2,"name":"\\u001b[2J"},{"id":3,"name":"Cy"}]}');
			const { code, out, err } = place.run(["diff", "a.toon", "b.json"]);
			assert.equal(code, 0);
			assert.equal(out, '~ users[id=2].name: "Bob" → "\\u001b[2J"\n+ users[id=3]: {"name":"Cy","id":3}\n');
			assert.equal(err, "1 changed, 1 added, 0 removed\n");
			assert.equal(place.run(["diff", "a.toon", "b.json", "--check"]).code, 1);
			assert.equal(place.run(["diff", "a.toon", "-", "--check"], table("1,Ada", "2,Bob")).code, 0);
		}),
	);

	it(
		"prints JSON, and says where a file has no value",
		inPlace((place) => {
			place.write("a.toon", "n: 12345678901234567890\n");
			place.write("b.toon", "n: 12345678901234567891\n");
			place.write("bad.toon", "a[2]: 1\n");
			const { code, out } = place.run(["diff", "a.toon", "b.toon", "--json"]);
			assert.equal(code, 0);
			assert.match(out, /"before":12345678901234567890,"after":12345678901234567891/);
			assert.equal(JSON.parse(out).equal, false);
			const bad = place.run(["diff", "a.toon", "bad.toon"]);
			assert.equal(bad.code, 2);
			assert.match(bad.err, /^bad\.toon:1:2: error array-length /);
			assert.equal(place.run(["diff", "a.toon", "none.toon"]).code, 2);
			assert.equal(place.run(["diff", "a.toon"]).code, 64);
		}),
	);
});

/** A repository with one file, and two branches that change it. */
function branched(place: Place, base: string, ours: string, theirs: string): void {
	const commit = (text: string): void => {
		place.write("data.toon", text);
		place.git(["add", "data.toon"]);
		place.git(["commit", "--allow-empty", "-qm", "change"]);
	};
	place.git(["init", "-q", "-b", "main"]);
	commit(base);
	place.git(["checkout", "-qb", "theirs"]);
	commit(theirs);
	place.git(["checkout", "-q", "main"]);
	commit(ours);
}

describe("command line: git", () => {
	it(
		"merges rows that both branches added, and counts them",
		inPlace((place) => {
			branched(place, table("1,Ada"), table("1,Ada", "2,Bob"), table("1,Ada", "3,Cy"));
			assert.notEqual(place.git(["merge", "-q", "theirs"], { mayFail: true }).code, 0, "git alone cannot");
			place.git(["merge", "--abort"]);
			const { code, out } = place.run(["git", "install"]);
			assert.equal(code, 0);
			assert.match(out, /by rows/);
			assert.equal(place.run(["git", "install"]).code, 0, "twice is once");
			assert.equal(
				place
					.read(".git/info/attributes")
					.split("\n")
					.filter((line) => line.startsWith("*.toon")).length,
				1,
			);
			place.git(["merge", "-q", "theirs", "-m", "merged"]);
			assert.equal(place.read("data.toon"), table("1,Ada", "2,Bob", "3,Cy"));
			assert.equal(place.git(["status", "--porcelain"]).out, "");
			assert.equal(place.run(["check", "data.toon"]).code, 0);
		}),
	);

	it(
		"leaves a conflict where both changed one cell",
		inPlace((place) => {
			branched(place, table("1,Ada", "2,x"), table("1,Eve", "2,x"), table("1,Bob", "2,x", "3,y"));
			place.run(["git", "install"]);
			assert.equal(place.git(["merge", "theirs"], { mayFail: true }).code, 1);
			const rows = ["<<<<<<< ours", "  1,Eve", "=======", "  1,Bob", ">>>>>>> theirs", "  2,x", "  3,y", ""];
			assert.equal(place.read("data.toon"), ["users[3]{id,name}:", ...rows].join("\n"));
			assert.match(place.git(["status", "--porcelain"]).out, /^UU data\.toon/);
		}),
	);

	it(
		"leaves what is not valid to git's own merge",
		inPlace((place) => {
			branched(place, "a: 1\n\nb[9]: 1\n", "a: 2\n\nb[9]: 1\n", "a: 1\n\nb[9]: 2\n");
			place.run(["git", "install"]);
			place.git(["merge", "-q", "theirs", "-m", "merged"], { mayFail: true });
			const text = place.read("data.toon");
			assert.ok(text.includes("a: 2") && text.includes("b[9]: 2"), text);
		}),
	);

	it(
		"rebases too, and a byte order mark and returns stay",
		inPlace((place) => {
			const windows = (text: string): string => `\uFEFF${text.replaceAll("\n", "\r\n")}`;
			branched(place, windows(table("1,a")), windows(table("1,a", "2,b")), windows(table("1,a", "3,c")));
			place.run(["git", "install"]);
			place.git(["rebase", "-q", "theirs"]);
			assert.equal(place.read("data.toon"), windows(table("1,a", "3,c", "2,b")));
		}),
	);

	it(
		"shows what changed by value, and stops on uninstall",
		inPlace((place) => {
			branched(place, table("1,Ada", "2,Bob"), table("1,Ada", "2,Bob"), table("0,Cy", "1,Ada", "2,Eve"));
			const diff = (): string => place.git(["diff", "-U0", "main", "theirs"]).out;
			assert.match(diff(), /^-users\[2\]/m);
			place.run(["git", "install"]);
			const changed = diff()
				.split("\n")
				.filter((line) => /^[-+]users/.test(line));
			assert.deepEqual(changed, [
				"+users[id=0].id: 0",
				'+users[id=0].name: "Cy"',
				'-users[id=2].name: "Bob"',
				'+users[id=2].name: "Eve"',
			]);
			assert.equal(place.run(["git", "uninstall"]).code, 0);
			assert.match(diff(), /^-users\[2\]/m);
			assert.equal(place.git(["config", "--get-regexp", "toon"], { mayFail: true }).out, "");
			assert.equal(place.read(".git/info/attributes"), "");
			assert.equal(place.run(["git", "uninstall"]).code, 0, "nothing is left to do");
		}),
	);

	it(
		"keeps other attributes, and says where there is no repository",
		inPlace((place) => {
			assert.deepEqual(place.run(["git", "install"]).code, 2);
			assert.equal(place.run(["git"]).code, 64);
			place.git(["init", "-q"]);
			place.write(".git/info/attributes", "*.bin binary");
			place.run(["git", "install"]);
			place.run(["git", "uninstall"]);
			assert.equal(place.read(".git/info/attributes"), "*.bin binary\n");
		}),
	);

	it(
		"a file without a value is compared as its text",
		inPlace((place) => {
			place.write("bad.toon", "a[2]: 1\n");
			assert.deepEqual(place.run(["git", "textconv", "bad.toon"]), { code: 0, out: "a[2]: 1\n", err: "" });
		}),
	);
});
