import { evidenceBundle } from '../evidence/bundle/bundle.ts';
import { wantedKeys } from '../evidence/keys/wanted.ts';
import { explainSignature } from '../evidence/steps/steps.ts';
import { verdictWords } from '../evidence/words.ts';
import { type Message, parseMessage } from '../message/message.ts';
import { jsonText } from '../message/terminal-text.ts';
import type { Archive } from './archive.ts';
import { keyFileLine } from './key-record.ts';
import { createNodeCrypto } from './node-crypto.ts';

/** The archive's keys that a message's signatures ask for, as a key file in JSONL: what a stranger needs beside its octets. */
export function wantedKeyLines(archive: Archive, message: Message): string {
  const ring = archive.keyRing();
  return wantedKeys(message)
    .flatMap(({ domain, selector }) => ring.lookup(domain, selector).keys)
    .map((key) => `${jsonText(keyFileLine(key))}\n`)
    .join('');
}

/**
 * All that is needed to check one message with openssl alone, as a zip; the same octets as long as the archive says the same of it.
 *
 * @returns undefined where there is no such message.
 */
export function readEvidenceBundle(archive: Archive, number: number): Uint8Array | undefined {
  const record = archive.message(number);
  const octets = archive.octets(number);
  if (record === undefined || octets === undefined) return undefined;
  const message = parseMessage(octets);
  const crypto = createNodeCrypto();
  const context = { keys: archive.keyRing(), crypto, policy: archive.policy() };
  return evidenceBundle(
    {
      title: `Message ${number} of ${archive.appearance().title}`,
      octets,
      verdict: verdictWords(record.verdict).label,
      signatures: record.signatures.map((signature) => explainSignature(message, signature, context)),
      keyLines: wantedKeyLines(archive, message),
      record: `${jsonText(record, 2)}\n`,
    },
    crypto,
  );
}

/** What a bundle is called on a disk. */
export function bundleName(number: number): string {
  return `message-${number}.evidence.zip`;
}
