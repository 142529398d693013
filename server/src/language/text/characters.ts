/** UTF-16 code units that mean something in TOON. */

export const TAB = 9;
export const LF = 10;
export const CR = 13;
export const SPACE = 32;
export const QUOTE = 34;
export const HASH = 35;
export const COMMA = 44;
export const HYPHEN = 45;
export const DIGIT_0 = 48;
export const DIGIT_9 = 57;
export const COLON = 58;
export const BRACKET_OPEN = 91;
export const BACKSLASH = 92;
export const BRACKET_CLOSE = 93;
export const BRACE_OPEN = 123;
export const PIPE = 124;
export const BRACE_CLOSE = 125;
export const BYTE_ORDER_MARK = 0xfeff;
