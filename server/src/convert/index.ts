/** The public face of the convert room. */
export { columnNames } from "./columns";
export { type ConvertRequest, type ConvertSource, convertOnce } from "./convertOnce";
export * from "./formats";
export { Forms } from "./forms";
export { baseName, type Marker, readMarker } from "./marker";
export {
	type Optimization,
	OptimizeFault,
	type OptimizeOptions,
	type OptimizeStep,
	optimize,
} from "./optimize";
export { type Place, withPlace } from "./place";
export { converters, readerOf, writerOf } from "./registry";
export * from "./types";
