import type { KeyName } from './keys.ts';
import { sign } from './signer.ts';

export interface SealingOptions {
  readonly key?: KeyName;
  /** Default: relay.example. */
  readonly domain?: string;
  readonly selector?: string;
  /** Default: what an honest sealer says in this place of the chain. */
  readonly claim?: string;
  readonly results?: string;
  /** The names in `h=` of the message signature. */
  readonly names?: readonly string[];
  /** Tags put into the message signature, such as `l=3`. */
  readonly tags?: string;
}

const SET = ['arc-authentication-results', 'arc-message-signature', 'arc-seal'];

/**
 * Adds an ARC set on top of a message (RFC 8617 §5.1). The signer of tests takes fields from the bottom up, and so, asked for the names
 * of a set as often as there are sets, it takes them in the order that a seal covers them.
 *
 * @param instance - Of the new set: one more than the message has.
 */
export function seal(message: string, instance: number, options: SealingOptions = {}): string {
  const { key = 'rsa2048', domain = 'relay.example', selector = 'arc', tags } = options;
  const { claim = instance === 1 ? 'none' : 'pass', results = `${domain}; dkim=pass header.d=example.org` } = options;
  const names = options.names ?? ['from', 'to', 'subject', 'date'];
  const field = (name: string, more: string) =>
    `${name}: i=${instance}; a=rsa-sha256; d=${domain}; s=${selector}; t=1456826401;\r\n\t${more} b={b}`;
  const withResults = `ARC-Authentication-Results: i=${instance}; ${results}\r\n${message}`;
  const extra = tags === undefined ? '' : `${tags}; `;
  const length = /\bl=(\d+)/.exec(tags ?? '')?.[1];
  const withSignature = sign(withResults, {
    key,
    names,
    ...(length === undefined ? {} : { length: Number(length) }),
    template: field('ARC-Message-Signature', `c=relaxed/relaxed; ${extra}h=${names.join(':')};\r\n\tbh={bh};`),
  });
  return sign(withSignature, {
    key,
    names: Array.from({ length: instance }, () => SET)
      .flat()
      .slice(0, -1),
    template: field('ARC-Seal', `cv=${claim};`),
  });
}
