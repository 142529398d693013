/**
 * The small integers of the tree: kinds of lines and scopes, and the flags of a line.
 *
 * Plain constants and no enums, since they stand in typed-array columns and in the hottest loops.
 */

// Kinds of lines (§5): the low four bits of the `kind` column.
export const BLANK = 0;
export const COMMENT = 1;
/** A line that has no valid reading where it stands. */
export const ERROR = 2;
/** `key: value` */
export const FIELD = 3;
/** `key:` */
export const OBJECT = 4;
/** `key: []` */
export const EMPTY_ARRAY = 5;
/** `key[2]: a,b` */
export const INLINE = 6;
/** `key[2]:` */
export const LIST = 7;
/** `key[2]{a,b}:` */
export const TABLE = 8;
/** `key[2:]{a,b}:` */
export const KEYED_TABLE = 9;
export const ROW = 10;
export const ENTRY_ROW = 11;
/** A primitive: the whole document, or an item `- value`. */
export const SCALAR = 12;
/** `-` alone: an empty object. */
export const EMPTY_ITEM = 13;
/** A line below a broken line, not looked into, so that one mistake gives one diagnostic. */
export const OPAQUE = 14;
export const KIND_MASK = 15;
/** The line starts with a list marker. */
export const ITEM = 16;
/** A header without a key: the root, or a list item. */
export const KEYLESS = 32;

/** Kinds whose line opens a scope for the lines below it, as a set of bits. */
export const OPENS_SCOPE = (1 << OBJECT) | (1 << LIST) | (1 << TABLE) | (1 << KEYED_TABLE);

// Kinds of scopes: what the content lines below an opener are. The first three hold fields.
export const ROOT_SCOPE = 0;
export const OBJECT_SCOPE = 1;
/** The fields of an object that is a list item; the first stands behind the hyphen. */
export const ITEM_SCOPE = 2;
export const LIST_SCOPE = 3;
export const TABLE_SCOPE = 4;
export const KEYED_SCOPE = 5;
/** A run of lines that stand beside their scope, at a wrong depth: they still belong to the nearest scope around it. */
export const SHIFTED_SCOPE = 6;
/** Everything deeper than a broken line: not looked into. */
export const OPAQUE_SCOPE = 7;

// Flags of a scope.
/** The content of an array or a keyed table, at any distance: blank lines are errors in it (§12). */
export const IN_ARRAY = 1;
/** Recovery compared a line with the number of leaf fields: with another number, it may decide otherwise. */
export const WIDTH_ASKED = 2;
/** A table whose rows all have the same number of cells, and its header another number of fields. */
export const HEADER_MISFITS = 4;
/** A table that is read as a keyed one since its first row has a key. */
export const TAKEN_FOR_KEYED = 8;
/** Its opener stands at a wrong depth: it was moved to where its content shows that it belongs. */
export const MOVED = 16;
/** It was moved, and back, by the first two content lines. */
export const RETURNED = 32;
/** Of a shifted scope: its lines stand wrong (too shallow for the array that they are content of), and not the header. */
export const SHALLOW_CONTENT = 64;
/** An array that the text ends in, with less than it declares: another error at the end says so. See findCutOff.ts. */
export const CUT_OFF = 128;

// What the root is; decided by the first content line (§5).
export const ROOT_UNDECIDED = 0;
export const ROOT_OBJECT = 1;
/** An array, a keyed table or `[]`: complete, nothing may follow. */
export const ROOT_COMPLETE = 2;

// Flags of a line. What later lines may know of it stands in its trace: see trace.ts.
/** An equal key stands before it in the same object. */
export const DUPLICATE = 1;
/** A blank line between the lines of an array. */
export const BLANK_IN_ARRAY = 2;
/** A byte order mark precedes the first line. */
export const BOM = 4;
/** Made by the edit that is being worked on. */
export const FRESH = 8;
/** `findings` has an entry for it. */
export const FOUND = 16;
/** Its number of cells says nothing, because of a mistake that was found in it. */
export const WIDTH_EXPLAINED = 32;
/** It continues a scope that the line before it had closed by mistake. */
export const RESUMED = 64;
/** A list header whose items the encoder would write as a table. */
export const COULD_BE_TABLE = 128;
/** A row or item of an array that it does not stand below: not counted, so that the header says what is wrong. */
export const SHALLOW = 2048;
/** A broken field whose scope is the array that it was perhaps meant for as a row or item. */
export const STRAY = 4096;
/** A dot in its key, which has no quotes. */
export const DOTTED_KEY = 8192;
/** Two bits: none, LF, CRLF, or a CR at the very end of the text. */
export const EOL_SHIFT = 8;
export const EOL_MASK = 3 << EOL_SHIFT;
/** Has a CR inside: a line end for LSP, content for TOON. */
export const LONE_CR = 1024;

export const EOL_NONE = 0;
export const EOL_LF = 1;
export const EOL_CRLF = 2;
export const EOL_CR = 3;
export const EOL_TEXT: readonly string[] = ["", "\n", "\r\n", "\r"];

/** The flags that are of the line's text, and so stay when it is parsed again. */
export const TEXT_FLAGS = EOL_MASK | LONE_CR;

/** A scope's content depth before its first content line decided it. */
export const UNDECIDED = -1;
