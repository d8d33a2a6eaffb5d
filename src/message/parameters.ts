import { decodeCharset, decodeUndeclared, latin1ToOctets } from './charset.ts';
import { decodeEncodedWords, hexPair } from './encoded-words.ts';
import { printable } from './fields.ts';
import { maxBoundaryOctets, maxParameters } from './limits.ts';
import { withoutTrailing } from './trailing.ts';

/** A structured value such as that of Content-Type or Content-Disposition. */
export interface ParameterizedValue {
  /** What stands before the first semicolon: lower-cased, without comments or white space. */
  readonly value: string;
  /** Lower-cased names; values decoded (RFC 2231, else RFC 2047, else UTF-8 or windows-1252). */
  readonly parameters: ReadonlyMap<string, string>;
  /** `boundary`, one UTF-16 unit an octet as the body's lines are compared with it; undefined when empty or absent. */
  readonly boundary?: string;
  /** A parameter stands there twice: programs disagree on which counts. Here the first does. */
  readonly hasDuplicates: boolean;
}

/**
 * Reads `value; name=value; …`.
 *
 * RFC 2045 §5.1 and RFC 2231 (continuations, charsets). Declared deviations: semicolons may be missing where `name=` follows white
 * space, unquoted values may hold spaces and special characters, backslashes in quoted strings are kept unless they escape a quote or
 * a backslash (Windows paths), quotes may be left open, encoded-words are decoded.
 *
 * @param raw - A field value, one UTF-16 unit an octet, folding kept or not. Never throws.
 */
export function parseParameters(raw: string): ParameterizedValue {
  const text = raw.replace(/\r?\n/g, '');
  const valueEnd = endOfValue(text);
  const value = removeComments(text.slice(0, valueEnd)).replace(/\s+/g, '').toLowerCase();
  const collected = new Map<string, Collected>();
  let hasDuplicates = false;
  let at = valueEnd;
  for (let count = 0; count < maxParameters && at < text.length; count++) {
    const read = readParameter(text, at);
    at = read.end;
    if (read.name === '') continue;
    if (!collect(collected, read.name.toLowerCase(), read.value)) hasDuplicates = true;
  }
  const parameters = new Map<string, string>();
  let boundary: string | undefined;
  for (const [name, parts] of collected) {
    parameters.set(name, decodeCollected(parts));
    if (name === 'boundary') boundary = withoutTrailing(rawText(parts).replace(/[ \t]+/g, ' '), / /);
  }
  const isUsable = boundary !== undefined && boundary !== '' && boundary.length <= maxBoundaryOctets;
  return isUsable && boundary !== undefined ? { value, parameters, boundary, hasDuplicates } : { value, parameters, hasDuplicates };
}

/** The forms in which one parameter may come: `name=`, `name*=`, `name*0=` and on. */
interface Collected {
  plain?: string;
  extended?: string;
  readonly segments: Map<number, { readonly text: string; readonly isEncoded: boolean }>;
}

function collect(collected: Map<string, Collected>, written: string, value: string): boolean {
  const match = /^([^*]+)(?:\*(\d{1,4}))?(\*)?$/.exec(written);
  const name = match?.[1] ?? written;
  let parts = collected.get(name);
  if (parts === undefined) {
    parts = { segments: new Map() };
    collected.set(name, parts);
  }
  const isEncoded = match?.[3] !== undefined;
  if (match?.[2] !== undefined) {
    const index = Number(match[2]);
    if (parts.segments.has(index)) return false;
    parts.segments.set(index, { text: value, isEncoded });
    return true;
  }
  if (isEncoded) {
    if (parts.extended !== undefined) return false;
    parts.extended = value;
    return true;
  }
  if (parts.plain !== undefined) return false;
  parts.plain = value;
  return true;
}

/** RFC 2231 §4.1: the extended form first, then the numbered ones, then the plain one. */
function decodeCollected(parts: Collected): string {
  if (parts.extended !== undefined) return decodeExtended(parts.extended);
  if (parts.segments.has(0)) return decodeSegments(parts);
  const plain = parts.plain ?? '';
  // Nearly all values are short and ASCII: there is nothing to decode.
  if (/^[\x21-\x3c\x3e\x40-\x7e]*$/.test(plain)) return plain;
  return printable(decodeEncodedWords(decodeUndeclared(latin1ToOctets(plain))));
}

function decodeExtended(text: string): string {
  const { charset, rest } = splitCharset(text);
  return printable(decodeCharset(latin1ToOctets(unescapePercent(rest)), charset));
}

