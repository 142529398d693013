/** The public face of the convert room. */
export { cellText, columnNames, isNumber } from "./columns";
export { type ConvertRequest, type ConvertSource, convertOnce } from "./convertOnce";
export * from "./formats";
export { Forms } from "./forms";
export { baseName, type Marker, readMarker, withMarker } from "./marker";
export {
	type Optimization,
	OptimizeFault,
	type OptimizeOptions,
	type OptimizeStep,
	optimize,
} from "./optimize";
export { beginsItem, hasHeadings, inOutlineOrder, memberDepth, shownKey } from "./outlineRules";
export { type Place, withPlace } from "./place";
export { CONVERTERS, readerOf, writerOf } from "./registry";
export { LineStream, type StreamConversion, streamOf } from "./stream";
export { DEFAULT_STATUS_WORDS, type TaskColumns, type TaskStates, taskColumns, taskStates } from "./taskList";
export * from "./types";
