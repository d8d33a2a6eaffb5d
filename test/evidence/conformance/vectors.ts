import { existsSync, readFileSync } from 'node:fs';
import type { SignatureEvidence } from '../../../src/evidence/evidence.ts';
import { assessMessage } from '../../../src/evidence/judge.ts';
import type { StoredKey } from '../../../src/evidence/keys/key.ts';
import { keyRingOf } from '../../../src/evidence/keys/key-ring.ts';
import { parseMessage } from '../../../src/message/message.ts';
import { AS_IT_STANDS, nodeCrypto } from '../support/assess.ts';

/** The vectors of other verifiers' test suites, read where they lie; nothing of them is kept here. */
export const VECTORS = new URL('../../../../shared/vectors/', import.meta.url);
export const SUITES = ['mail-dkim', 'opendkim', 'lieser-dkim_verifier', 'dkimpy', 'mailauth'] as const;
export type Suite = (typeof SUITES)[number];

export const vectorsAreHere = existsSync(VECTORS);

export interface Vector {
  /** Suite, file and, where a file stands several times with other keys, which time. */
  readonly name: string;
  /** The suite's own words. */
  readonly expected: string;
  /** What this verifier says of each signature, top to bottom. */
  readonly results: readonly string[];
  readonly isEqual: boolean;
  /** Whether exactly one of the two lets a signature pass. */
  readonly passDiffers: boolean;
}

interface Entry {
  readonly file: string;
  readonly kind: string;
  readonly expected: string | null;
  readonly keys: Readonly<Record<string, string>>;
  readonly normalize?: string;
  readonly errorType?: string | null;
  readonly warning?: string | null;
}

/** What a vector hands a verifier. */
export interface VectorInput {
  readonly name: string;
  readonly octets: Uint8Array;
  readonly keys: readonly StoredKey[];
  /** `selector._domainkey.domain` of what DNS gave no answer for, and what happened. */
  readonly failures: ReadonlyMap<string, string>;
}

/** Every vector of a suite that says what is expected of DKIM. */
export function readSuite(suite: Suite): Vector[] {
  return readEntries(suite).map(([entry, input]) => readVector(suite, entry, input));
}

export function readVectorInputs(suite: Suite): VectorInput[] {
  return readEntries(suite).map(([, input]) => input);
}

function readEntries(suite: Suite): [Entry, VectorInput][] {
  const entries: Entry[] = JSON.parse(readFileSync(new URL(`${suite}/INDEX.json`, VECTORS), 'utf8')).entries;
  const times = new Map<string, number>();
  return entries
    .filter((entry) => entry.kind === 'dkim' && entry.expected !== null)
    .map((entry) => {
      const time = (times.get(entry.file) ?? 0) + 1;
      times.set(entry.file, time);
      const stored = new Uint8Array(readFileSync(new URL(`${suite}/${entry.file}`, VECTORS)));
      // "strip mbox From_ line"; the other note, "lf->crlf", needs nothing: LF throughout is transport.
      const octets = entry.normalize?.includes('From_') === true ? stored.subarray(stored.indexOf(0x0a) + 1) : stored;
      return [entry, { name: `${suite}/${entry.file}${time === 1 ? '' : ` (${time})`}`, octets, ...keysOf(entry.keys) }];
    });
}

function readVector(suite: Suite, entry: Entry, { name, octets, keys, failures }: VectorInput): Vector {
  const context = { keys: keyRingOf(keys, failures), crypto: nodeCrypto, policy: AS_IT_STANDS };
  const { evidence } = assessMessage(parseMessage(octets), context);
  const results = evidence.signatures.map(resultWords);
  const expected = [entry.expected ?? '', entry.errorType ?? '', entry.warning ?? ''].filter((word) => word !== '').join(' ');
  const passes = evidence.signatures.some(({ result }) => result === 'pass');
  const isEqual = IS_EQUAL[suite](entry, evidence.signatures);
  return { name, expected, results, isEqual, passDiffers: passes !== entry.expected?.startsWith('pass') && !isEqual };
}

