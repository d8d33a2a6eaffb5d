import { strictUtf8 } from './charset.ts';
import { type Fault, noteFault } from './faults.ts';
import { type Field, parseFields } from './fields.ts';
import { defaultLimits, type Limits } from './limits.ts';

export type { Fault, FaultCode } from './faults.ts';
export type { Field, OctetRange } from './fields.ts';

/** A message as stored, with its header read. Every offset is into `octets`. The part tree is read on demand: `parseParts`. */
export interface Message {
  /** As stored: line ends kept. Never written to. */
  readonly octets: Uint8Array;
  /** There is an LF, and none with a CR before it. */
  readonly endsInLf: boolean;
  /** Of the whole message. `lf`: only bare LF; `mixed`: both; `none`: not one LF. */
  readonly lineEnds: 'crlf' | 'lf' | 'mixed' | 'none';
  /** The top header, in order; lines that are no field have the name ''. */
  readonly fields: readonly Field[];
  /** The first octet after the empty line; `octets.length` when there is none. */
  readonly bodyStart: number;
  readonly faults: readonly Fault[];
}

/**
 * Reads the header of a message; keeps a reference to the octets, copies none.
 *
 * @param octets - One message as its source held it, the container's framing undone.
 * Never throws: whatever is wrong is in `faults`.
 * @see RFC 5322 §2, §3.6, §4
 */
export function parseMessage(octets: Uint8Array, limits: Partial<Limits> = {}): Message {
  const applied = { ...defaultLimits, ...limits };
  const faults: Fault[] = [];
  if (octets.length > applied.maxMessageOctets) noteFault(faults, 'message-too-large', applied.maxMessageOctets);
  const { fields, bodyStart } = parseFields(octets, 0, octets.length, { limits: applied, faults });
  noteHeaderOctets(octets, bodyStart, faults);
  const first = octets.indexOf(LF);
  const beginsWithLf = first !== -1 && octets[first - 1] !== CR;
  // Looking at every line end takes as long as hashing the message: of one that begins with CRLF it is done when somebody asks.
  let odd = beginsWithLf ? firstOddLineEnd(octets, first) : undefined;
  const findOdd = () => {
    odd ??= firstOddLineEnd(octets, first);
    return odd;
  };
  return {
    octets,
    endsInLf: beginsWithLf && odd === -1,
    get lineEnds() {
      if (first === -1) return 'none';
      if (findOdd() !== -1) return 'mixed';
      return beginsWithLf ? 'lf' : 'crlf';
    },
    fields,
    bodyStart,
    get faults(): Fault[] {
      return findOdd() === -1 ? faults : [...faults, { code: 'mixed-line-ends', at: findOdd() }];
    },
  };
}

const LF = 10;
const CR = 13;

/** The first LF that is not ended like the one at `first`, or -1. A message of bare LFs without any CR costs one native scan. */
function firstOddLineEnd(octets: Uint8Array, first = octets.indexOf(LF)): number {
  const isCrlf = first > 0 && octets[first - 1] === CR;
  if (!isCrlf) {
    for (let at = octets.indexOf(CR); at !== -1; at = octets.indexOf(CR, at + 1)) if (octets[at + 1] === LF) return at + 1;
    return -1;
  }
  for (let at = first; at !== -1; at = octets.indexOf(LF, at + 1)) if (octets[at - 1] !== CR) return at;
  return -1;
}

/** What single octets are wrong with the header: NUL, a CR without LF, octets above 127 that are not UTF-8 (RFC 6532). */
function noteHeaderOctets(octets: Uint8Array, end: number, faults: Fault[]): void {
  let firstEightBit = -1;
  for (let at = 0; at < end; at++) {
    const octet = octets[at]!;
    if (octet > 13) {
      if (octet > 127 && firstEightBit === -1) firstEightBit = at;
    } else if (octet === 0) noteFault(faults, 'nul-in-header', at);
    else if (octet === CR && octets[at + 1] !== LF) noteFault(faults, 'bare-cr', at);
  }
  if (firstEightBit !== -1 && strictUtf8(octets.subarray(firstEightBit, end)) === undefined) {
    noteFault(faults, 'eight-bit-header', firstEightBit);
  }
}
