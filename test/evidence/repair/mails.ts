import { sign } from '../support/signer.ts';

/** Numbers from 0 up to, not including, `most`: the same ones for the same seed. */
export interface Dice {
  (most: number): number;
  pick<T>(items: readonly T[]): T;
}

/** mulberry32. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const next = (most: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * most);
  };
  return Object.assign(next, { pick: <T>(items: readonly T[]): T => items[next(items.length)]! });
}

export const SHAPES = ['plain', 'flowed', 'eight-bit', 'quoted-printable', 'base64', 'html', 'alternative', 'attachment'] as const;
export type Shape = (typeof SHAPES)[number];

export interface MailOptions {
  readonly shapes?: readonly Shape[];
  readonly bodies?: readonly ('simple' | 'relaxed')[];
  /** Whether some signatures cover a length. Default: one in eight does. */
  readonly lengths?: boolean;
}

const WORDS =
  'the harbour lamp was lit at nine and nobody saw who carried paper out of the old office before rain came over from west side budget draft vote clerk letter answer'.split(
    ' ',
  );
const NAMES = ['Ada Brandt', 'Ben Weiss', 'Cleo Marsh', 'Otto Lind', '"Kay, Robin"', '=?utf-8?q?Zo=C3=AB_Hall?='];

/** A signed mail of random words and of a random shape, in which each modification of the catalogue has something to bite on. */
export function signedMail(dice: Dice, { shapes = SHAPES, bodies = ['simple', 'relaxed'], lengths = true }: MailOptions = {}): string {
  const { header, body } = content(dice, dice.pick(shapes));
  const message = [
    `From: ${dice.pick(NAMES)} <ada@example.org>`,
    `To: ${dice.pick(NAMES)} <ben@example.net>${dice(3) === 0 ? `,\r\n ${dice.pick(NAMES)} <cleo@example.net>` : ''}`,
    ...(dice(2) === 0 ? [`Cc: ${dice.pick(NAMES)} <otto@example.com>`] : []),
    `Subject: ${words(dice, 4)} ${dice(9000) + 1000}`,
    `Date: Tue, ${String(1 + dice(28)).padStart(2, '0')} Mar 2016 1${dice(10)}:${10 + dice(50)}:00 +0${dice(10)}00`,
    `Message-ID: <${dice(1e9)}@example.org>`,
    'MIME-Version: 1.0',
    ...header,
    '',
    body,
  ].join('\r\n');
  const canonicalization = `${dice.pick(['simple', 'relaxed'])}/${dice.pick(bodies)}`;
  // The whole body, as far as the signature knows: what comes after it is not covered.
  const length = lengths && canonicalization.endsWith('simple') && dice(8) === 0 ? { length: body.length } : {};
  return sign(message, { key: 'rsa1024', canonicalization, ...length });
}

