/** What every mailbox holds besides letters: newsletters, offers, bounces. */
import type { Verdict } from '../evidence/verdict.ts';
import { CAST, domainOfPerson, outsider, type Person } from './cast.ts';
import { mailDate } from './clock.ts';
import { delivered, type Parcel, signed, submitted } from './delivery.ts';
import { compose, makeMessageId } from './mime/compose.ts';
import { type Slots, sentence } from './prose/grammar.ts';
import type { Random } from './random.ts';
import { SPECIAL_ORDERS } from './signers.ts';

export interface BulkMail {
  readonly parcel: Parcel;
  readonly owner: Person;
  readonly sender: string;
  readonly intended: Verdict;
}

interface BulkContext {
  readonly random: Random;
  readonly seconds: number;
  readonly slots: Slots;
  readonly owner: Person;
}

const NEWSLETTERS: readonly { readonly from: Person; readonly subjects: readonly string[]; readonly texts: readonly string[] }[] = [
  {
    from: {
      name: 'La Gazette de l’Orle',
      first: 'La Gazette',
      address: 'lettre@gazette-orle.example',
      client: 'gmail',
      language: 'fr',
      signature: ['La Gazette de l’Orle', 'Se désinscrire : http://lettermill.example/out'],
    },
    subjects: ['La lettre du <day>', 'À la une : <village>', '[Pont|Budget|Fête] : ce qu’il faut savoir'],
    texts: [
      'À <village>, [le conseil a débattu jusqu’à minuit|on attend toujours le car|une pendule a été volée puis rendue].',
      'Le chiffre du jour : <percent> des lecteurs [préfèrent les lampions|n’ont pas d’avis sur le pont|lisent cette lettre au lit].',
      'Agenda : le <soon>, <room>, <time>, [entrée libre|participation de <small>|apporter sa chaise].',
      'Notre enquête : [où sont passés les <amount>|qui a commandé <count> <things>|pourquoi <trade> ne vient plus].',
    ],
  },
  {
    from: {
      name: 'Orle Valley Weekly',
      first: 'The Weekly',
      address: 'weekly@orle-valley-weekly.example',
      client: 'gmail',
      language: 'en',
      signature: ['Orle Valley Weekly', 'To leave this list: http://lettermill.example/out'],
    },
    subjects: ['This week in the valley', '<village>: [the bridge|the fair|the <things>]', 'Five things before <day>'],
    texts: [
      'In <village> [the council sat until midnight|a clock was stolen and returned|the ferry has a new bell].',
      'Number of the week: <percent> of you [would keep the bridge|own a <thing>|read this in bed].',
      'Diary: <soon>, <room>, <time>, [free|<small> at the door|bring a chair].',
      'Classified: <count> <things>, [as new|slightly [bent|faded|damp|singed]|must be seen], <street>, ask for <name>.',
    ],
  },
];

const OFFERS = {
  subjects: [
    'You have won a <thing>',
    'Cheap <things> only until <day>',
    'Re: your <amount>',
    'Confidential: <amount> for you',
    'RE: RE: <things>!!!',
  ],
  texts: [
    'Dear friend, I am the [widow|notary|nephew] of <person> of <village>, who left <amount> and nobody to spend it.',
    'Our <things> are [genuine|certified|as seen in <village>] and <percent> cheaper, click <site> before <time>.',
    'Your mailbox will be closed on <day> unless you confirm your <thing> at <site>.',
    'Kindly send <small> for the stamp and we shall send you the <adj> <thing>.',
  ],
} as const;

/** A newsletter, signed by the service that sends it and not by the paper. */
export function newsletter({ random, seconds, slots, owner }: BulkContext): BulkMail {
  const { from, subjects, texts } =
    NEWSLETTERS.find((one) => one.from.language === owner.language && random.chance(0.9)) ?? NEWSLETTERS[1]!;
  const paragraphs = [...texts, random.pick(texts)].filter(() => random.chance(0.85)).map((text) => sentence(text, random, slots));
  const subject = sentence(random.pick(subjects), random, slots);
  const draft = {
    from,
    to: [owner],
    cc: [],
    subject,
    seconds,
    messageId: `<${random.letters(20, '0123456789abcdef')}@lettermill.example>`,
    references: [],
    paragraphs: [subject, ...paragraphs],
    attachments: [],
  };
  const composed = compose(draft, random);
  const fields = [
    ...composed.fields,
    { name: 'List-Unsubscribe', value: ' <http://lettermill.example/out>' },
    { name: 'Precedence', value: ' bulk' },
  ];
  const sent = signed({ fields, body: composed.body }, SPECIAL_ORDERS.lettermill);
  const sender = `bounce-${random.between(1000, 99_999)}@lettermill.example`;
  const parcel = delivered(
    sent,
    { senderDomain: 'lettermill.example', recipientDomain: domainOfPerson(owner), recipient: owner.address, sender, seconds },
    random,
  );
  return { parcel, owner, sender, intended: 'unverified' };
}

