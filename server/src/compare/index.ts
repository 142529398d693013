/** The compare room: what changed between two values, and three versions of a TOON file merged. */
export { type Change, COMPARED_DEPTH, diffValues } from "./diffValues";
export { EditError, editValue, type ValueEdit } from "./editValue";
export { type ExactValue, isEqual, readExact, writeExact } from "./exactJson";
export { flatten } from "./flatten";
export { depthOfJson } from "./jsonDepth";
export { type MergedText, mergeTexts } from "./merge/mergeTexts";
export { pathText } from "./paths";
