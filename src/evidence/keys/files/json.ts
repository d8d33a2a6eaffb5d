import type { Found, OtherRecord } from './found.ts';
import { maxKeyJsonDepth, maxKeyLineOctets } from './limits.ts';
import { isObject, rowsOfObject } from './object-row.ts';
import { RowFault } from './row.ts';

/**
 * The objects of one JSON document, as the interfaces of key archives and of passive DNS answer: the elements of the outermost lists,
 * wherever they stand, or the document itself where it has none. Each is read by itself, so that one that is broken costs only itself.
 */
export function* rowsOfJson(text: string): Generator<Found | OtherRecord> {
  const around: string[] = [];
  let line = 1;
  let elements = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (char === '\n') line++;
    else if (char === '"') at = stringEnd(text, at) - 1;
    else if (char === '{' && around.at(-1) === '[') {
      const end = objectEnd(text, at);
      elements++;
      yield* rowsOfElement(text.slice(at, end), line);
      for (; at < end - 1; at++) if (text[at] === '\n') line++;
    } else if (char === '{' || char === '[') {
      around.push(char);
      if (around.length <= maxKeyJsonDepth) continue;
      yield { line, fault: `lists and objects ${maxKeyJsonDepth} deep in each other: this is no file of keys` };
      return;
    } else if (char === '}' || char === ']') around.pop();
  }
  if (elements === 0 && !/^\s*\[\s*\]\s*$/.test(text.slice(0, 100))) yield* rowsOfElement(text.trim(), 1);
}

function* rowsOfElement(text: string, line: number): Generator<Found | OtherRecord> {
  try {
    if (text.length > maxKeyLineOctets) throw new RowFault('longer than any key');
    const value: unknown = JSON.parse(text);
    if (!isObject(value)) throw new RowFault('not a JSON object');
    yield* rowsOfObject(value, line);
  } catch (error) {
    if (error instanceof SyntaxError)
      yield { line, fault: 'not JSON: an object such as {"domain":"…","selector":"…","value":"…"} is expected' };
    else if (error instanceof RowFault) yield { line, fault: error.message };
    else throw error;
  }
}

/** The place behind the closing quote, or the text's end. */
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

/** The place behind the brace that closes the object, or the text's end. */
function objectEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (char === '"') at = stringEnd(text, at) - 1;
    else if (char === '{') depth++;
    else if (char === '}' && --depth === 0) return at + 1;
  }
  return text.length;
}
