/** How a single mail comes to be, for the cases of `specials.ts`: written, signed, delivered. */
import type { Caution, Verdict } from '../evidence/verdict.ts';
import { domainOfPerson, type Person } from './cast.ts';
import { delivered, type Journey, type Parcel, signed, signedByCustom, submitted } from './delivery.ts';
import { compose, type Draft, makeMessageId } from './mime/compose.ts';
import { expand, type Slots } from './prose/grammar.ts';
import type { Random } from './random.ts';
import { customOf, SPECIAL_ORDERS } from './signers.ts';

export interface SpecialMail {
  readonly parcel: Parcel;
  readonly owner: Person;
  readonly sender: string;
  readonly intended: Verdict;
  readonly cautions?: readonly Caution[];
}

export interface SpecialContext {
  readonly random: Random;
  readonly seconds: number;
  readonly slots: Slots;
}

/** A mail as it leaves its writer's server, not yet signed. Subject and paragraphs are templates. */
export function draftOf(
  c: SpecialContext,
  from: Person,
  to: Person,
  subject: string,
  paragraphs: readonly string[],
  more: Partial<Draft> = {},
): Parcel {
  const fill = (template: string) => expand(template, c.random, c.slots);
  const draft: Draft = {
    from,
    to: [to],
    cc: [],
    subject: fill(subject),
    seconds: c.seconds,
    messageId: makeMessageId(from, c.seconds, c.random),
    references: [],
    paragraphs: paragraphs.map(fill),
    attachments: [],
    ...more,
  };
  const composed = compose(draft, c.random);
  return submitted({ fields: composed.fields, body: composed.body }, domainOfPerson(from), c.seconds, c.random);
}

/** The mail in its owner's mailbox. */
export function sent(
  c: SpecialContext,
  parcel: Parcel,
  from: Person,
  owner: Person,
  intended: Verdict,
  cautions: readonly Caution[] = [],
): SpecialMail {
  return { parcel: delivered(parcel, journey(from, owner, c.seconds), c.random), owner, sender: from.address, intended, cautions };
}

/** A mail from somebody at postbox.example, signed there. */
export function posted(
  c: SpecialContext,
  from: Person,
  owner: Person,
  subject: string,
  paragraphs: readonly string[],
  change: (parcel: Parcel) => Parcel = (one) => one,
): SpecialMail {
  const parcel = change(draftOf(c, from, owner, subject, paragraphs));
  return sent(c, signedByCustom(parcel, customOf('postbox.example', c.seconds), c.seconds), from, owner, 'verified');
}

/** A mail signed by orders of its own. */
export function special(
  c: SpecialContext,
  from: Person,
  owner: Person,
  subject: string,
  paragraphs: readonly string[],
  orders: readonly (keyof typeof SPECIAL_ORDERS)[],
  intended: Verdict,
  cautions: readonly Caution[] = [],
): SpecialMail {
  const parcel = orders.reduce((one, name) => signed(one, SPECIAL_ORDERS[name]), draftOf(c, from, owner, subject, paragraphs));
  return sent(c, parcel, from, owner, intended, cautions);
}

export function journey(from: Person, owner: Person, seconds: number): Journey {
  return {
    senderDomain: domainOfPerson(from),
    recipientDomain: domainOfPerson(owner),
    recipient: owner.address,
    sender: from.address,
    seconds,
  };
}

/** The same less the fields of this name. */
export function without(parcel: Parcel, name: string): Parcel {
  return { ...parcel, fields: parcel.fields.filter((field) => field.name !== name) };
}
