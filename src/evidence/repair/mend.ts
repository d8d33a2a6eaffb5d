import { rawValue } from '../../message/fields.ts';
import { type Message, parseMessage } from '../../message/message.ts';
import { concatenate } from '../../message/octets.ts';
import type { Crypto } from '../crypto.ts';
import { hashBody } from '../dkim/body.ts';
import { signedFields, signedHeaderOctets } from '../dkim/header.ts';
import { parseSignature, type Signature } from '../dkim/signature.ts';
import type { PublicKey } from '../keys/record.ts';
import { sameOctets } from '../same-octets.ts';
import type { Budget } from './budget.ts';
import { REVERSALS } from './catalogue.ts';
import { type Attempt, type Oracle, searchReversals } from './search.ts';

/** A signature that a key opens and that does not hold for its message as it stands. */
export interface Broken {
  readonly message: Message;
  readonly signature: Signature;
  /** Index in `message.fields` of the signature's own field. */
  readonly ownField: number;
  readonly bodyIntact: boolean;
  readonly headersIntact: boolean;
  readonly key: PublicKey;
  /** What was signed, by RSA. Undefined where another hash was, which no repair can restore. */
  readonly signedDigest?: Uint8Array;
}

/** A message with modifications undone, for which the signature's headers hold. Its line ends are CRLF where only LF came. */
export interface Mended extends Attempt {
  readonly bodyIntact: boolean;
}

export interface Workshop {
  readonly crypto: Crypto;
  readonly budget: Budget;
  /** The bodies that were found for other signatures of the same message. */
  readonly bodies: Map<string, Attempt | undefined>;
}

/**
 * Looks for modifications that, undone, make a broken signature hold: of the body first, whose hash stands in the signature and needs
 * no key, then of the header, whose digest the key has opened. Deterministic; ends with the budget at the latest.
 *
 * @returns undefined where nothing is gained. Says nothing of whether a reader is shown the same before and after: `same-content.ts`.
 */
export function mend(broken: Broken, workshop: Workshop): Mended | undefined {
  const start = withCrlf({ message: broken.message, signature: broken.signature, ownField: broken.ownField, repairs: [] });
  const holds = headerOracle(broken, workshop);
  if (broken.bodyIntact) return mendHeader(start, holds, workshop, true);
  const body = mendBody(start, workshop, (attempt) => holds(headerOf(attempt)) === 'holds');
  if (body !== undefined) {
    const whole = mendHeader(body, holds, workshop, true);
    if (whole !== undefined) return whole;
    // What was undone in the body may have touched the header for nothing.
    const underOwnHeader = withHeaderOf(body, start);
    const again = underOwnHeader && mendHeader(underOwnHeader, holds, workshop, true);
    if (again !== undefined) return again;
  }
  return broken.headersIntact ? undefined : mendHeader(start, holds, workshop, false);
}

function mendBody(start: Attempt, { bodies, ...means }: Workshop, isWanted: (attempt: Attempt) => boolean): Attempt | undefined {
  const { bodyCanonicalization, hash, bodyLength, bodyHash } = start.signature;
  const question = `${bodyCanonicalization} ${hash} ${bodyLength} ${bodyHash.join()}`;
  if (!bodies.has(question)) {
    const oracle = bodyOracle(means.crypto);
    oracle(start);
    bodies.set(question, searchReversals(start, BODY_REVERSALS, oracle, means, isWanted));
  }
  const found = bodies.get(question);
  // Found for another signature, whose place in the header is another one.
  return found === undefined ? undefined : { ...found, signature: start.signature, ownField: start.ownField };
}

function bodyOracle(crypto: Crypto): Oracle {
  const seen = new Set<string>();
  return ({ message, signature }) => {
    const { bodyCanonicalization, hash, bodyLength, bodyHash } = signature;
    const { digest, total } = hashBody(message, bodyCanonicalization, hash, bodyLength, crypto);
    if (sameOctets(digest, bodyHash) && (bodyLength ?? 0) <= total) return 'holds';
    return novelty(seen, `${digest.join()} ${headerChange(message)}`);
  };
}

