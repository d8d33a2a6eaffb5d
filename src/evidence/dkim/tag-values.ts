import type { HashAlgorithm } from '../crypto.ts';
import { isDomainName, nameFromOctets } from './domain-name.ts';
import type { Tag } from './tag-list.ts';

/*
 * The values of tags that DKIM-Signature, ARC-Message-Signature and ARC-Seal share (RFC 6376 §3.5; RFC 8617 §4.1).
 */

export interface SigningAlgorithm {
  /** As written, such as `rsa-sha256`. */
  readonly algorithm: 'rsa-sha1' | 'rsa-sha256' | 'ed25519-sha256';
  readonly keyType: 'rsa' | 'ed25519';
  readonly hash: HashAlgorithm;
}

export type Canonicalization = 'simple' | 'relaxed';

/** `a=`: RFC 6376 §3.3, RFC 8463 §3. */
export function readAlgorithm(tags: ReadonlyMap<string, Tag>): SigningAlgorithm {
  return ALGORITHMS.get(required(tags, 'a')) ?? fault('a');
}

const ALGORITHMS = new Map<string, SigningAlgorithm>([
  ['rsa-sha1', { algorithm: 'rsa-sha1', keyType: 'rsa', hash: 'sha1' }],
  ['rsa-sha256', { algorithm: 'rsa-sha256', keyType: 'rsa', hash: 'sha256' }],
  ['ed25519-sha256', { algorithm: 'ed25519-sha256', keyType: 'ed25519', hash: 'sha256' }],
]);

/** A tag that breaks the rules: thrown by what reads tags, caught by the parser of the field. */
export class TagFault extends Error {
  readonly tag: string;
  constructor(tag: string) {
    super(tag);
    this.tag = tag;
  }
}

export function fault(tag: string): never {
  throw new TagFault(tag);
}

export function required(tags: ReadonlyMap<string, Tag>, name: string): string {
  return tags.get(name)?.value ?? fault(name);
}

export function readCanonicalization(value = 'simple/simple'): [Canonicalization, Canonicalization] {
  const [header, body = 'simple', ...more] = value.split('/');
  if (!isCanonicalization(header) || !isCanonicalization(body) || more.length > 0) throw new TagFault('c');
  return [header, body];
}

function isCanonicalization(name: string | undefined): name is Canonicalization {
  return name === 'simple' || name === 'relaxed';
}

export function readName(value: string, minLabels: number): string | undefined {
  const name = nameFromOctets(value);
  return isDomainName(name, minLabels) ? name : undefined;
}

export function readNumber(tags: ReadonlyMap<string, Tag>, name: string, maxDigits: number): number | undefined {
  const value = tags.get(name)?.value;
  if (value === undefined) return undefined;
  if (value.length > maxDigits || !/^[0-9]+$/.test(value)) throw new TagFault(name);
  return Number(value);
}
