/** UTF-16 code units that mean something in TOON. */

export const TAB = 9;
export const LF = 10;
export const CR = 13;
export const SPACE = 32;
export const QUOTE = 34;
export const HASH = 35;
export const COMMA = 44;
export const HYPHEN = 45;
export const DOT = 46;
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

/** Whether it looks like a space, or like nothing, and is text for TOON: no-break, wide and zero-width spaces. */
export const isOddSpace = (code: number): boolean =>
	code >= 0xa0 &&
	(code === 0xa0 ||
		(code >= 0x2000 && code <= 0x200b) ||
		code === 0x202f ||
		code === 0x205f ||
		code === 0x2060 ||
		code === 0x3000 ||
		code === BYTE_ORDER_MARK);
