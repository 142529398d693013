/**
 * Measurements over OTLP (JSON over HTTP), to where the standard OTEL variables say. A bundle of its own, which the
 * extension goes without: the libraries are larger than all the rest of the command line.
 */
import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-http";
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from "@opentelemetry/resources";
import { AggregationTemporality, MeterProvider, MetricReader } from "@opentelemetry/sdk-metrics";
import type { Measurement } from "./measurements";

/** Collects when it is asked to, and never else. */
class OneReading extends MetricReader {
	override selectAggregationTemporality(): AggregationTemporality {
		return AggregationTemporality.CUMULATIVE;
	}

	protected override async onForceFlush(): Promise<void> {}

	protected override async onShutdown(): Promise<void> {}
}

/** Says why nothing was sent; undefined where it was. Reads OTEL_EXPORTER_OTLP_*, OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES. */
export async function sendMetrics(measurements: readonly Measurement[]): Promise<string | undefined> {
	const reader = new OneReading();
	const named = defaultResource().merge(resourceFromAttributes({ "service.name": "toon-workbench" }));
	const resource = named.merge(detectResources({ detectors: [envDetector] }));
	const provider = new MeterProvider({ readers: [reader], resource });
	const meter = provider.getMeter("toon-workbench");
	for (const { name, help: description, unit, points } of measurements) {
		const gauge = meter.createGauge(name, { description, unit });
		for (const { labels, value } of points) gauge.record(value, labels);
	}
	const { resourceMetrics, errors } = await reader.collect();
	if (errors.length > 0) return String(errors[0]);
	const exporter = new OTLPMetricExporter();
	try {
		const { error, code } = await new Promise<{ code: number; error?: Error }>((resolve) => {
			exporter.export(resourceMetrics, resolve);
		});
		return code === 0 ? undefined : (error?.message ?? "the receiver refused it");
	} finally {
		await exporter.shutdown();
		await provider.shutdown();
	}
}
