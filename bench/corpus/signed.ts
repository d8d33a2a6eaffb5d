import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { base64Lines, quotedPrintable } from '../../src/demo/mime/encode.ts';
import { createRandom, type Random } from '../../src/demo/random.ts';
import { type HeaderField, keyRecord, type SigningOrder, signMessage } from '../../src/demo/sign.ts';
import { prose } from './words.ts';

/** The sizes of message that verification is measured with, and how many of each make a set. */
export const signedSets = {
  '5 KB': [[5_000, 500]],
  '50 KB': [[50_000, 200]],
  '1 MB': [[1_000_000, 20]],
  // As mail is: most of it short, most octets in a few. 124 kB on average.
  mix: [
    [5_000, 275],
    [50_000, 175],
    [1_000_000, 50],
  ],
} as const satisfies Record<string, readonly (readonly [octets: number, count: number])[]>;

export type SignedSet = keyof typeof signedSets;

const orders: readonly SigningOrder[] = (['halden2015', 'postbox2016', 'marnay2016', 'halden2014'] as const).map((key, place) => ({
  key,
  domain: `signer${place}.example`,
  selector: 'bench',
  algorithm: 'rsa-sha256',
  header: 'relaxed',
  body: place === 3 ? 'simple' : 'relaxed',
  fields: ['From', 'To', 'Subject', 'Date', 'Message-ID', 'MIME-Version', 'Content-Type', 'Content-Transfer-Encoding'],
}));

/**
 * Writes sets of signed mail, each a folder of `.eml` files with CRLF, and beside them `keys.tsv`: a line for each key, the name in DNS,
 * a tab, the record.
 */
export function writeSigned(directory: string, seed: number): void {
  rmSync(directory, { recursive: true, force: true });
  for (const [name, parts] of Object.entries(signedSets)) {
    const folder = join(directory, name);
    mkdirSync(folder, { recursive: true });
    const random = createRandom(seed, 11);
    let number = 0;
    for (const [octets, count] of parts) {
      for (let left = count; left > 0; left--) {
        const order = orders[number++ % orders.length]!;
        writeFileSync(join(folder, `${String(number).padStart(4, '0')}.eml`), Buffer.from(signedMail(octets, order, random), 'latin1'));
      }
    }
  }
  const lines = orders.map(({ selector, domain, key }) => `${selector}._domainkey.${domain}\t${keyRecord(key)}\n`);
  writeFileSync(join(directory, 'keys.tsv'), lines.join(''));
}

/** Text, and from 20 kB on mostly an attachment. */
function signedMail(octets: number, order: SigningOrder, random: Random): string {
  const field = (name: string, value: string): HeaderField => ({ name, value: ` ${value}` });
  const isLarge = octets > 20_000;
  const words = Math.floor((isLarge ? 8_000 : octets - 1_800) / 7);
  const text = quotedPrintable(Buffer.from(prose(random, words).join('\r\n\r\n'), 'utf8').toString('latin1'));
  const content = new Uint8Array(isLarge ? Math.floor((octets - 10_000) * 0.73) : 0);
  random.fill(content);
  const body = isLarge
    ? `--b0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${text}\r\n--b0\r\nContent-Type: application/pdf; name="a.pdf"\r\nContent-Disposition: attachment; filename="a.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64Lines(content)}--b0--\r\n`
    : `${text}\r\n`;
  const fields = [
    field('From', `Somebody <somebody@${order.domain}>`),
    field('To', 'Another <another@reader.example>, Third <third@reader.example>'),
    field(
      'Subject',
      prose(random, 6)
        .join(' ')
        .replace(/[^ -~]/g, '')
        .slice(0, 70),
    ),
    field('Date', 'Tue, 03 May 2016 10:00:00 +0000'),
    field('Message-ID', `<${random.letters(20, '0123456789abcdef')}@${order.domain}>`),
    field('MIME-Version', '1.0'),
    field('Content-Type', isLarge ? 'multipart/mixed; boundary="b0"' : 'text/plain; charset=utf-8'),
    ...(isLarge ? [] : [field('Content-Transfer-Encoding', 'quoted-printable')]),
  ];
  const trace = Array.from({ length: 4 }, (_, hop) =>
    field(
      'Received',
      `from a${hop}.${order.domain} by b${hop}.reader.example\r\n\twith ESMTPS id ${random.letters(12, 'abcdef0123')};\r\n\tTue, 03 May 2016 10:00:0${hop} +0000`,
    ),
  );
  const all = [...trace, signMessage(fields, body, order), ...fields];
  return `${all.map(({ name, value }) => `${name}:${value}\r\n`).join('')}\r\n${body}`;
}
