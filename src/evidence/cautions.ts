import type { BodyReadings } from '../message/readings.ts';
import type { RootReading } from '../message/root-reading.ts';
import type { Authors } from './alignment.ts';
import type { FieldCount } from './coverage.ts';
import type { SignedFields } from './dkim/header.ts';
import type { Opening } from './dkim/open.ts';
import type { Signature } from './dkim/signature.ts';
import type { Coverage } from './evidence.ts';
import type { StoredKey } from './keys/key.ts';
import { isPrivateKeyPublic } from './keys/known-public.ts';
import { keyRecordOf, type PublicKey } from './keys/record.ts';
import { holdsKey } from './keys/same-key.ts';
import { sightingDistance } from './keys/sighting.ts';
import type { MessageTime } from './message-time.ts';
import type { Policy } from './policy.ts';
import { CAUTIONS, type Caution } from './verdict.ts';

/** All that a caution may look at. */
export interface SignatureFacts {
  /** How the body can be read; found out when first asked, since it takes a look at the whole body. */
  readonly readings: () => BodyReadings & RootReading;
  readonly authors: Authors;
  readonly signature: Signature;
  readonly signed: SignedFields;
  readonly bodyIntact: boolean;
  readonly count: (lowerName: string) => FieldCount;
  readonly coverage: Coverage;
  readonly time: MessageTime;
  readonly dateSeconds: number | undefined;
  readonly opening: Opening;
  /** Every stored key of the selector. */
  readonly keys: readonly StoredKey[];
  readonly policy: Policy;
}

/** The cautions on one signature, in the order of `CAUTIONS`. The rules are those of docs/verdicts.md. */
export function cautionsOf(facts: SignatureFacts): Caution[] {
  return CAUTIONS.filter((caution) => RULES[caution](facts));
}

const DAY_SECONDS = 86_400;

/** Added above the covered one, these change what a reader is shown or what his answer does. */
const NOT_TO_BE_ADDED = ['from', 'subject', 'date', 'to', 'cc', 'reply-to', 'sender', 'content-type'];
/** What programs show or obey. */
const SHOWN_OR_OBEYED = [...NOT_TO_BE_ADDED, 'content-transfer-encoding'];

const RULES: Readonly<Record<Caution, (facts: SignatureFacts) => boolean>> = {
  'weak-key': ({ opening, policy }) => opening.kind === 'opened' && isWeakKey(opening.key, policy),

  'private-key-public': ({ opening, keys, policy }) => opening.kind === 'opened' && isPrivateKeyPublic(opening.key, keys, policy),

  'field-added': ({ count }) => NOT_TO_BE_ADDED.some((name) => count(name).covered > 0 && count(name).covered < count(name).present),

  'many-froms': ({ authors }) => authors.domains.length > 1,

  'key-conflict': hasKeyConflict,

  'key-seen-late': ({ opening, keys, time, dateSeconds, coverage, policy }) => {
    if (opening.kind !== 'opened' || opening.stored.tier !== 'dns' || time.seconds === undefined) return false;
    // Who takes over a lapsed domain may sign today what claims to be years old: the Date that his signature vouches for counts too.
    const claimed = coverage.fields.date === 'covered' && dateSeconds !== undefined ? Math.min(time.seconds, dateSeconds) : time.seconds;
    if (keys.some((stored) => stored.tier === 'archived' && holdsKey(stored, opening.key))) return false;
    const seen = opening.stored.firstSeenSeconds ?? opening.stored.lookedUpAtSeconds;
    return seen !== undefined && seen - claimed > policy.keySeenLateDays * DAY_SECONDS;
  },

  // Where nothing is opened there is nothing to block, and it costs most of all.
  'type-unsigned': (facts) => facts.opening.kind === 'opened' && canBeReadOtherwise(facts),

  'signed-in-future': ({ signature, time }) =>
    signature.signedAtSeconds !== undefined &&
    time.receivedSeconds !== undefined &&
    signature.signedAtSeconds - time.receivedSeconds > DAY_SECONDS,

  sha1: ({ signature }) => signature.hash === 'sha1',

  'testing-key': ({ opening }) => opening.kind === 'opened' && opening.terms.testing,

  'outside-key-window': (facts) => (usedKeyDistance(facts) ?? 0) > 0,

  'key-window-unknown': (facts) => facts.opening.kind === 'opened' && usedKeyDistance(facts) === undefined,

  expired: ({ signature, time }) =>
    signature.expiresAtSeconds !== undefined && time.receivedSeconds !== undefined && signature.expiresAtSeconds < time.receivedSeconds,

  'unsigned-field': ({ count }) => SHOWN_OR_OBEYED.some((name) => count(name).covered < count(name).present),

  'body-tail-unsigned': ({ coverage }) => coverage.body.signed < coverage.body.total,
};

