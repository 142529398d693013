/** Runs the built command line in folders made for one test. */
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export const commandLine = join(__dirname, "../../dist/cli.js");

export interface Outcome {
	readonly code: number | null;
	readonly out: string;
	readonly err: string;
}

/** A folder with a home of its own, so that a test sees no record of another one, and no settings of the user. */
export class Place {
	readonly folder: string;
	readonly #home: string;

	constructor() {
		this.#home = realpathSync(mkdtempSync(join(tmpdir(), "toon-cli-")));
		this.folder = join(this.#home, "work");
		mkdirSync(this.folder);
	}

	path(...names: readonly string[]): string {
		return join(this.folder, ...names);
	}

	write(name: string, content: string | Uint8Array): void {
		mkdirSync(dirname(this.path(name)), { recursive: true });
		writeFileSync(this.path(name), content);
	}

	read(name: string): string {
		return readFileSync(this.path(name), "utf8");
	}

	get environment(): NodeJS.ProcessEnv {
		const { PATH, SystemRoot } = process.env;
		const git = { GIT_CONFIG_NOSYSTEM: "1", GIT_TERMINAL_PROMPT: "0" };
		return { PATH, SystemRoot, HOME: this.#home, XDG_STATE_HOME: join(this.#home, "state"), ...git };
	}

	/** Runs the command line; `input` goes to its standard input. */
	run(args: readonly string[], input: string | Uint8Array = "", environment: NodeJS.ProcessEnv = {}): Outcome {
		return this.execute(process.execPath, [commandLine, ...args], input, environment);
	}

	/** Runs git. Throws where it fails, unless `mayFail` is set. */
	git(args: readonly string[], { mayFail = false, folder = this.folder } = {}): Outcome {
		const who = ["-c", "user.name=Test", "-c", "user.email=test@example.org"];
		const outcome = this.execute("git", [...who, ...args], "", {}, folder);
		if (outcome.code !== 0 && !mayFail) throw new Error(`git ${args.join(" ")}: ${outcome.err}`);
		return outcome;
	}

	execute(
		program: string,
		args: readonly string[],
		input: string | Uint8Array = "",
		environment: NodeJS.ProcessEnv = {},
		folder = this.folder,
	): Outcome {
		const result = spawnSync(program, args, {
			cwd: folder,
			input,
			env: { ...this.environment, ...environment },
			maxBuffer: 2 ** 28,
		});
		if (result.error !== undefined) throw result.error;
		return { code: result.status, out: result.stdout.toString(), err: result.stderr.toString() };
	}

	/** Starts the command line and kills it, as `kill -9` does, as soon as `when` says so. */
	async kill(args: readonly string[], when: () => boolean): Promise<void> {
		const child = spawn(process.execPath, [commandLine, ...args], {
			cwd: this.folder,
			env: { ...this.environment },
			stdio: "ignore",
		});
		const ended = new Promise((resolve) => child.once("exit", resolve));
		const timer = setInterval(() => when() && child.kill("SIGKILL"), 1);
		await ended;
		clearInterval(timer);
	}

	remove(): void {
		rmSync(this.#home, { recursive: true, force: true });
	}
}

/** A test with a place of its own. It starts many processes, which takes long while other tests run. */
export const inPlace = (test: (place: Place) => Promise<void> | void) =>
	async function (this: Mocha.Context): Promise<void> {
		this.timeout(120_000);
		const place = new Place();
		try {
			await test(place);
		} finally {
			place.remove();
		}
	};
