import { rawValue } from '../../message/fields.ts';
import type { Message } from '../../message/message.ts';
import { parseMessageSignature, parseSeal } from '../arc/fields.ts';
import { arcSets } from '../arc/sets.ts';
import { parseSignature } from '../dkim/signature.ts';
import { maxSignatures } from '../limits.ts';

/**
 * The keys that a message's signatures and the links of its ARC chain ask for, each once: what to look up before it is judged. Malformed
 * ones ask for none.
 */
export function wantedKeys(message: Message): { readonly domain: string; readonly selector: string }[] {
  const wanted = new Map<string, { domain: string; selector: string }>();
  const want = ({ signer: domain, selector }: { readonly signer: string; readonly selector: string }): void => {
    wanted.set(`${selector} ${domain}`, { domain, selector });
  };
  const value = (index: number): string => rawValue(message.octets, message.fields[index]!);
  for (const index of signatureFields(message).tested) {
    const parsed = parseSignature(value(index));
    if (parsed.kind === 'signature') want(parsed.signature);
  }
  const chain = arcSets(message);
  for (const { messageSignature, seal } of chain.kind === 'sets' ? chain.sets : []) {
    for (const parsed of [parseMessageSignature(value(messageSignature)), parseSeal(value(seal))]) {
      if (parsed.kind === 'read') want(parsed.value);
    }
  }
  return [...wanted.values()];
}

/**
 * The DKIM-Signature fields of a message, from the top down.
 *
 * @returns `tested`: indexes in `message.fields` of the lowest {@link maxSignatures}, since the author's own signature is the lowest
 * and whoever forwards puts his on top; `notTested`: how many more there are.
 */
export function signatureFields(message: Message): { readonly tested: readonly number[]; readonly notTested: number } {
  const indexes: number[] = [];
  for (const [index, field] of message.fields.entries()) if (field.lowerName === 'dkim-signature') indexes.push(index);
  return { tested: indexes.slice(-maxSignatures), notTested: Math.max(0, indexes.length - maxSignatures) };
}
