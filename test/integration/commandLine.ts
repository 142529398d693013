/** Runs the built command line in folders made for one test. */
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
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
		user?: number,
	): Outcome {
		const result = spawnSync(program, args, {
			...(user !== undefined && { uid: user, gid: user }),
			cwd: folder,
			input,
			env: { ...this.environment, ...environment },
			maxBuffer: 2 ** 28,
		});
		if (result.error !== undefined) throw result.error;
		return { code: result.status, out: result.stdout.toString(), err: result.stderr.toString() };
	}

	/** Runs it as another user, to whom the whole place is opened. Undefined where that is not allowed. */
	runAs(user: number, args: readonly string[]): Outcome | undefined {
		if (process.getuid?.() !== 0) return undefined;
		chmodSync(this.#home, 0o777);
		return this.execute(process.execPath, [commandLine, ...args], "", {}, this.folder, user);
	}

	/**
	 * Runs it, and `script` inside of it just before a file that is written gets its name; it finds `fs` and, in `times`,
	 * how often that was.
	 */
	runWithRace(args: readonly string[], script: string): Outcome {
		const racer = join(this.#home, "racer.cjs");
		writeFileSync(
			racer,
			`const fs = require("node:fs"); const { fsync } = fs; let times = 0;
			fs.fsync = (descriptor, done) => { times++; (() => { ${script} })(); fsync(descriptor, done); };`,
		);
		return this.run(args, "", { NODE_OPTIONS: `--require ${racer}` });
	}

	/** Starts the command line and ends it as soon as `when` says so. Gives the signal that it ended by, if it did. */
	async kill(
		args: readonly string[],
		when: () => boolean,
		signal: NodeJS.Signals = "SIGKILL",
		environment: NodeJS.ProcessEnv = {},
	): Promise<NodeJS.Signals | null> {
		const child = spawn(process.execPath, [commandLine, ...args], {
			cwd: this.folder,
			env: { ...this.environment, ...environment },
			stdio: "ignore",
		});
		const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once("exit", (_, by) => resolve(by)));
		const timer = setInterval(() => {
			if (!when()) return;
			child.kill(signal);
			clearInterval(timer);
		}, 1);
		const by = await ended;
		clearInterval(timer);
		return by;
	}

	remove(): void {
		rmSync(this.#home, { recursive: true, force: true });
	}
}

/** A test with a place of its own. It starts many processes, which takes long while other tests run. */
export const inPlace = (test: (place: Place) => Promise<void> | void) =>
	async function (this: Mocha.Context): Promise<void> {
		this.timeout(process.env.TOON_KILLS === undefined ? 120_000 : 0);
		const place = new Place();
		try {
			await test(place);
		} finally {
			place.remove();
		}
	};