/**
 * Whether the fields that say how the body is to be read could be anyone's, and the body lets them say more than one thing. A second
 * Content-Transfer-Encoding above the covered one is a second reading by itself.
 */
function canBeReadOtherwise({ readings, bodyIntact, count, signed }: SignatureFacts): boolean {
  const isAdded = (name: string): boolean => count(name).covered < count(name).present;
  const isOpen = (name: string): boolean => isAdded(name) || (count(name).present === 0 && !signed.oversigned.has(name));
  const typeIsOpen = isOpen('content-type');
  const encodingIsOpen = isOpen('content-transfer-encoding');
  if ((typeIsOpen || encodingIsOpen) && hasTwoStructures(readings())) return true;
  if (!bodyIntact) return false; // the text is not proven anyhow, and a footer that a list has added fits no encoding
  if (isAdded('content-disposition') && (readings().dispositionHidesText || readings().dispositionNamesFile)) return true;
  if (isAdded('content-transfer-encoding') && count('content-transfer-encoding').covered > 0) return true;
  return (typeIsOpen && !readings().typeFits) || (encodingIsOpen && !readings().encodingFits);
}

function hasTwoStructures({ declaredBoundaryIsFirst, hasSecondStructure }: BodyReadings): boolean {
  return !declaredBoundaryIsFirst || hasSecondStructure;
}

/**
 * Whether another key, or a revocation, was sighted nearer to the message. Where the used key has no sighting, only one that was
 * sighted at the very time of the message counts: a distance cannot be compared with an unknown one. Beside a recovered key, any key
 * from a better source that covers the time counts.
 */
function hasKeyConflict({ opening, keys, time, policy }: SignatureFacts): boolean {
  if (opening.kind !== 'opened') return false;
  const distanceOf = (stored: StoredKey): number | undefined => sightingDistance(stored, time.seconds, policy.windowGraceDays);
  const own = keys.filter((stored) => holdsKey(stored, opening.key));
  const nearest = own.reduce((least, stored) => Math.min(least, distanceOf(stored) ?? least), Number.POSITIVE_INFINITY);
  return keys.some((stored) => {
    const distance = distanceOf(stored);
    if (distance === undefined || !speaksAgainst(stored, opening.key)) return false;
    if (opening.stored.tier === 'recovered' && stored.tier !== 'recovered' && distance === 0) return true;
    return nearest === Number.POSITIVE_INFINITY ? distance === 0 : distance < nearest;
  });
}

function usedKeyDistance({ opening, time, policy }: SignatureFacts): number | undefined {
  return opening.kind === 'opened' ? sightingDistance(opening.stored, time.seconds, policy.windowGraceDays) : undefined;
}

/** Whether others could have computed the private half. */
export function isWeakKey(key: PublicKey, policy: Policy): boolean {
  return key.type === 'rsa' && key.bits < policy.weakKeyBits;
}

/** Whether a stored record says that the selector held something else: another key, or none any more. An unreadable one says nothing. */
function speaksAgainst(stored: StoredKey, key: PublicKey): boolean {
  return keyRecordOf(stored).kind !== 'unusable' && !holdsKey(stored, key);
}