function content(dice: Dice, shape: Shape): { header: string[]; body: string } {
  const boundary = `=_${dice(1e9)}_=`;
  switch (shape) {
    case 'plain':
      return { header: ['Content-Type: text/plain; charset=us-ascii', 'Content-Transfer-Encoding: 7bit'], body: text(dice) };
    case 'flowed':
      return { header: ['Content-Type: text/plain; charset=us-ascii; format=flowed'], body: flowed(dice) };
    case 'eight-bit':
      return {
        header: ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit'],
        body: `Gr\xc3\xbc\xc3\x9fe, ${text(dice)}`,
      };
    case 'quoted-printable':
      return {
        header: ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable'],
        body: quotedPrintable(`Gr\xc3\xbc\xc3\x9fe=, ${words(dice, 40)}\r\n${text(dice)}`),
      };
    case 'base64':
      return { header: ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64'], body: base64(text(dice), 76) };
    case 'html':
      return { header: ['Content-Type: text/html; charset=utf-8', 'Content-Transfer-Encoding: 8bit'], body: html(dice) };
    case 'alternative':
      return multipart('alternative', boundary, [
        `Content-Type: text/plain; charset="us-ascii"\r\n\r\n${text(dice)}`,
        `Content-Type: text/html; charset="us-ascii"\r\n\r\n${html(dice)}`,
      ]);
    case 'attachment':
      return multipart('mixed', boundary, [
        `Content-Type: text/plain; charset="us-ascii"\r\nContent-Transfer-Encoding: 7bit\r\n\r\n${text(dice)}`,
        `Content-Type: application/octet-stream; name=plan.bin\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment;\r\n filename=plan.bin\r\n\r\n${base64(words(dice, 60), 76)}`,
      ]);
    default:
      return shape satisfies never;
  }
}

function multipart(kind: string, boundary: string, parts: readonly string[]): { header: string[]; body: string } {
  const body = [
    'This is a multi-part message in MIME format.',
    '',
    ...parts.map((part) => `--${boundary}\r\n${part}`),
    `--${boundary}--`,
    '',
  ].join('\r\n');
  return { header: [`Content-Type: multipart/${kind};\r\n boundary="${boundary}"`], body };
}

/** Lines of every kind that something happens to on the way. */
function text(dice: Dice): string {
  const lines = Array.from({ length: 5 + dice(8) }, () => words(dice, 3 + dice(9)));
  const odd = [
    'From here on it is told otherwise.',
    '.profile was changed, and so was the rest.',
    '\tindented once, and\t\ttwice',
    'Pay 1000 to account 4711 on 12 March.',
    '> what was asked',
    words(dice, 260)
      .slice(0, 1100 + dice(300))
      .trimEnd(),
    '-- ',
    'Ada',
  ];
  return [...lines.slice(0, 3), ...odd.slice(0, 2), ...lines.slice(3), '', ...odd.slice(2), ''].join('\r\n');
}

/** Wrapped at 72 columns, as a program would that has counted. */
function flowed(dice: Dice): string {
  const paragraph = (): string => {
    const lines: string[] = [];
    let line = '';
    for (const word of words(dice, 40).split(' ')) {
      if (line !== '' && line.length + 1 + word.length > 72) {
        lines.push(`${line} `);
        line = word;
      } else line = line === '' ? word : `${line} ${word}`;
    }
    return [...lines, line].join('\r\n');
  };
  return `${paragraph()}\r\n\r\n${paragraph()}\r\n\r\n-- \r\nAda\r\n`;
}

function html(dice: Dice): string {
  return `<html>\r\n<head>\r\n<title>${words(dice, 3)}</title>\r\n</head>\r\n<body>\r\n<p>${words(dice, 30)}</p>\r\n<p>Pay 1000 at <a href="https://example.org/${dice(1e6)}">the office</a></p>\r\n</body>\r\n</html>\r\n`;
}

export function words(dice: Dice, count: number): string {
  return Array.from({ length: count }, () => dice.pick(WORDS)).join(' ');
}

/** RFC 2045 §6.7 read once more. @param octets - One character an octet, line ends CRLF. */
export function quotedPrintable(octets: string, width = 76): string {
  return octets
    .split('\r\n')
    .map((line) => {
      const encoded = line.replace(/[^\t -<>-~]|[ \t]$/g, (char) => `=${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
      const lines: string[] = [];
      let rest = encoded;
      while (rest.length > width) {
        let at = width - 1;
        if (rest[at - 1] === '=') at -= 1;
        else if (rest[at - 2] === '=') at -= 2;
        lines.push(`${rest.slice(0, at)}=`);
        rest = rest.slice(at);
      }
      return [...lines, rest].join('\r\n');
    })
    .join('\r\n');
}

export function base64(octets: string, width: number): string {
  const digits = Buffer.from(octets, 'latin1').toString('base64');
  return digits.replace(new RegExp(`.{1,${width}}`, 'g'), '$&\r\n');
}

/** Header and body, the empty line with neither. */
export function split(message: string): readonly [string, string] {
  const at = message.indexOf('\r\n\r\n');
  return [message.slice(0, at + 2), message.slice(at + 4)];
}

export function joined(header: string, body: string): string {
  return `${header}\r\n${body}`;
}