/** Octets of the header: a candidate that leaves the body alone may change how the next one reads it. */
function headerChange({ bodyStart }: Message): number {
  return bodyStart;
}

function mendHeader(attempt: Attempt, oracle: Oracle, { crypto, budget }: Workshop, bodyIntact: boolean): Mended | undefined {
  const { message } = attempt;
  const body = message.octets.subarray(message.bodyStart);
  const block = headerOf(attempt);
  const held = oracle(block) === 'holds' ? block : searchReversals(block, HEADER_REVERSALS, oracle, { crypto, budget });
  const found = held && withHeaderInCrlf(held);
  if (found === undefined || found.repairs.length === 0) return undefined;
  return { ...found, message: parseMessage(concatenate([found.message.octets, body])), bodyIntact };
}

/**
 * A header by itself may have LF alone, and is then read as if it were CRLF. Above a body that has CRLF too it would not be: it is written
 * so, and that is told.
 */
function withHeaderInCrlf(block: Attempt): Attempt {
  if (!block.message.endsInLf) return block;
  const count = block.message.octets.reduce((sum, octet) => sum + (octet === LF ? 1 : 0), 0);
  const repair = { name: 'line-ends', detail: `${count} bare LF of the header written as CRLF` } as const;
  return { ...withCrlf(block), repairs: [...block.repairs, repair] };
}

function headerOf(attempt: Attempt): Attempt {
  const { octets, bodyStart } = attempt.message;
  return { ...attempt, message: parseMessage(octets.subarray(0, bodyStart)) };
}

function headerOracle({ key, signedDigest }: Broken, { crypto, budget }: Workshop): Oracle {
  const seen = new Set<string>();
  return ({ message, signature, ownField }) => {
    const signed = signedFields(message, signature.headerNames, ownField);
    const digest = crypto[signature.hash](signedHeaderOctets(message, signature, signed, message.fields[ownField]!));
    if (key.type === 'rsa') {
      if (signedDigest !== undefined && sameOctets(signedDigest, digest)) return 'holds';
    } else if (budget.spend(0, candidatesOfAnEd25519Verification) && crypto.ed25519Verify(signature.signature, digest, key.octets)) {
      return 'holds';
    }
    return novelty(seen, digest.join());
  };
}

/** The digest that RSA signed is compared; Ed25519 is verified anew each time, which takes some ten times as long. */
const candidatesOfAnEd25519Verification = 10;

const BODY_REVERSALS = REVERSALS.filter(({ part }) => part === 'body');
const HEADER_REVERSALS = REVERSALS.filter(({ part }) => part === 'header');

function novelty(seen: Set<string>, name: string): 'differs' | 'seen' {
  if (seen.has(name)) return 'seen';
  seen.add(name);
  return 'differs';
}

/** A body as it was found, under the header as it stands; undefined where it is the same. */
function withHeaderOf(body: Attempt, start: Attempt): Attempt | undefined {
  const header = start.message.octets.subarray(0, start.message.bodyStart);
  if (sameOctets(header, body.message.octets.subarray(0, body.message.bodyStart))) return undefined;
  return { ...body, message: parseMessage(concatenate([header, body.message.octets.subarray(body.message.bodyStart)])) };
}

/** LF alone is transport: it is read as CRLF, as every verifier does. The signature tells where its parts stand: it is read anew. */
function withCrlf(attempt: Attempt): Attempt {
  if (!attempt.message.endsInLf) return attempt;
  const { signature, ownField } = attempt;
  const { octets } = attempt.message;
  const out = new Uint8Array(2 * octets.length);
  let length = 0;
  for (const octet of octets) {
    if (octet === LF) out[length++] = CR;
    out[length++] = octet;
  }
  const changed = parseMessage(out.slice(0, length));
  const parsed = parseSignature(rawValue(changed.octets, changed.fields[ownField]!));
  return { ...attempt, message: changed, signature: parsed.kind === 'signature' ? parsed.signature : signature };
}

const LF = 10;
const CR = 13;
