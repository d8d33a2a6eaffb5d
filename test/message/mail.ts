import { parseMessage } from '../../src/message/message.ts';
import { type Part, parseParts } from '../../src/message/parts.ts';

/** The octets of a text, UTF-8. */
export function octetsOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The octets of lines, each ended by CRLF. */
export function mail(...lines: string[]): Uint8Array {
  return octetsOf(lines.map((line) => `${line}\r\n`).join(''));
}

/** A text's octets, one for each UTF-16 unit. */
export function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (unit) => unit.charCodeAt(0));
}

/** `path type` of every part, in order. */
export function outline(octets: Uint8Array): string[] {
  return everyPart(parseParts(parseMessage(octets)).root).map((part) => `${part.path} ${part.type}`.trim());
}

export function everyPart(part: Part): Part[] {
  return [part, ...part.children.flatMap(everyPart)];
}

export function codes(faults: readonly { readonly code: string }[]): string[] {
  return faults.map((fault) => fault.code);
}
