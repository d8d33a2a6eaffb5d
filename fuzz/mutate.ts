import type { Random } from './random.ts';

/** Octets that grammars of mail hang on. */
const telling = [...Buffer.from('\0\t\n\r "\'()*+,-./:;<=>?@[\\]_`{|}~&#%09AZaz', 'latin1'), 0x1b, 0x7f, 0x80, 0xc3, 0xe2, 0xff];
const numbers = ['0', '-1', '1', '2147483648', '4294967296', '99999999999999999999', '1e9', '00', '65536', '0x10'];
const LF = 10;

/** What a mutation draws from. */
export interface Matter {
  readonly tokens: readonly Uint8Array[];
  readonly others: readonly Uint8Array[];
  readonly maxOctets: number;
}

/** An input made of another by a few changes, most of them small: octets, tokens, lines, and stretches taken from other inputs. */
export function mutate(input: Uint8Array, matter: Matter, random: Random): Uint8Array {
  let changed = input;
  const changes = 1 + random.below(random.oneIn(4) ? 16 : 3);
  for (let i = 0; i < changes; i++) changed = change(changed, matter, random);
  // Rarely, since each takes as long as thousands of others: what is quadratic shows only at length.
  if (random.oneIn(400)) changed = pump(changed, matter.maxOctets, random);
  return changed.length > matter.maxOctets ? changed.subarray(0, matter.maxOctets) : changed;
}

function change(input: Uint8Array, { tokens, others }: Matter, random: Random): Uint8Array {
  const at = random.below(input.length + 1);
  switch (random.below(14)) {
    case 0:
      return withOctet(input, at, (octet) => octet ^ (1 << random.below(8)));
    case 1:
      return withOctet(input, at, () => random.below(256));
    case 2:
      return withOctet(input, at, () => random.pick(telling));
    case 3:
      return replace(input, at, at, Uint8Array.of(random.pick(telling)));
    case 4:
    case 5:
      return tokens.length === 0 ? input : replace(input, at, at, random.pick(tokens));
    case 6: {
      const token = tokens.length === 0 ? new Uint8Array() : random.pick(tokens);
      return replace(input, at, Math.min(input.length, at + token.length), token);
    }
    case 7:
      return replace(input, at, Math.min(input.length, at + random.length(input.length)), new Uint8Array());
    case 8: {
      const stretch = input.subarray(at, at + random.length(Math.min(input.length, 2048)));
      return replace(input, random.below(input.length + 1), 0, stretch, true);
    }
    case 9:
      return repeat(input, at, random.length(64), 1 + random.below(20));
    case 10:
    case 11:
      return splice(input, others.length === 0 ? input : random.pick(others), random);
    case 12:
      return changeLines(input, random);
    default:
      return changeNumber(input, at, random);
  }
}

function withOctet(input: Uint8Array, at: number, make: (octet: number) => number): Uint8Array {
  if (at >= input.length) return input;
  const changed = input.slice();
  changed[at] = make(changed[at]!);
  return changed;
}

function replace(input: Uint8Array, from: number, to: number, by: Uint8Array, inserts = false): Uint8Array {
  return joined(input.subarray(0, from), by, input.subarray(inserts ? from : to));
}

function repeat(input: Uint8Array, at: number, length: number, times: number): Uint8Array {
  const piece = input.subarray(at, at + length);
  return joined(input.subarray(0, at), ...Array.from({ length: times }, () => piece), input.subarray(at));
}

/** A stretch of the other put in, or the beginning of one before the end of the other. */
function splice(input: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  const at = random.below(input.length + 1);
  const from = random.below(other.length + 1);
  if (random.oneIn(2)) return joined(input.subarray(0, at), other.subarray(from));
  return replace(input, at, at, other.subarray(from, from + random.length(1024)));
}

function changeLines(input: Uint8Array, random: Random): Uint8Array {
  const lines: Uint8Array[] = [];
  for (let at = 0; at < input.length; ) {
    const end = input.indexOf(LF, at) + 1 || input.length;
    lines.push(input.subarray(at, end));
    at = end;
  }
  const one = random.below(lines.length);
  const two = random.below(lines.length);
  const line = lines[one];
  if (line === undefined) return input;
  switch (random.below(5)) {
    case 0:
      lines[one] = lines[two]!;
      lines[two] = line;
      break;
    case 1:
      lines.splice(two, 0, line);
      break;
    case 2:
      lines.splice(one, 1);
      break;
    case 3:
      lines[one] =
        line.at(-2) === 13 ? joined(line.subarray(0, -2), Uint8Array.of(LF)) : joined(line.subarray(0, -1), Uint8Array.of(13, LF));
      break;
    default:
      lines[one] = joined(Uint8Array.of(random.pick([9, 32, 62, 45])), line);
  }
  return joined(...lines);
}

/** The run of digits at or behind `at` becomes a number at some edge. */
function changeNumber(input: Uint8Array, at: number, random: Random): Uint8Array {
  let from = at;
  while (from < input.length && !isDigit(input[from])) from++;
  if (from >= input.length) return input;
  let to = from;
  while (isDigit(input[to])) to++;
  return replace(input, from, to, Buffer.from(random.pick(numbers), 'latin1'));
}

function isDigit(octet: number | undefined): boolean {
  return octet !== undefined && octet >= 48 && octet <= 57;
}

/** A short stretch repeated until the input is as long as it may be. */
function pump(input: Uint8Array, maxOctets: number, random: Random): Uint8Array {
  const at = random.below(input.length);
  const piece = input.subarray(at, at + random.length(32));
  if (piece.length === 0) return input;
  return repeat(input, at, piece.length, Math.floor((maxOctets - input.length) / piece.length));
}

function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces));
}
