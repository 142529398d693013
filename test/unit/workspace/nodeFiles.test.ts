import assert from "node:assert/strict";
import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { URI } from "vscode-uri";
import { FileError } from "../../../server/src/workspace/files";
import { nodeFiles } from "../../../server/src/workspace/nodeFiles";
import { isInside } from "../../../server/src/workspace/paths";
import { sweepTemporaryFiles, temporaryName } from "../../../server/src/workspace/temporaryFiles";
import { withTemporaryFolder } from "./temporaryFolder";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const failure = async (work: Promise<unknown>): Promise<string> => {
	const error = await work.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	assert.ok(error instanceof FileError, `a FileError, not ${String(error)}`);
	assert.ok(!error.message.includes("\n"));
	return error.message;
};

describe("nodeFiles", () => {
	const within = (test: (root: string, files: ReturnType<typeof nodeFiles>) => Promise<void>) => () =>
		withTemporaryFolder(async (folder) => {
			const root = join(folder, "root");
			await mkdir(root);
			await test(
				root,
				nodeFiles(() => [URI.file(root)]),
			);
		});

	it(
		"reads what it wrote, makes folders, leaves nothing else",
		within(async (root, files) => {
			const target = URI.file(join(root, "a", "b", "c.md"));
			assert.equal(await files.read(target), undefined);
			await files.write(target, bytes("one"));
			await files.write(target, bytes("two"));
			assert.equal(String(await files.read(target)), "two");
			assert.deepEqual(await readdir(join(root, "a", "b")), ["c.md"]);
		}),
	);

	it(
		"keeps the mode of the file it replaces",
		within(async (root, files) => {
			const path = join(root, "a.md");
			await writeFile(path, "one");
			await chmod(path, 0o751);
			await files.write(URI.file(path), bytes("two"));
			assert.equal((await stat(path)).mode & 0o777, 0o751);
		}),
	);

	it(
		"says in one line why it cannot",
		within(async (root, files) => {
			await mkdir(join(root, "folder.md"));
			await writeFile(join(root, "file"), "");
			await writeFile(join(root, "fixed.md"), "mine");
			await chmod(join(root, "fixed.md"), 0o444);
			const attempt = (name: string) => failure(files.write(URI.file(join(root, name)), bytes("x")));
			assert.equal(await attempt("folder.md"), "cannot write: it is a folder, not a file");
			assert.equal(await attempt("file/a.md"), "cannot write: a file stands where a folder should be");
			assert.equal(await attempt("fixed.md"), "cannot write: the file is read-only");
			assert.equal(await attempt(`${"n".repeat(300)}.md`), "cannot write: the name is too long");
			assert.equal(
				await failure(files.read(URI.file(join(root, "folder.md")))),
				"cannot read: it is a folder, not a file",
			);
			assert.equal(await readFile(join(root, "fixed.md"), "utf8"), "mine");
			assert.deepEqual((await readdir(root)).sort(), ["file", "fixed.md", "folder.md"]);
		}),
	);

	it(
		"follows links inside the root, and none that leave it",
		within(async (root, files) => {
			const outside = join(root, "..", "outside");
			await mkdir(outside);
			await writeFile(join(outside, "a.md"), "theirs");
			await writeFile(join(root, "real.md"), "ours");
			await symlink(join(root, "real.md"), join(root, "inside.md"));
			await symlink(join(outside, "a.md"), join(root, "file.md"));
			await symlink(outside, join(root, "folder"));
			await symlink(join(outside, "new.md"), join(root, "nowhere.md"));

			await files.write(URI.file(join(root, "inside.md")), bytes("new"));
			assert.equal(await readFile(join(root, "real.md"), "utf8"), "new");
			for (const name of ["file.md", "folder/b.md", "nowhere.md", "../outside/a.md"]) {
				assert.match(await failure(files.write(URI.file(join(root, name)), bytes("x"))), /^not written: /, name);
			}
			assert.deepEqual(await readdir(outside), ["a.md"]);
			assert.equal(await readFile(join(outside, "a.md"), "utf8"), "theirs");
		}),
	);

	it("knows what lies inside", () => {
		const cases: [string, string, boolean][] = [
			["/a", "/a", true],
			["/a/b", "/a", true],
			["/ab", "/a", false],
			["/", "/a", false],
			["/a/..b", "/a", true],
		];
		for (const [path, folder, expected] of cases) assert.equal(isInside(path, folder), expected, path);
	});
});

describe("temporary files", () => {
	it("go when their process is gone, and only then", () =>
		withTemporaryFolder(async (folder) => {
			const living = temporaryName();
			// No process has this number: the highest that Linux gives is 4194304.
			const left = living.replace(`-${process.pid}-`, "-99999999-");
			const elsewhere = left.replace(/^\.toon-[0-9a-f]{8}/, ".toon-00000000");
			for (const name of [living, left, elsewhere, "a.tmp"]) await writeFile(join(folder, name), "");
			await sweepTemporaryFiles(folder);
			assert.deepEqual((await readdir(folder)).sort(), [living, elsewhere, "a.tmp"].sort());
		}));
});
