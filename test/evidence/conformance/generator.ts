import type { Random } from './random.ts';

/** A message as honest programs write them, and a little odder. CRLF; one character an octet. */
export function generateMessage(random: Random): string {
  const fields = [
    `From: ${random.pick(['Ada', '"Ada, of the harbour"', 'Ada  Quay'])} <ada@example.org>`,
    `To: ${random.list(1 + random.below(3), () => `${random.pick(NAMES)}@example.net`).join(random.pick([', ', ',\r\n ', ',\r\n\t  ']))}`,
    `Subject:${random.pick([' ', '', '  ', '\t'])}${words(random, 1 + random.below(6), random.pick([' ', '  ', '\t', '\r\n ']))}`,
    `Date: Tue, 01 Mar 2016 10:00:00 +0000`,
    `Message-ID: <${random.pick(NAMES)}.${random.below(1e6)}@example.org>`,
    ...(random.chance(0.5) ? [`Cc: ${random.pick(NAMES)}@example.net`] : []),
    ...(random.chance(0.3) ? [`X-Note: ${words(random, 3, ' ')} \t`, `x-note:${words(random, 2, ' ')}`] : []),
    ...(random.chance(0.5) ? ['MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8'] : []),
  ];
  return `${fields.join('\r\n')}\r\n\r\n${generateBody(random)}`;
}

export function generateBody(random: Random): string {
  if (random.chance(0.05)) return random.pick(['', '\r\n', '\r\n\r\n\r\n', ' \r\n']);
  const lines = random.list(1 + random.below(30), () => {
    if (random.chance(0.15)) return random.pick(['', ' ', '\t', ' \t ']);
    if (random.chance(0.1)) return Buffer.from(random.list(54, () => random.below(256))).toString('base64');
    const text = words(random, 1 + random.below(10), random.pick([' ', '  ', ' \t', '\t']));
    return `${random.pick(['', '', ' ', '> '])}${text}${random.pick(['', '', ' ', '\t \t'])}`;
  });
  return `${lines.join('\r\n')}${random.pick(['', '\r\n', '\r\n', '\r\n\r\n', '\r\n \r\n\r\n'])}`;
}

export function word(random: Random): string {
  return random.pick(WORDS);
}

function words(random: Random, count: number, separator: string): string {
  return random.list(count, () => word(random)).join(separator);
}

/** Some with octets above 127: UTF-8 as one character an octet. */
const WORDS = ['lamp', 'harbour', 'nine', 'tide', 'caf\xc3\xa9', 'rope', 'Quay', 'No.7', '=20', 'b=x', 'a;b'];
const NAMES = ['ben', 'cleo', 'dan', 'eve.quay'];
