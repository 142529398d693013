/** Whether a Markdown text may have a fence of TOON: sooner yes than no, since the server looks closely. */

const OPENING = /(?:`{3,}|~{3,})[ \t]*\{?\.?toon\b/i;

export const holdsToonFence = (text: string): boolean => OPENING.test(text);
