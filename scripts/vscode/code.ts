/**
 * VS Code's command line (`[FOLDER] --extensionDevelopmentPath=… --extensionTestsPath=…`) for code-server in a headless
 * browser: runs the tests in its extension host, prints their output and exits with their code. Other flags of VS Code
 * are accepted and mean nothing here.
 */
import { launchBrowser } from "./browser";
import { ensureCodeServer } from "./code-server";
import { RunningCodeServer } from "./serve";

/** Longer than any run of the suite; a run that reaches it hangs. */
const timeout = 10 * 60_000;

async function main(args: readonly string[]): Promise<number> {
	const folder = args.find((argument) => !argument.startsWith("-")) ?? process.cwd();
	const values = (flag: string) =>
		args.filter((argument) => argument.startsWith(`--${flag}=`)).map((argument) => argument.slice(flag.length + 3));
	const tests = values("extensionTestsPath").at(-1);
	if (tests === undefined) throw new Error("--extensionTestsPath is missing.");

	const server = await RunningCodeServer.start(await ensureCodeServer(), { automation: true });
	try {
		const browser = await launchBrowser();
		try {
			const page = await browser.newPage();
			const exit = new Promise<number>((resolve, reject) => {
				const timer = setTimeout(() => reject(new Error(`No result after ${timeout / 1000} s.`)), timeout);
				void page.exposeFunction("codeAutomationExit", (code: number) => {
					clearTimeout(timer);
					resolve(code);
				});
				page.on("crash", () => reject(new Error("The page of the workbench crashed.")));
			});
			await page.exposeFunction("codeAutomationLog", (_type: string, parts: readonly unknown[]) => {
				console.log(...parts);
			});
			await page.goto(
				server.url(folder, [
					...values("extensionDevelopmentPath").map((path) => ["extensionDevelopmentPath", server.uri(path)] as const),
					["extensionTestsPath", server.uri(tests)],
				]),
			);
			return await exit;
		} finally {
			await browser.close();
		}
	} finally {
		await server.stop();
	}
}

main(process.argv.slice(2)).then(
	(code) => process.exit(code),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
