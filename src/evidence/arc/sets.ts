import { rawValue } from '../../message/fields.ts';
import type { Message } from '../../message/message.ts';
import { maxArcOctets } from '../limits.ts';
import { readInstance } from './fields.ts';

/** The three fields that one hop added, as indexes in `message.fields` (RFC 8617 §4.2). */
export interface ArcSet {
  readonly instance: number;
  readonly results: number;
  readonly messageSignature: number;
  readonly seal: number;
}

export type ArcSets =
  | { readonly kind: 'none' }
  /** In order, the first hop's first; instances 1 to n, none missing. */
  | { readonly kind: 'sets'; readonly sets: readonly ArcSet[] }
  /** The fields make no whole sets: some are missing, stand twice, or name no instance. */
  | { readonly kind: 'broken'; readonly fault: 'incomplete' | 'duplicate' | 'instance' | 'too-large'; readonly instance?: number };

const FIELD_NAMES = ['arc-authentication-results', 'arc-message-signature', 'arc-seal'] as const;

/** Collects the ARC sets of a message (RFC 8617 §5.2, steps 1 and 3A). Never throws. */
export function arcSets(message: Message): ArcSets {
  const found = new Map<string, number>();
  let highest = 0;
  let octets = 0;
  for (const [index, field] of message.fields.entries()) {
    if (!(FIELD_NAMES as readonly string[]).includes(field.lowerName)) continue;
    octets += field.end - field.start;
    if (octets > maxArcOctets) return { kind: 'broken', fault: 'too-large' };
    const instance = readInstance(field.lowerName, rawValue(message.octets, field));
    if (instance === undefined) return { kind: 'broken', fault: 'instance' };
    const name = `${field.lowerName} ${instance}`;
    if (found.has(name)) return { kind: 'broken', fault: 'duplicate', instance };
    found.set(name, index);
    highest = Math.max(highest, instance);
  }
  if (highest === 0) return { kind: 'none' };
  const sets: ArcSet[] = [];
  for (let instance = 1; instance <= highest; instance++) {
    const [results, messageSignature, seal] = FIELD_NAMES.map((name) => found.get(`${name} ${instance}`));
    if (results === undefined || messageSignature === undefined || seal === undefined) {
      return { kind: 'broken', fault: 'incomplete', instance };
    }
    sets.push({ instance, results, messageSignature, seal });
  }
  return { kind: 'sets', sets };
}
