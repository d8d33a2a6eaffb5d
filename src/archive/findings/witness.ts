import { isProven } from '../../evidence/chains/voucher.ts';
import { chainWords } from '../../evidence/chains/words.ts';
import type { SignatureEvidence } from '../../evidence/evidence.ts';
import { nothingSigned, type Signed, type Witness } from '../../evidence/findings/witness.ts';
import { isBlocking } from '../../evidence/verdict.ts';
import { addressKey } from '../../message/addresses.ts';
import { fieldsNamed, unfoldedText } from '../../message/fields.ts';
import { type Message, parseMessage } from '../../message/message.ts';
import { type Part, parseParts } from '../../message/parts.ts';
import { splitQuotes } from '../../message/quotes.ts';
import { parseReceived } from '../../message/received.ts';
import { shownTexts } from '../../message/text.ts';
import type { Database } from '../../store/database.ts';
import { readOctets } from '../../store/octets.ts';
import { readMessages, type StoredMessage } from '../../store/records.ts';
import { readable } from '../readable.ts';
import { Recent } from '../recent.ts';

/** Messages as findings see them, each read once for as long as it is remembered. */
export type WitnessReader = (number: number) => Witness | undefined;

/** Mails with their words. A thread and its copies are among so many. */
const remembered = 100;

export function createWitnessReader(database: Database): WitnessReader {
  const known = new Recent<number, Witness | undefined>(remembered);
  return (number) =>
    known.get(number, () => {
      const [stored] = readMessages(database, [number]);
      const octets = readable(() => readOctets(database, number));
      return stored === undefined || octets === undefined ? undefined : witnessOf(stored, parseMessage(octets));
    });
}

function witnessOf(stored: StoredMessage, message: Message): Witness {
  const people = (...roles: readonly string[]) => stored.people.filter(({ role, address }) => roles.includes(role) && address !== '');
  const senders = people('from');
  const signatures = stored.signatures.filter(speaksForSender);
  const signedAt = signatures.flatMap(({ signedAtSeconds }) => signedAtSeconds ?? []);
  const received = fieldsNamed(message, 'received');
  const handledAtSeconds = signedAt[0] ?? (received.length > 0 ? receivedAt(message) : undefined);
  let texts: Witness['texts'] | undefined;
  return {
    number: stored.number,
    ...(senders.length === 1 && {
      sender: { address: addressKey(senders[0]!.address), ...(senders[0]!.name !== undefined && { name: senders[0]!.name }) },
    }),
    addressees: people('to', 'cc').map(({ address }) => addressKey(address)),
    ...(stored.dateSeconds !== undefined && { dateSeconds: stored.dateSeconds }),
    ...(stored.dateOffsetMinutes !== undefined && { offsetMinutes: stored.dateOffsetMinutes }),
    ...(stored.messageId !== undefined && { messageId: stored.messageId }),
    isProven: isProven(stored.verdict),
    signs: signatures.reduce((all, signature) => joined(all, signedBy(message, signature)), nothingSigned),
    ...(signedAt.length > 0 && { signedAtSeconds: Math.min(...signedAt) }),
    ...(handledAtSeconds !== undefined && { handledAtSeconds }),
    isUnsent: received.length === 0,
    // What differs in time alone is not read for its words.
    get texts() {
      texts ??= textsOf(message)
        .map(withoutFooter)
        .map((text) => ({ text, ...chainWords(text) }));
      return texts;
    },
  };
}

/** A signature of the sender's own domain that holds over the header as it stands, under a key that nothing speaks against. */
function speaksForSender({ headersIntact, aligned, cautions, key, repairs }: SignatureEvidence): boolean {
  if (headersIntact !== true || repairs.length > 0 || key?.tier === 'recovered') return false;
  return (aligned === 'exact' || aligned === 'organisation') && !cautions.some(isBlocking);
}

function signedBy(message: Message, { result, coverage, coveredFields }: SignatureEvidence): Signed {
  const covered = new Set(coveredFields);
  /** Every field of that name, where there is one. */
  const covers = (...names: readonly string[]) => {
    const indexes = message.fields.flatMap(({ lowerName }, index) => (names.includes(lowerName) ? [index] : []));
    return indexes.length > 0 && indexes.every((index) => covered.has(index));
  };
  const { fields, body } = coverage;
  const date = fields.date === 'covered';
  return {
    date,
    messageId: covers('message-id'),
    inReplyTo: covers('in-reply-to', 'references'),
    text: result === 'pass' && date && fields.from === 'covered' && body.signed === body.total,
  };
}

function joined(one: Signed, other: Signed): Signed {
  return {
    date: one.date || other.date,
    messageId: one.messageId || other.messageId,
    inReplyTo: one.inReplyTo || other.inReplyTo,
    text: one.text || other.text,
  };
}

/** When the first server had it: the lowest trace field with a time. */
function receivedAt(message: Message): number | undefined {
  for (const field of fieldsNamed(message, 'received').reverse()) {
    const { epochSeconds } = parseReceived(unfoldedText(message.octets, field));
    if (epochSeconds !== undefined) return epochSeconds;
  }
  return undefined;
}

/** Every form in which it can be read; what is encrypted says nothing that could be compared. */
function textsOf(message: Message): string[] {
  const { root } = parseParts(message);
  if (isEncrypted(root)) return [];
  return shownTexts(message, root).filter((text) => !text.includes('-----BEGIN PGP MESSAGE-----'));
}

/** Two lists put two footers below the same mail, which have words in common. */
function withoutFooter(text: string): string {
  const segments = splitQuotes(text);
  let end = text.length;
  for (let last = segments.pop(); last?.kind === 'disclaimer' && last.depth === 0; last = segments.pop()) end -= last.text.length;
  return text.slice(0, end);
}

function isEncrypted({ type }: Part): boolean {
  return type === 'multipart/encrypted' || type === 'application/pkcs7-mime' || type === 'application/x-pkcs7-mime';
}
