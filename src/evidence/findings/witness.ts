import type { Correspondent } from '../chains/chain-message.ts';
import type { WordedText } from '../chains/compare.ts';

/** One message as findings see it: what it says of itself, and what of that its own signatures prove. */
export interface Witness {
  readonly number: number;
  /** The one mailbox of From; undefined where there is none or several. */
  readonly sender?: Correspondent;
  /** Lower-cased, of To and Cc. */
  readonly addressees: readonly string[];
  /** The Date field, UTC. */
  readonly dateSeconds?: number;
  readonly offsetMinutes?: number;
  readonly messageId?: string;
  /** Its own signature proves what it says, or a part of that. */
  readonly isProven: boolean;
  readonly signs: Signed;
  /** When the sender's server signed it, by a signature that holds. */
  readonly signedAtSeconds?: number;
  /** When a server first had it: the same, else by its lowest Received field, which proves nothing. */
  readonly handledAtSeconds?: number;
  /** It went through no server: a draft, or the sender's own copy. */
  readonly isUnsent: boolean;
  /** Each form in which it says what it says, whole: quotes and closings too. */
  readonly texts: readonly WordedText[];
}

/** What passing signatures of the sender's own domain cover. */
export interface Signed {
  readonly date: boolean;
  readonly messageId: boolean;
  readonly inReplyTo: boolean;
  /** All that a reader is shown: From, Date and the whole body. */
  readonly text: boolean;
}

export const nothingSigned: Signed = { date: false, messageId: false, inReplyTo: false, text: false };

/**
 * Whether the address of From is that of a list, which wrote itself in the place of the author: `Ann via the list <list@…>`, and where the mail
 * goes to the address that it comes from.
 */
export function isSentByList({ sender, addressees }: Pick<Witness, 'sender' | 'addressees'>): boolean {
  if (sender === undefined) return false;
  return addressees.includes(sender.address) || /\s(?:via|через|über|por|par|per)\s/i.test(sender.name ?? '');
}
