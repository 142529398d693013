/** What `toon/metrics` answers. */
import type { OperationFigures } from "./metrics";
import type { State, Threshold } from "./thresholds";

export interface CacheMetrics {
	readonly hits: number;
	readonly misses: number;
	/** Bytes held. */
	readonly size: number;
	/** Absent where it was asked too seldom to say. */
	readonly state?: State;
}

export type Operation = "parse" | "reparse" | "diagnose" | "tokens" | "convert" | "preview";

export const OPERATIONS: readonly Operation[] = ["parse", "reparse", "diagnose", "tokens", "convert", "preview"];

export interface MetricsFigures {
	readonly operations: Readonly<Record<Operation, OperationFigures>>;
	/** By method, from its start to its answer: those that were asked. */
	readonly requests: Readonly<Record<string, OperationFigures>>;
	/** Operations and requests that have a threshold; without a state: done too seldom to say. */
	readonly judged: Readonly<Record<string, { readonly threshold: Threshold; readonly state?: State }>>;
	readonly caches: Readonly<Record<string, CacheMetrics>>;
	/** Bytes. */
	readonly memory: { readonly heapUsed: number; readonly rss: number };
	/** What waits. */
	readonly queue: {
		/** Batches that the threads have and have not answered. */
		readonly threads: number;
		/** Milliseconds that something which is ready waits for the server's thread: the 95th percentile, and the most. */
		readonly delay: { readonly p95: number; readonly max: number };
	};
}
