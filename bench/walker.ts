/**
 * Measures the way from octets to decoded parts: header, part tree, transfer decoding of every leaf, SHA-256 of every attachment.
 * HTML → text and quote splitting are counted apart. Rates are per second of this thread's processor time.
 *
 *   node bench/walker.ts [seconds per measurement, by default 3]
 *
 * Corpora: real mail of ../shared/corpora/lists where it is present, and made-up mail of 33 kB on average, half of it base64.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { zstdDecompressSync } from 'node:zlib';
import { listAttachments } from '../src/message/attachments.ts';
import { decodePart } from '../src/message/content.ts';
import { type Message, parseMessage } from '../src/message/message.ts';
import { type Part, parseParts } from '../src/message/parts.ts';
import { splitQuotes } from '../src/message/quotes.ts';
import { bestText } from '../src/message/text.ts';

interface Corpus {
  readonly name: string;
  readonly messages: readonly Uint8Array[];
}

const SLICES = 8;
const secondsEach = Number(process.argv[2] ?? '3');

for (const corpus of [...listCorpora(), madeUpCorpus(1_000)]) {
  const octets = corpus.messages.reduce((sum, message) => sum + message.length, 0);
  const average = Math.round(octets / corpus.messages.length / 100) / 10;
  console.log(`${corpus.name}: ${corpus.messages.length} messages, ${average} kB on average`);
  measure('walk and decode', corpus, walk);
  measure('best text, quotes', corpus, (message) => {
    const parsed = parseMessage(message);
    return splitQuotes(bestText(parsed, parseParts(parsed).root).text).length;
  });
}

/** What an import does with a message before it looks at text. */
function walk(octets: Uint8Array): number {
  const message = parseMessage(octets);
  const { root } = parseParts(message);
  const attached = new Set(listAttachments(root));
  return walkPart(message, root, attached);
}

function walkPart(message: Message, part: Part, attached: ReadonlySet<Part>): number {
  let decoded = 0;
  if (part.children.length === 0 || attached.has(part)) {
    const content = decodePart(message, part);
    decoded += content.length;
    if (attached.has(part)) decoded += createHash('sha256').update(content).digest().length;
  }
  for (const child of part.children) decoded += walkPart(message, child, attached);
  return decoded;
}

/** The best of several slices of time: other work on the machine makes a slice slower, nothing makes one faster. */
function measure(what: string, corpus: Corpus, work: (message: Uint8Array) => number): void {
  let decoded = 0;
  for (const message of corpus.messages.slice(0, 500)) decoded += work(message);
  let at = 0;
  const slices = Array.from({ length: SLICES }, () => {
    const before = process.threadCpuUsage();
    const until = performance.now() + (secondsEach * 1000) / SLICES;
    let messages = 0;
    let octets = 0;
    while (performance.now() < until) {
      const message = corpus.messages[at++ % corpus.messages.length]!;
      decoded += work(message);
      messages++;
      octets += message.length;
    }
    const { user, system } = process.threadCpuUsage(before);
    const seconds = (user + system) / 1e6;
    return { messages: messages / seconds, octets: octets / seconds };
  });
  const best = slices.reduce((left, right) => (left.octets > right.octets ? left : right));
  const rate = Math.round(best.messages).toLocaleString('en');
  console.log(`  ${what.padEnd(20)} ${rate.padStart(8)} messages/s  ${Math.round(best.octets / 1e6)} MB/s${decoded < 0 ? '!' : ''}`);
}

/** Up to 5,000 messages of each list, split as an mbox is. */
function listCorpora(): Corpus[] {
  const folder = new URL('../../shared/corpora/lists/', import.meta.url);
  if (!existsSync(folder)) {
    console.log('../shared/corpora/lists is not here: made-up mail only');
    return [];
  }
  return readdirSync(folder)
    .filter((name) => name.endsWith('.mbox.zst'))
    .map((name) => ({ name, messages: splitMbox(zstdDecompressSync(readFileSync(new URL(name, folder)))) }));
}

function splitMbox(mbox: Buffer): Uint8Array[] {
  const messages: Uint8Array[] = [];
  let start = mbox.indexOf('\n') + 1;
  while (start > 0 && start < mbox.length && messages.length < 5_000) {
    const next = mbox.indexOf('\n\nFrom ', start);
    messages.push(new Uint8Array(mbox.subarray(start, next === -1 ? mbox.length : next + 1)));
    start = next === -1 ? 0 : mbox.indexOf('\n', next + 2) + 1;
  }
  return messages;
}

/** Plain, HTML and attachment mail by turns; deterministic. */
function madeUpCorpus(count: number): Corpus {
  const words = 'the quick report on budget figures was sent to every office before noon and nobody answered it'.split(' ');
  let state = 1;
  const random = (below: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  const prose = (lines: number): string =>
    Array.from({ length: lines }, () => Array.from({ length: 11 }, () => words[random(words.length)]).join(' ')).join('\r\n');
  const base64 = (octets: number): string =>
    Buffer.from(Uint8Array.from({ length: octets }, () => random(256)))
      .toString('base64')
      .replace(/.{76}/g, '$&\r\n');
  const header = (type: string): string =>
    `${Array.from({ length: 5 }, (_, hop) => `Received: from mx${hop}.a.example (mx${hop}.a.example [192.0.2.${hop}])\r\n\tby mx${hop + 1}.a.example with ESMTPS id ${random(1e9)};\r\n\tTue, 3 May 2016 10:00:0${hop} +0000\r\n`).join('')}DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=a.example; s=s1;\r\n\th=from:to:subject:date:message-id; bh=${base64(32)};\r\n\tb=${base64(128)}\r\nFrom: Alice Example <alice@a.example>\r\nTo: Bob Example <bob@b.example>\r\nSubject: ${prose(1)}\r\nDate: Tue, 3 May 2016 10:00:00 +0000\r\nMessage-ID: <${random(1e9)}@a.example>\r\nMIME-Version: 1.0\r\nContent-Type: ${type}\r\n\r\n`;
  const alt = '000000000000a1b2c305e1d2f3a4';
  const mix = '----=_NextPart_000_0012_01D1A5E0.8C2F1A70';
  const alternative = (lines: number): string =>
    `--${alt}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${prose(lines)}\r\n--${alt}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p style=3D"margin:0">${prose(lines).replaceAll('\r\n', '=20<br>=\r\n')}</p>\r\n--${alt}--\r\n`;
  const messages = Array.from({ length: count }, (_, index) => {
    const attachment = `--${mix}\r\nContent-Type: application/pdf; name="report.pdf"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="report.pdf"\r\n\r\n${base64(30_000 + random(30_000))}\r\n--${mix}--\r\n`;
    const kind = index % 3;
    if (kind === 0) return header('text/plain; charset=utf-8') + prose(100);
    if (kind === 1) return header(`multipart/alternative; boundary="${alt}"`) + alternative(120);
    return `${header(`multipart/mixed; boundary="${mix}"`)}--${mix}\r\nContent-Type: multipart/alternative; boundary="${alt}"\r\n\r\n${alternative(40)}\r\n${attachment}`;
  });
  return { name: 'made-up mail', messages: messages.map((message) => new Uint8Array(Buffer.from(message))) };
}
