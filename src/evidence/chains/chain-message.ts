import type { AttributedTime } from './attributed-time.ts';
import type { OwnText, QuotedText } from './compare.ts';

/** One message as chains see it: who wrote what to whom, and whom it quotes. */
export interface ChainMessage {
  readonly number: number;
  /** The one mailbox of From; undefined where there is none or several. */
  readonly sender?: Correspondent;
  /** Of To and Cc. */
  readonly addressees: readonly Correspondent[];
  /** The Date field, UTC. */
  readonly dateSeconds?: number;
  /** What the author says for himself, once for each form in which the mail says it: plain text, HTML. All of them are shown to readers. */
  readonly own: readonly OwnText[];
  readonly quotes: readonly Quote[];
  /** Whether its own signature proves what it says: then nothing that others quote lifts it. */
  readonly isProven: boolean;
  /** Whether its signature makes it evidence on the mail that it quotes. */
  readonly isVoucher: boolean;
}

/** What of a message makes a difference where another one quotes it. */
export type QuotedMessage = Omit<ChainMessage, 'quotes'>;

export interface Correspondent {
  /** Lower-cased. */
  readonly address: string;
  readonly name?: string;
}

/** What a message quotes of one other message, in one place or parted by answers. */
export interface Quote {
  /** 1: whom the author quotes; 2: whom that one quoted … */
  readonly depth: number;
  readonly text: QuotedText;
  /** What is said beside it of whose words these are. */
  readonly attribution?: {
    readonly name?: string;
    /** Lower-cased. */
    readonly address?: string;
    /** When it says that they were sent. */
    readonly time?: AttributedTime;
  };
}