function decodeSegments(parts: Collected): string {
  let charset: string | undefined;
  let joined = '';
  for (let index = 0; parts.segments.has(index); index++) {
    const segment = parts.segments.get(index)!;
    let text = segment.text;
    if (segment.isEncoded) {
      if (index === 0) {
        const split = splitCharset(text);
        charset = split.charset;
        text = split.rest;
      }
      text = unescapePercent(text);
    }
    joined += text;
  }
  const octets = latin1ToOctets(joined);
  return printable(charset === undefined ? decodeEncodedWords(decodeUndeclared(octets)) : decodeCharset(octets, charset));
}

/** The octets of a parameter whose charset does not matter. */
function rawText(parts: Collected): string {
  if (parts.plain !== undefined) return parts.plain;
  if (parts.extended !== undefined) return unescapePercent(splitCharset(parts.extended).rest);
  let joined = '';
  for (let index = 0; parts.segments.has(index); index++) {
    const segment = parts.segments.get(index)!;
    const text = index === 0 && segment.isEncoded ? splitCharset(segment.text).rest : segment.text;
    joined += segment.isEncoded ? unescapePercent(text) : text;
  }
  return joined;
}

/** RFC 2231 §4: `charset'language'text`. */
function splitCharset(text: string): { charset?: string; rest: string } {
  const match = /^([^']{0,40})'[^']{0,40}'/.exec(text);
  if (match === null) return { rest: text };
  return { charset: match[1]!, rest: text.slice(match[0].length) };
}

function unescapePercent(text: string): string {
  return text.replace(/%[0-9A-Fa-f]{2}/g, (escaped) => String.fromCharCode(hexPair(escaped.charCodeAt(1), escaped.charCodeAt(2))));
}

/** Up to the first semicolon outside comments; also up to `name=` where the semicolon was forgotten. */
function endOfValue(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === OPEN) depth++;
    else if (unit === CLOSE && depth > 0) depth--;
    else if (unit === SEMICOLON && depth === 0) return at;
    else if (unit === EQUALS && depth === 0) {
      const name = /[^\s;]{1,40}\s{0,9}$/.exec(text.slice(Math.max(0, at - 50), at));
      return at - (name?.[0].length ?? 0);
    }
  }
  // A comment that never closes must not swallow the parameters.
  return depth === 0 ? text.length : Math.max(0, text.indexOf(';'));
}

const OPEN = 40;
const CLOSE = 41;
const SEMICOLON = 59;
const EQUALS = 61;

const separators = /[\s;]*/y;
const attribute = /[^\s;=("]{1,100}/y;
const equals = /\s*=\s*/y;
const nextAttribute = /\s+[A-Za-z0-9*_-]{1,40}\s?=/y;
const unquotedRun = /[^\s;]+/y;

function readParameter(text: string, start: number): { name: string; value: string; end: number } {
  let at = matchEnd(separators, text, start);
  if (text.charCodeAt(at) === OPEN) return { name: '', value: '', end: endOfComment(text, at) };
  const nameEnd = matchEnd(attribute, text, at);
  if (nameEnd === at) return { name: '', value: '', end: at + 1 };
  const name = text.slice(at, nameEnd);
  const valueStart = matchEnd(equals, text, nameEnd);
  if (valueStart === nameEnd) return { name: '', value: '', end: nameEnd };
  at = valueStart;
  if (text[at] === '"') {
    const quoted = readQuoted(text, at);
    return { name, ...quoted };
  }
  for (;;) {
    at = matchEnd(unquotedRun, text, at);
    const next = matchEnd(/[ \t]*/y, text, at);
    if (next >= text.length || text.charCodeAt(next) === SEMICOLON || text.charCodeAt(next) === OPEN || next === at) break;
    if (matchEnd(nextAttribute, text, at) > at) break;
    at = next;
  }
  return { name, value: text.slice(valueStart, at), end: Math.max(at, valueStart) };
}

function readQuoted(text: string, start: number): { value: string; end: number } {
  let value = '';
  let at = start + 1;
  for (; at < text.length; at++) {
    const unit = text[at]!;
    if (unit === '"') return { value, end: at + 1 };
    if (unit === '\\' && (text[at + 1] === '"' || text[at + 1] === '\\')) value += text[++at];
    else value += unit;
  }
  return { value, end: at };
}

function endOfComment(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === OPEN) depth++;
    else if (unit === CLOSE && --depth === 0) return at + 1;
  }
  return text.length;
}

function removeComments(text: string): string {
  let out = '';
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('(', at);
    if (open === -1) break;
    out += text.slice(at, open);
    at = endOfComment(text, open);
  }
  return out + text.slice(at);
}

function matchEnd(sticky: RegExp, text: string, at: number): number {
  sticky.lastIndex = at;
  return sticky.test(text) ? sticky.lastIndex : at;
}
