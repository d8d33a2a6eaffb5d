import type { Message } from '../../../message/message.ts';
import type { Crypto, HashAlgorithm, RsaPublicKey } from '../../crypto.ts';
import type { StoredKey } from '../key.ts';
import { parseKeyRecord } from '../record.ts';
import { subjectPublicKeyInfo } from '../spki.ts';
import { hexOf } from './modulus.ts';
import { type HeaderForm, readSample, type Sample, tryKey } from './sample.ts';

/**
 * Why a recovered key is believed: signatures of the archive that it opens to just the digests of what they cover. Anybody who has the
 * mail can check it in a moment, however long the key took to find. A value: JSON-safe, stored and printed as it is.
 */
export interface Certificate {
  readonly signer: string;
  readonly selector: string;
  readonly bits: number;
  /** Hexadecimal. */
  readonly modulus: string;
  readonly exponent: number;
  /** How many signatures of the archive fit the key when it was recovered. */
  readonly signatures: number;
  /** Up to {@link maxProofs} of them. */
  readonly proofs: readonly Proof[];
}

/** One signature that fits the key. */
export interface Proof {
  /** The message's number in the archive. */
  readonly number: number;
  /** Of its octets. */
  readonly sha256: string;
  /** Index of the DKIM-Signature field among the message's fields. */
  readonly field: number;
  readonly hash: HashAlgorithm;
  /** Of the signed header, in hexadecimal: what the opened signature says. */
  readonly digest: string;
  /** Absent: of the header as it stands. */
  readonly form?: Exclude<HeaderForm, 'as-it-stands'>;
}

/** Ten would convince anybody as well. */
export const maxProofs = 100;

/** @returns Undefined where the text is not that of a certificate: somebody has written to the archive beside the program. */
export function readCertificate(text: string): Certificate | undefined {
  const read = parsedOrUndefined(text) as Partial<Certificate> | null | undefined;
  const isText = (value: unknown): boolean => typeof value === 'string';
  // Counts and places: none is below zero, nor the zero below zero that JSON can hold.
  const isNumber = (value: unknown): boolean => Number.isSafeInteger(value) && Object.is(value, Math.abs(value as number));
  const isProof = (proof: Partial<Proof> | null): boolean =>
    isNumber(proof?.number) &&
    isNumber(proof?.field) &&
    [proof?.sha256, proof?.hash, proof?.digest].every(isText) &&
    (proof?.form === undefined || proof.form === 'before-list');
  const isWhole =
    [read?.signer, read?.selector, read?.modulus].every(isText) &&
    [read?.bits, read?.exponent, read?.signatures].every(isNumber) &&
    Array.isArray(read?.proofs) &&
    read.proofs.every(isProof);
  return isWhole ? (read as Certificate) : undefined;
}

function parsedOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A message of the archive, as a certificate is checked against it. */
export interface ProofMessage {
  readonly sha256: string;
  readonly message: Message;
}

/**
 * @param read - The message with that number; undefined where there is none.
 * @returns What is wrong, a sentence each; nothing where the certificate holds.
 */
export function checkCertificate(
  certificate: Certificate,
  stored: Pick<StoredKey, 'domain' | 'selector' | 'record'>,
  read: (number: number) => ProofMessage | undefined,
  crypto: Crypto,
): string[] {
  const key = keyOfRecord(stored.record);
  if (key === undefined) return ['its key record holds no RSA key'];
  const problems: string[] = [];
  if (hexOf(key.modulus) !== certificate.modulus || exponentOf(key) !== certificate.exponent || key.bits !== certificate.bits) {
    problems.push('its modulus is not the one in the key record');
  }
  if (certificate.signer !== stored.domain || certificate.selector !== stored.selector) problems.push('it is filed under another selector');
  const distinct = new Set<string>();
  for (const proof of certificate.proofs) {
    const where = `message ${proof.number}, field ${proof.field}`;
    const found = read(proof.number);
    if (found === undefined || found.sha256 !== proof.sha256) {
      problems.push(`${where}: not the message that it names`);
      continue;
    }
    const sample = readSample(found.message, proof.field, true, crypto, proof.form);
    if (sample === undefined || sample.signer !== certificate.signer || sample.selector !== certificate.selector) {
      problems.push(`${where}: no RSA signature by this selector`);
    } else if (sample.hash !== proof.hash || hexOf(sample.digest) !== proof.digest || tryKey(sample, key, crypto) !== 'fits') {
      problems.push(`${where}: the key does not open this signature to what it covers`);
    } else distinct.add(hexOf(sample.signature));
  }
  if (problems.length === 0 && distinct.size < 2) problems.push('it names fewer than two different signatures');
  return problems;
}

/** A sample and where it stands. */
export interface PlacedSample extends Sample {
  readonly number: number;
  readonly sha256: string;
  readonly field: number;
}

/** @param fitting - Samples that the key fits. */
export function certify(key: RsaPublicKey, fitting: readonly PlacedSample[]): Certificate {
  const { signer, selector } = fitting[0]!;
  const shown = fitting.toSorted((a, b) => a.doubt - b.doubt || a.number - b.number).slice(0, maxProofs);
  return {
    signer,
    selector,
    bits: key.bits,
    modulus: hexOf(key.modulus),
    exponent: exponentOf(key),
    signatures: fitting.length,
    proofs: shown.map(({ number, sha256, field, hash, digest, form }) => ({
      ...{ number, sha256, field, hash, digest: hexOf(digest) },
      ...(form !== 'as-it-stands' && { form }),
    })),
  };
}

/** The key as the archive keeps it: seen while the mail that shows it was under way, by nobody but that mail. */
export function recoveredKey(key: RsaPublicKey, fitting: readonly Sample[]): StoredKey {
  const { signer, selector } = fitting[0]!;
  const times = fitting.flatMap(({ seconds }) => (seconds === undefined ? [] : [seconds]));
  const der = subjectPublicKeyInfo({ type: 'rsa', rsa: key, bits: key.bits });
  return {
    domain: signer,
    selector,
    record: `v=DKIM1; k=rsa; p=${base64Of(der)}`,
    tier: 'recovered',
    source: `recovered from ${fitting.length} signatures of this archive`,
    ...(times.length > 0 && { firstSeenSeconds: Math.min(...times), lastSeenSeconds: Math.max(...times) }),
  };
}

function keyOfRecord(record: string): RsaPublicKey | undefined {
  const read = parseKeyRecord(record);
  return read.kind === 'key' && read.key.type === 'rsa' ? read.key.rsa : undefined;
}

function exponentOf(key: RsaPublicKey): number {
  return key.exponent.reduce((sum, octet) => 256 * sum + octet, 0);
}

function base64Of(octets: Uint8Array): string {
  return btoa(String.fromCharCode(...octets));
}
