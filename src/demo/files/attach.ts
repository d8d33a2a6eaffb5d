/** What is attached to the mails of the story: files that their programs open, made from the thread's own words. */
import { asciiOf, type Person } from '../cast.ts';
import type { Attachment } from '../mime/compose.ts';
import { wrap } from '../mime/encode.ts';
import type { Language } from '../prose/language.ts';
import type { Random } from '../random.ts';
import { makeDocx, makeXlsx } from './office.ts';
import { makePdf } from './pdf.ts';
import { makePng } from './png.ts';

/** `small` keeps the demo small; `realistic` makes an archive of about 33 kB a message, as benchmarks want it. */
export type AttachmentSizes = 'small' | 'realistic';

export interface AttachmentOrder {
  readonly title: string;
  readonly author: Person;
  readonly lastModifiedBy: Person;
  readonly language: Language;
  readonly seconds: number;
  readonly sizes: AttachmentSizes;
  /** As many sentences of the plot as are asked for. */
  readonly prose: (sentences: number) => string[];
  /** A line of a list: a thing, how many, what each costs. */
  readonly row: () => readonly [thing: string, count: number, price: number];
}

export function makeAttachment(order: AttachmentOrder, random: Random): Attachment {
  const kind = random.below(100);
  if (kind < 36) return pdf(order, random);
  if (kind < 56) return docx(order, random);
  if (kind < 70) return xlsx(order, random);
  if (kind < 84) return picture(order, random);
  if (kind < 91) return csv(order, random);
  if (kind < 96) return note(order, random);
  return invitation(order, random);
}

const HOUR = 3600;

function metadata(order: AttachmentOrder, random: Random) {
  const modifiedSeconds = order.seconds - random.between(1, 60) * HOUR - random.below(HOUR);
  return {
    title: order.title,
    author: order.author.name,
    lastModifiedBy: order.lastModifiedBy.name,
    createdSeconds: modifiedSeconds - random.between(0, 900) * HOUR,
    modifiedSeconds,
  };
}

function pdf(order: AttachmentOrder, random: Random): Attachment {
  const lines = [
    order.title,
    '',
    ...order.prose(random.between(6, order.sizes === 'small' ? 20 : 60)).flatMap((text) => [...wrap(text, 84), '']),
  ];
  const scanned = order.sizes === 'realistic' ? random.chance(0.75) : random.chance(0.1);
  const width = order.sizes === 'realistic' ? 4 * random.between(30, 100) : 60;
  const height = Math.floor(width * 1.41);
  const octets = new Uint8Array(scanned ? width * height : 0);
  random.fill(octets);
  const file = makePdf(lines, {
    title: order.title,
    author: order.author.name,
    producer: random.pick(['Orle Office 3.2', 'PrintPress 11', 'ScanDesk 2.0']),
    createdSeconds: order.seconds - random.between(1, 200) * HOUR,
    ...(scanned ? { scan: { width, height, octets } } : {}),
  });
  return { name: `${order.title}.pdf`, type: 'application/pdf', octets: file };
}

function docx(order: AttachmentOrder, random: Random): Attachment {
  const sentences = order.prose(order.sizes === 'small' ? random.between(6, 24) : random.between(60, 400));
  return {
    name: `${order.title}.docx`,
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    octets: makeDocx([order.title, ...sentences], metadata(order, random)),
  };
}

function xlsx(order: AttachmentOrder, random: Random): Attachment {
  const head = order.language === 'fr' ? ['Désignation', 'Quantité', 'Prix', 'Total'] : ['Item', 'Count', 'Price', 'Total'];
  const rows = Array.from({ length: order.sizes === 'small' ? random.between(5, 40) : random.between(80, 900) }, () => {
    const [thing, count, price] = order.row();
    return [thing, count, price, count * price];
  });
  return {
    name: `${order.title}.xlsx`,
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    octets: makeXlsx([head, ...rows], metadata(order, random)),
  };
}

function picture(order: AttachmentOrder, random: Random): Attachment {
  const width = order.sizes === 'small' ? random.between(24, 90) : random.between(150, 520);
  return {
    name: `${random.chance(0.5) ? `IMG_${random.between(1000, 9999)}` : order.title}.png`,
    type: 'image/png',
    octets: makePng(width, Math.floor(width * 0.75), random),
  };
}

function csv(order: AttachmentOrder, random: Random): Attachment {
  const lines = Array.from({ length: random.between(5, order.sizes === 'small' ? 40 : 300) }, () => order.row().join(';'));
  return {
    name: `${asciiOf(order.title.replaceAll(' ', '-'))}.csv`,
    type: 'text/csv; charset=utf-8',
    octets: Buffer.from(`${lines.join('\r\n')}\r\n`, 'utf8'),
  };
}

function note(order: AttachmentOrder, random: Random): Attachment {
  const lines = order.prose(random.between(3, 20)).flatMap((text) => [...wrap(text, 72), '']);
  return {
    name: `${order.title}.txt`,
    type: 'text/plain; charset=utf-8',
    octets: Buffer.from(`${order.title}\r\n\r\n${lines.join('\r\n')}`, 'utf8'),
  };
}

/** RFC 5545. */
function invitation(order: AttachmentOrder, random: Random): Attachment {
  const stamp = (seconds: number) => `${new Date(seconds * 1000).toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`;
  const start = order.seconds - (order.seconds % HOUR) + random.between(20, 400) * HOUR;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//halden-campaign.example//demo//EN',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    `UID:${random.letters(16, '0123456789abcdef')}@${order.author.address.split('@')[1]}`,
    `DTSTAMP:${stamp(order.seconds)}`,
    `DTSTART:${stamp(start)}`,
    `DTEND:${stamp(start + HOUR)}`,
    `SUMMARY:${order.title.replace(/[,;\\]/g, '\\$&')}`,
    `ORGANIZER;CN="${order.author.name}":mailto:${order.author.address}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return {
    name: 'invite.ics',
    type: 'text/calendar; charset=utf-8; method=REQUEST',
    octets: Buffer.from(`${lines.join('\r\n')}\r\n`, 'utf8'),
  };
}
