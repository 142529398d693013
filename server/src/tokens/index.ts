/** Exact token counts, of a text and of a text that changes. No IO: rank tables are handed in (RankSource). */
export { lastWordEnd } from "./boundaries";
export { type CacheFigures, CountCache } from "./countCache";
export { createCounter, type EncodingCounter } from "./counter";
export { DEFAULT_ENCODING, ENCODINGS, type Encoding, isEncoding, PATTERN_OF } from "./encodings";
export { createFileCounter } from "./fileCounter";
export { type LineSource, LiveCount } from "./liveCount";
export { contextOf, encodingForModel, encodingLabel, type ModelEncoding } from "./models";
export { PartCount } from "./partCount";
export { firstRanks, packRanks } from "./rankFormat";
export { Counters, type RankSource } from "./rankSource";
export { SlowCount } from "./slowCount";
export type { Cuts, TokenCounter } from "./textCounter";
export { isTokenizerFile, readTokenizerFile, TokenizerError } from "./tokenizerFile";
export { tokenStarts } from "./tokenStarts";
