import assert from 'node:assert/strict';
import fc from 'fast-check';
import { signedFields, signedHeaderOctets } from '../../../../src/evidence/dkim/header.ts';
import { type ParsedSignature, parseSignature } from '../../../../src/evidence/dkim/signature.ts';
import { Budget } from '../../../../src/evidence/repair/budget.ts';
import type { RepairName, Reversal } from '../../../../src/evidence/repair/reversal.ts';
import { type Attempt, searchReversals } from '../../../../src/evidence/repair/search.ts';
import { fieldsNamed, rawValue } from '../../../../src/message/fields.ts';
import { type Message, parseMessage } from '../../../../src/message/message.ts';
import { nodeCrypto, octetsOf } from '../../support/assess.ts';
import { type SigningOptions, sign } from '../../support/signer.ts';
import type { Letter } from './letters.ts';

/** One way in which mail is damaged: what a program makes of a signed message. */
export interface Damage {
  readonly name: string;
  readonly letters: fc.Arbitrary<Letter>;
  readonly signing?: Partial<SigningOptions> | ((letter: Letter) => Partial<SigningOptions>);
  /** The letter as it arrives. Leaves the body alone. */
  readonly damage: (signed: string, letter: Letter) => string;
}

const LETTERS_A_FAMILY = 200;
const CANDIDATES = 3_000;

/** Damages 200 and more signed messages in these ways, and asserts that the reversal mends at least 95 of 100. */
export function assertMends(reversal: Reversal, damages: readonly Damage[]): void {
  const failures: string[] = [];
  let damaged = 0;
  for (const { name, letters, signing, damage } of damages) {
    const each = Math.ceil(LETTERS_A_FAMILY / damages.length);
    for (const letter of fc.sample(letters, 4 * each)) {
      if (damaged >= each * (damages.findIndex((other) => other.name === name) + 1)) break;
      const options = typeof signing === 'function' ? signing(letter) : signing;
      const signed = sign(letter.text, { key: 'rsa1024', names: letter.names, ...options });
      const arrived = damage(signed, letter);
      if (holds(arrived, signed)) continue; // this letter has nothing that this program changes
      damaged++;
      const found = mendHeader(arrived, signed, [reversal]);
      if (found === undefined) failures.push(`${name}:\n${headerOf(signed)}\nas it arrived:\n${headerOf(arrived)}`);
      else
        assert.deepEqual(
          found.repairs.map((repair) => repair.name),
          [reversal.name] satisfies RepairName[],
        );
    }
  }
  assert.ok(damaged >= LETTERS_A_FAMILY, `only ${damaged} damaged`);
  const share = 1 - failures.length / damaged;
  assert.ok(share >= 0.95, `${(100 * share).toFixed(1)} % of ${damaged} mended; not, for one:\n${failures[0]}`);
}

/** The header as the search restores it; undefined where it does not. */
export function mendHeader(arrived: string, signed: string, reversals: readonly Reversal[], candidates = CANDIDATES): Attempt | undefined {
  const message = parseMessage(octetsOf(headerOf(arrived)));
  const start = attemptOf(message);
  const wanted = digestOf(attemptOf(parseMessage(octetsOf(headerOf(signed)))));
  const budget = new Budget({ candidates, octets: 1e9 });
  const seen = new Set<string>();
  return searchReversals(
    start,
    reversals,
    (attempt) => {
      const digest = digestOf(attempt);
      if (digest === wanted) return 'holds';
      if (seen.has(digest)) return 'seen';
      seen.add(digest);
      return 'differs';
    },
    { crypto: nodeCrypto, budget },
  );
}

export function headerOf(message: string): string {
  const end = message.indexOf('\r\n\r\n');
  return end === -1 ? message : message.slice(0, end + 4);
}

function holds(arrived: string, signed: string): boolean {
  const attempt = (text: string) => attemptOf(parseMessage(octetsOf(headerOf(text))));
  return digestOf(attempt(arrived)) === digestOf(attempt(signed));
}

function attemptOf(message: Message): Attempt {
  const [own] = fieldsNamed(message, 'dkim-signature');
  const parsed: ParsedSignature | undefined = own === undefined ? undefined : parseSignature(rawValue(message.octets, own));
  if (own === undefined || parsed?.kind !== 'signature') throw new Error('the damage took the signature away');
  return { message, signature: parsed.signature, ownField: message.fields.indexOf(own), repairs: [] };
}

function digestOf({ message, signature, ownField }: Attempt): string {
  const signed = signedFields(message, signature.headerNames, ownField);
  return Buffer.from(nodeCrypto.sha256(signedHeaderOctets(message, signature, signed, message.fields[ownField]!))).toString('base64');
}

/** The value of the topmost field of that name, unfolded. */
export function fieldValue(message: string, name: string): string | undefined {
  return new RegExp(`^${name}:(.*(?:\\r\\n[ \\t].*)*)`, 'im').exec(headerOf(message))?.[1]?.replaceAll(/\r\n/g, '').trim();
}

/** The message with the value of that field changed; left as it is where it has none. */
export function withField(message: string, name: string, change: (value: string) => string): string {
  const value = fieldValue(message, name);
  if (value === undefined) return message;
  return message.replace(new RegExp(`^(${name}): ?.*(?:\\r\\n[ \\t].*)*`, 'im'), (_, written: string) => `${written}: ${change(value)}`);
}

export function withoutField(message: string, name: string): string {
  return message.replace(new RegExp(`^${name}:.*(?:\\r\\n[ \\t].*)*\\r\\n`, 'im'), '');
}

/** A field put below all others. */
export function withFieldBelow(message: string, field: string): string {
  return message.replace('\r\n\r\n', () => `\r\n${field}\r\n\r\n`);
}
