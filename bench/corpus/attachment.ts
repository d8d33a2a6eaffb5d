import type { Random } from '../../src/demo/random.ts';
import { prose, word } from './words.ts';

export interface Attachment {
  readonly name: string;
  readonly type: string;
  readonly octets: Uint8Array;
}

/** How often each kind is attached, of 100, and how well it compresses: pictures and documents are compressed already. */
const KINDS = [
  { upTo: 40, ending: 'pdf', type: 'application/pdf', magic: '%PDF-1.4\n', isText: false },
  {
    upTo: 58,
    ending: 'docx',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    magic: 'PK\x03\x04',
    isText: false,
  },
  { upTo: 80, ending: 'jpg', type: 'image/jpeg', magic: '\xff\xd8\xff\xe0', isText: false },
  { upTo: 90, ending: 'xls', type: 'application/vnd.ms-excel', magic: '\xd0\xcf\x11\xe0', isText: false },
  { upTo: 100, ending: 'txt', type: 'text/plain; charset=utf-8', magic: '', isText: true },
] as const;

const LARGEST = 6_000_000;

/** Most are small, a few are megabytes long: about 57 kB on average. */
export function makeAttachment(random: Random): Attachment {
  const { ending, type, magic, isText } = KINDS.find(({ upTo }) => random.below(100) < upTo) ?? KINDS[0];
  const name = `${asciiWord(random)}-${asciiWord(random)}-${random.below(1_000)}.${ending}`;
  if (isText) return { name, type, octets: Buffer.from(prose(random, random.between(100, 2_000)).join('\r\n\r\n'), 'utf8') };
  // The sum of several uniform numbers is nearly normal; its exponential is spread as file sizes are.
  const spread = Array.from({ length: 6 }, () => random.fraction() - 0.5).reduce((sum, one) => sum + one, 0) / Math.SQRT1_2;
  const octets = new Uint8Array(Math.min(LARGEST, Math.floor(22_000 * Math.exp(1.38 * spread))) + magic.length);
  random.fill(octets);
  octets.set(Buffer.from(magic, 'latin1'));
  return { name, type, octets };
}

function asciiWord(random: Random): string {
  return word(random)
    .normalize('NFD')
    .replace(/[^a-z0-9]/g, '');
}
