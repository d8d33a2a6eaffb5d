import type { Crypto } from '../evidence/crypto.ts';
import { type KeyRing, type KeySource, keyName, LookupFailed, type StoredKey } from '../evidence/keys/key.ts';
import { keyRingOf } from '../evidence/keys/key-ring.ts';
import { wantedKeys } from '../evidence/keys/wanted.ts';
import type { Policy } from '../evidence/policy.ts';
import { parseMessage } from '../message/message.ts';
import { type ExaminedMessage, examine } from './examine.ts';
import { type MessageRecord, recordOf } from './record.ts';

export interface VerifyContext {
  readonly keys: readonly StoredKey[];
  readonly crypto: Crypto;
  readonly policy: Policy;
  /** Where to look up keys live; only where the user asked for it. */
  readonly lookups?: KeySource;
  /** Notes on a key that was looked up what an archive knows of it. */
  readonly noted?: (key: StoredKey) => StoredKey;
}

/** One message judged on its own: what is said of a stored message, but for its place in an archive. */
export type VerifiedRecord = Omit<MessageRecord, 'number' | 'thread' | 'corroboratedBy' | 'contradictedBy' | 'disputedBy'>;

/**
 * Verifies one message that need not be in any archive.
 *
 * @returns The record, the keys that it was judged with, and those of them that were looked up for it.
 */
export async function verifyMessage(
  octets: Uint8Array,
  context: VerifyContext,
): Promise<{ record: VerifiedRecord; keys: KeyRing; lookedUp: StoredKey[] }> {
  const { keys, lookedUp } = await withLookups(octets, context);
  const {
    number: _n,
    thread: _t,
    corroboratedBy: _c,
    contradictedBy: _d,
    disputedBy: _e,
    ...record
  } = recordOf(asStored(examine(octets, false, { ...context, keys })));
  return { record, keys, lookedUp };
}

async function withLookups(
  octets: Uint8Array,
  { keys, lookups, noted = (key) => key }: VerifyContext,
): Promise<{ keys: KeyRing; lookedUp: StoredKey[] }> {
  const lookedUp: StoredKey[] = [];
  const failures = new Map<string, string>();
  if (lookups === undefined) return { keys: keyRingOf(keys), lookedUp };
  for (const { domain, selector } of wantedKeys(parseMessage(octets))) {
    try {
      lookedUp.push(...(await lookups.lookup(domain, selector)));
    } catch (error) {
      if (!(error instanceof LookupFailed)) throw error;
      failures.set(keyName(domain, selector), error.message);
    }
  }
  return { keys: keyRingOf([...keys, ...lookedUp.map(noted)], failures), lookedUp };
}

function asStored({ row }: ExaminedMessage) {
  const hex = (octets: Uint8Array) => Buffer.from(octets).toString('hex');
  return {
    ...row,
    ...row.judgement,
    number: 0,
    thread: 0,
    sha256: hex(row.sha256),
    attachments: row.attachments.map((attachment) => ({ ...attachment, sha256: hex(attachment.sha256), md5: hex(attachment.md5) })),
  };
}
