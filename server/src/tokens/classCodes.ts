/** Class codes of characters, in an order that lets the scanners test groups of them by comparison. */

/** Lu and Lt. */
export const UPPER = 1;
/** Ll. */
export const LOWER = 2;
/** Lm and Lo; every code up to here is a letter. */
export const OTHER_LETTER = 3;
export const MARK = 4;
export const NUMBER = 5;
/** Line feed and carriage return. */
export const NEWLINE = 6;
/** White_Space without the newlines. */
export const SPACE = 7;
export const OTHER = 8;
/** The first byte of a character beyond ASCII, whose class has to be looked up. */
export const BEYOND_ASCII = 9;
/** The byte 0xff, which no UTF-8 has: it stands after the text. */
export const END = 10;
