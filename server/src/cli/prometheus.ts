/** Measurements as text for Prometheus. A bundle of its own, since hardly any run needs the library. */
import { Gauge, Registry } from "prom-client";
import type { Measurement } from "./measurements";

export function prometheusText(measurements: readonly Measurement[]): Promise<string> {
	const registry = new Registry();
	for (const { name, help, labels, points } of measurements) {
		const gauge = new Gauge({ name, help, labelNames: [...labels], registers: [registry] });
		for (const point of points) gauge.set(point.labels, point.value);
	}
	return registry.metrics();
}
