import type { Field, Message } from '../../message/message.ts';
import type { Signature } from './signature.ts';
import type { Canonicalization } from './tag-values.ts';

/**
 * Which fields a signature covers: for each name in `h=` the lowest field of that name not taken yet (RFC 6376 §5.4.2).
 */
export interface SignedFields {
  /** Indexes in `message.fields`, in the order of `h=`; the signature's own field is not among them. */
  readonly indexes: readonly number[];
  /** Names that `h=` lists more often than the message has them: the signer says that there were no more (§5.4). */
  readonly oversigned: ReadonlySet<string>;
}

/** @param ownIndex - Of the DKIM-Signature field itself, which `h=` never means. */
export function signedFields(message: Message, headerNames: readonly string[], ownIndex: number): SignedFields {
  const remaining = new Map<string, number[]>();
  for (const name of headerNames) remaining.set(name, []);
  for (const [index, field] of message.fields.entries()) if (index !== ownIndex) remaining.get(field.lowerName)?.push(index);
  const indexes: number[] = [];
  const oversigned = new Set<string>();
  for (const name of headerNames) {
    const index = remaining.get(name)?.pop();
    if (index === undefined) oversigned.add(name);
    else indexes.push(index);
  }
  return { indexes, oversigned };
}

/**
 * The octets whose hash is signed: the covered fields, then the DKIM-Signature field with the value of `b=` taken out and without its
 * line end, all canonical. Valid until the next call.
 *
 * As in the body, a bare LF is a line end only where the message has no CRLF; elsewhere it is data, and a field that ends in one gets
 * a CRLF all the same.
 *
 * @see RFC 6376 §3.4.1 (simple), §3.4.2 (relaxed), §3.7
 */
export function signedHeaderOctets(message: Message, signature: Signature, fields: SignedFields, ownField: Field): Uint8Array {
  return headerOctets(message, signature.headerCanonicalization, fields.indexes, ownField, signature.signatureValue);
}

/**
 * As {@link signedHeaderOctets}, of any fields.
 *
 * @param covered - Indexes in `message.fields`.
 * @param signatureValue - Where the value of `b=` stands in the value of `ownField`.
 */
export function headerOctets(
  message: Message,
  canonicalization: Canonicalization,
  covered: readonly number[],
  ownField: Field,
  signatureValue: { readonly start: number; readonly end: number },
): Uint8Array {
  const writer = new HeaderWriter(message, canonicalization);
  for (const index of covered) {
    writer.writeField(message.fields[index]!);
    writer.endLine();
  }
  const { start, end } = signatureValue;
  writer.writeField(ownField, ownField.valueStart + start, ownField.valueStart + end);
  return writer.octets();
}

/** Judging is synchronous, so that one buffer serves every message; it grows to the largest header seen. */
let buffer = new Uint8Array(32 * 1024);

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const COLON = 58;

class HeaderWriter {
  readonly #source: Uint8Array;
  readonly #endsWithLf: boolean;
  readonly #relaxed: boolean;
  #at = 0;

  constructor(message: Message, canonicalization: Canonicalization) {
    this.#source = message.octets;
    this.#endsWithLf = message.endsInLf;
    this.#relaxed = canonicalization === 'relaxed';
  }

  octets(): Uint8Array {
    return buffer.subarray(0, this.#at);
  }

  endLine(): void {
    this.#reserve(2);
    buffer[this.#at++] = CR;
    buffer[this.#at++] = LF;
  }

  /** Writes a field without its line end, and without the octets from `skipStart` to `skipEnd`. */
  writeField(field: Field, skipStart = field.end, skipEnd = field.end): void {
    const end = this.#endOfText(field);
    this.#reserve(2 * (field.end - field.start) + 2); // each LF may become CRLF
    if (this.#relaxed) {
      this.#writeName(field);
      this.#writeRelaxed(field.valueStart, Math.min(skipStart, end), true);
      this.#writeRelaxed(skipEnd, end, false);
    } else {
      this.#writeVerbatim(field.start, Math.min(skipStart, end));
      this.#writeVerbatim(skipEnd, end);
    }
  }

  #endOfText({ end }: Field): number {
    if (this.#source[end - 1] !== LF) return end;
    if (this.#endsWithLf) return end - 1;
    return this.#source[end - 2] === CR ? end - 2 : end;
  }

  #writeName(field: Field): void {
    const name = field.lowerName;
    for (let i = 0; i < name.length; i++) buffer[this.#at++] = name.charCodeAt(i);
    buffer[this.#at++] = COLON;
  }

  #writeVerbatim(start: number, end: number): void {
    const source = this.#source;
    let at = this.#at;
    for (let i = start; i < end; i++) {
      const octet = source[i]!;
      if (octet === LF && this.#endsWithLf) buffer[at++] = CR;
      buffer[at++] = octet;
    }
    this.#at = at;
  }

  /** Unfolds, reduces each run of white space to one space, drops it at the end and, where `dropsSpace`, at the start. */
  #writeRelaxed(start: number, end: number, dropsSpace: boolean): void {
    const source = this.#source;
    let at = this.#at;
    let pending = false;
    let bare = dropsSpace;
    for (let i = start; i < end; i++) {
      const octet = source[i]!;
      if (octet === SPACE || octet === TAB) {
        pending = true;
      } else if (octet === LF && this.#endsWithLf) {
        // a fold: the white space after it counts
      } else if (octet === CR && source[i + 1] === LF && !this.#endsWithLf) {
        i++;
      } else {
        if (pending && !bare) buffer[at++] = SPACE;
        buffer[at++] = octet;
        pending = false;
        bare = false;
      }
    }
    this.#at = at;
  }

  #reserve(length: number): void {
    if (this.#at + length <= buffer.length) return;
    const larger = new Uint8Array(2 * (this.#at + length));
    larger.set(buffer.subarray(0, this.#at));
    buffer = larger;
  }
}
