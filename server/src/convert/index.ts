/** The public face of the convert room. */
export { columnNames } from "./columns";
export { extensionOf, formatOf } from "./formats";
export { Forms } from "./forms";
export { type Marker, readMarker } from "./marker";
export { converters, readerOf, writerOf } from "./registry";
export {
	type CacheFigures,
	type Conversions,
	type ConversionsConfig,
	type ConvertAnswer,
	type ConvertRequest,
	createConversions,
} from "./service";
export * from "./types";