/** An offer that nobody asked for. */
export function unwantedOffer({ random, seconds, slots, owner }: BulkContext): BulkMail {
  const stranger = outsider(random.below(90_000) + 5_000_000, 'en');
  const from: Person = {
    ...stranger,
    address: `${random.letters(8, 'abcdefghijklmnopqrstuvwxyz')}@${random.letters(6, 'aeioubcdflmnrst')}.invalid`,
    signature: [],
  };
  const paragraphs = Array.from({ length: random.between(1, 3) }, () => sentence(random.pick(OFFERS.texts), random, slots));
  const draft = {
    from,
    to: [owner],
    cc: [],
    subject: sentence(random.pick(OFFERS.subjects), random, slots),
    seconds,
    messageId: makeMessageId(from, seconds, random),
    references: [],
    paragraphs,
    attachments: [],
  };
  const composed = compose(draft, random);
  const sent = submitted({ fields: composed.fields, body: composed.body }, 'relay.invalid', seconds, random);
  const parcel = delivered(
    sent,
    { senderDomain: 'relay.invalid', recipientDomain: domainOfPerson(owner), recipient: owner.address, sender: from.address, seconds },
    random,
  );
  return { parcel, owner, sender: from.address, intended: 'unverified' };
}

/** The report of a server that could not deliver (RFC 3464). */
export function bounce({ random, seconds, owner }: BulkContext): BulkMail {
  const lost = outsider(random.below(400), owner.language);
  const domain = domainOfPerson(owner);
  const boundary = `${random.letters(10, '0123456789ABCDEF')}.${seconds}/mail.${domain}`;
  const lines = [
    'This is a MIME-encapsulated message.',
    '',
    `--${boundary}`,
    'Content-Description: Notification',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    `This is the mail system at host mail.${domain}.`,
    '',
    'Your message could not be delivered to one of its recipients.',
    '',
    `<${lost.address}>: host mx.${domainOfPerson(lost)}[192.0.2.${random.between(1, 254)}] said: 550 5.1.1 no such mailbox`,
    '',
    `--${boundary}`,
    'Content-Type: message/delivery-status',
    '',
    `Reporting-MTA: dns; mail.${domain}`,
    `Arrival-Date: ${mailDate(seconds - random.between(1, 300))}`,
    '',
    `Final-Recipient: rfc822; ${lost.address}`,
    'Action: failed',
    'Status: 5.1.1',
    '',
    `--${boundary}--`,
    '',
  ];
  const field = (name: string, value: string) => ({ name, value: ` ${value}` });
  const fields = [
    field('Return-Path', '<>'),
    {
      name: 'Received',
      value: ` by mail.${domain} (Postfix) id ${random.letters(11, '0123456789BCDFGHJKLMNPQRSTVWXYZ')};\r\n\t${mailDate(seconds)}`,
    },
    field('Date', mailDate(seconds)),
    field('From', `MAILER-DAEMON@mail.${domain} (Mail Delivery System)`),
    field('Subject', 'Undelivered Mail Returned to Sender'),
    field('To', owner.address),
    field('Auto-Submitted', 'auto-replied'),
    field('MIME-Version', '1.0'),
    { name: 'Content-Type', value: ` multipart/report; report-type=delivery-status;\r\n\tboundary="${boundary}"` },
    field('Message-Id', `<${seconds}.${random.letters(11, '0123456789ABCDEF')}@mail.${domain}>`),
  ];
  return { parcel: { fields, body: lines.join('\r\n') }, owner, sender: 'MAILER-DAEMON', intended: 'unverified' };
}

/** Whose turn it is to get bulk mail. */
export function bulkOwner(random: Random): Person {
  return random.pick([CAST.lena, CAST.lena, CAST.otto, CAST.claire]);
}