/** `NXDOMAIN` is an answer: there is no key. A text in tildes stands for a DNS error: there was no answer. */
function keysOf(records: Entry['keys']): Pick<VectorInput, 'keys' | 'failures'> {
  const keys: StoredKey[] = [];
  const failures = new Map<string, string>();
  for (const [name, record] of Object.entries(records)) {
    const [selector = '', domain = ''] = name.toLowerCase().split('._domainkey.');
    if (/^~~.*~~$/.test(record)) failures.set(name.toLowerCase(), record);
    else if (record !== 'NXDOMAIN') keys.push({ domain, selector, record, tier: 'archived', source: 'vector' });
  }
  return { keys, failures };
}

export function resultWords(signature: SignatureEvidence): string {
  const detail = signature.reason ?? signature.tag;
  return detail === undefined ? signature.result : `${signature.result} ${detail}`;
}

type Matcher = (signature: SignatureEvidence) => boolean;

const passes: Matcher = ({ result }) => result === 'pass';
/** The key was there, and the message is not what was signed. */
const differs: Matcher = ({ result, reason }) => result === 'fail' || result === 'headers-only' || reason === 'other-key';
/** The signature or the key cannot be used at all. */
const cannotBeTested: Matcher = ({ result, reason }) => result === 'malformed' || (result === 'keyless' && reason !== 'other-key');
const keyless =
  (...reasons: readonly string[]): Matcher =>
  ({ result, reason }) =>
    result === 'keyless' && reasons.includes(reason ?? '');
const malformed =
  (tag: string): Matcher =>
  (signature) =>
    signature.result === 'malformed' && signature.tag === tag;

/** Mail::DKIM: the best of a message's signatures. */
const MAIL_DKIM: Readonly<Record<string, Matcher>> = { pass: passes, fail: differs, invalid: cannotBeTested };

/** libopendkim's status words; those that are left out are errors of its API, which nothing here is equal to. */
const OPENDKIM: Readonly<Record<string, Matcher>> = {
  pass: passes,
  fail: differs,
  'unable(opendkim CANTVRFY)': cannotBeTested,
  'permerror(no key)': keyless('never-seen'),
  'permerror(revoked)': keyless('revoked'),
};

/** lieser/dkim_verifier: of the topmost signature. Its policy errors and warnings are cautions here. */
const LIESER: Readonly<Record<string, Matcher>> = {
  '': passes,
  DKIM_SIGERROR_MISSING_V: malformed('v'),
  DKIM_SIGERROR_KEY_REVOKED: keyless('revoked'),
  DKIM_SIGERROR_KEY_HASHNOTINCLUDED: keyless('unusable'),
  DKIM_SIGERROR_KEY_MISMATCHED_K: keyless('unusable'),
  DKIM_SIGERROR_KEY_NOTEMAILKEY: keyless('unusable'),
  DKIM_SIGERROR_DOMAIN_I: keyless('unusable'),
  DKIM_SIGERROR_CORRUPT_BH: ({ result }) => result === 'headers-only',
  DKIM_SIGERROR_BADSIG: ({ result }) => result === 'fail',
  DKIM_POLICYERROR_UNSIGNED_HEADER_ADDED: (signature) => passes(signature) && signature.cautions.includes('field-added'),
  DKIM_SIGWARNING_FROM_NOT_IN_SDID: (signature) => passes(signature) && signature.aligned === 'none',
  DKIM_SIGWARNING_FUTURE: (signature) => passes(signature) && signature.cautions.includes('signed-in-future'),
  DKIM_SIGWARNING_UNSIGNED_HEADER: (signature) => passes(signature) && signature.cautions.includes('unsigned-field'),
};

const IS_EQUAL: Readonly<Record<Suite, (entry: Entry, signatures: readonly SignatureEvidence[]) => boolean>> = {
  'mail-dkim': ({ expected }, signatures) => signatures.some(matcher(MAIL_DKIM, expected)),
  opendkim: ({ expected }, signatures) =>
    expected === 'none' || expected === 'permerror(syntax)'
      ? signatures.every(({ result }) => result === 'malformed') // not a message that anyone has signed
      : signatures.some(matcher(OPENDKIM, expected)),
  'lieser-dkim_verifier': ({ errorType, warning }, [first]) => first !== undefined && matcher(LIESER, errorType ?? warning ?? '')(first),
  dkimpy: (_, signatures) => signatures.some(passes),
  mailauth: (_, signatures) => signatures.some(passes),
};

function matcher(table: Readonly<Record<string, Matcher>>, expected: string | null): Matcher {
  return table[expected ?? ''] ?? (() => false);
}
