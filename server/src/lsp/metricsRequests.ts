/** The figures of the server: on request, and in the log where something has become slow. */
import type { Connection } from "vscode-languageserver";
import type { MetricsFigures } from "../workspace/metricsTypes";
import { Slowness } from "../workspace/slowness";
import * as protocol from "./protocol";
import { onRequest } from "./requests";

/** Milliseconds between two looks at the figures. */
const INTERVAL = 30_000;

export interface MetricsAnswerers {
	figures(): MetricsFigures;
	/** Whether the setting wants slowness in the log. */
	isLogged(): Promise<boolean>;
	/** Id of the server's process, where it has one. */
	readonly pid: number | undefined;
}

export function answerMetrics(connection: Connection, { figures, isLogged, pid }: MetricsAnswerers): void {
	onRequest(connection, protocol.metrics, figures);
	onRequest(connection, protocol.ping, () => (pid === undefined ? {} : { pid }));
	const slowness = new Slowness();
	const look = async (): Promise<void> => {
		if (!(await isLogged())) return;
		for (const line of slowness.news(figures())) connection.console.warn(line);
	};
	// Keeps no process alive; a client that has gone away is no error.
	const timer = setInterval(() => void look().catch(() => {}), INTERVAL);
	timer.unref();
	connection.onShutdown(() => clearInterval(timer));
}
