import { mail, signed, type testKey } from '../../archive/mail.ts';
import { type Evil, evilOf, type HtmlCase, nameOf } from './case.ts';
import { charsetCases } from './charsets.ts';
import { hostileFiles, hostileNames } from './files.ts';
import { hiddenTexts } from './hidden.ts';
import { loadingCases } from './loading.ts';
import { mutationCases } from './mutations.ts';
import { scriptCases } from './scripts.ts';
import { styleCases } from './styles.ts';
import { hostileDomains, hostileWords } from './words.ts';

/** All markup of the corpus: the place of a case here is its number. */
export const htmlCases: readonly HtmlCase[] = [...scriptCases, ...loadingCases, ...styleCases, ...mutationCases];

export interface HostileMail {
  readonly name: string;
  /** What the case is about: where its harm would be done. */
  readonly about: 'html' | 'hidden' | 'words' | 'domain' | 'files' | 'charset' | 'pictures' | 'chain';
  readonly octets: Buffer;
}

/** Every case as a mail of its own. The number of a message in the archive is its place here, from 1. */
export function hostileMails(port: number, key: ReturnType<typeof testKey>): HostileMail[] {
  const htmlMails = htmlCases.map((each, index) => of('html', each.name, htmlMail(nameOf(index), each.markup(evilOf(index, port)))));
  return [
    ...htmlMails,
    ...Object.entries(hiddenTexts).map(([name, markup]) => of('hidden', name, htmlMail(name, `<p>in sight</p>${markup}<p>the end</p>`))),
    ...Object.entries(hostileWords).map(([name, words], index) => of('words', name, wordsMail(words, index, key))),
    ...hostileDomains.map((domain) => of('domain', domain, domainMail(domain))),
    ...inGroups(hostileNames, 9).map((names, index) => of('files', `names ${index}`, namesMail(names))),
    of('files', 'attached', filesMail('attachment')),
    of('files', 'inline', filesMail('inline')),
    ...charsetCases.flatMap(({ name, charset, body }) =>
      ['plain', 'html'].map((subtype) => of('charset', `${name}, ${subtype}`, charsetMail(name, subtype, charset, body))),
    ),
    ...pictureMails(evilOf(0, port)),
    ...Object.entries(hostileWords).flatMap(([name, words], index) => chainMails(name, words, index, key)),
  ];
}

function of(about: HostileMail['about'], name: string, octets: Buffer): HostileMail {
  return { about, name, octets };
}

const eve = 'Eve <eve@evil.example>';
const date = 'Fri, 3 Jun 2016 09:00:00 +0200';

function htmlMail(name: string, markup: string): Buffer {
  const fields = { From: eve, Subject: `HTML: ${name}`, Date: date, 'MIME-Version': '1.0', 'Content-Type': 'text/html; charset=utf-8' };
  return mail({ ...fields, 'Content-Transfer-Encoding': 'base64' }, base64(`<html><body>${markup}</body></html>`));
}

/** The words wherever a mail lets its writer choose them. */
function wordsMail(words: string, index: number, key: ReturnType<typeof testKey>): Buffer {
  const encoded = `=?utf-8?b?${Buffer.from(words).toString('base64')}?=`;
  const raw = words.replace(/[\r\n\0]/g, ' ');
  const quoted = raw.replace(/["\\]/g, '\\$&');
  const message = mail(
    {
      Received: `from ${raw} (${raw} [127.0.0.1]) by ${raw} (${raw}) with ESMTP id ${raw} for <${raw}>; ${date}`,
      From: `"${quoted}" <"${quoted}"@evil.example>`,
      To: `${encoded} <a@b.example>, ${raw}`,
      Cc: `${encoded}: ${encoded} <${raw}>;`,
      'Reply-To': `${encoded} <x@y.example>`,
      Subject: encoded,
      Date: index % 2 === 0 ? raw : date,
      'Message-ID': `<${raw}@evil.example>`,
      References: `<shared@evil.example> <${raw}>`,
      'Authentication-Results': `${raw}; dkim=${raw} header.d=${raw}`,
      'List-Id': `${raw} <${raw}>`,
      [`X-${'<b>"&'}${index}`]: raw,
      'MIME-Version': '1.0',
      'Content-Type': 'multipart/mixed; boundary=b',
    },
    `--b
Content-Type: text/plain; charset=utf-8

${words}

On Monday, ${words} wrote:
> ${words}

--b
Content-Type: "${raw}"/html; name="${encoded}"
Content-Disposition: attachment; filename*=utf-8''${encodeURIComponent(words.toWellFormed())}

attached ${index}
--b--
`,
  );
  const tags = `DKIM-Signature: v=1; a=rsa-sha256; c=${raw}; d=${raw}; s=${raw}; i=${raw}; h=from:${raw}; bh=${raw}; b=x; ${raw}=y\r\n`;
  const unknown = `DKIM-Signature: v=1; a=rsa-sha256; d=evil.example; s=${quoted.replace(/[;\s]/g, '')}; h=from; bh=YQ==; b=YQ==\r\n`;
  return Buffer.concat([Buffer.from(tags + unknown), signed(message, key)]);
}

/** A mail, and a signed one that quotes it with other words in one place: on the page of their chain they stand side by side, the words marked. */
function chainMails(name: string, words: string, index: number, key: ReturnType<typeof testKey>): HostileMail[] {
  const said = (what: string) =>
    `The board of house ${index} met on the twelfth of May and has approved the ${what} budget of the archive for next year.\n` +
    `Nobody in house ${index} has asked for more than that; so we go on as before until somebody does, in April.\n`;
  const to = '"Eve" <victim@evil.example>';
  const id = `chain-${index}@evil.example`;
  const original = mail(
    { From: eve, To: to, Subject: `Budget ${index}`, Date: date, 'Message-ID': `<${id}>`, 'Content-Type': 'text/plain; charset=utf-8' },
    said(`first ${words} second`),
  );
  const quoted = said(`third ${words.split('').reverse().join('').toWellFormed()} fourth`).replace(/^/gm, '> ');
  const quoting = mail(
    {
      From: `"${words.replace(/[\r\n\0]/g, ' ').replace(/["\\]/g, '\\$&')}" <victim@evil.example>`,
      To: eve,
      Subject: `Re: Budget ${index}`,
      Date: 'Fri, 3 Jun 2016 10:00:00 +0200',
      'Message-ID': `<answer-${index}@evil.example>`,
      'In-Reply-To': `<${id}>`,
      'Content-Type': 'text/plain; charset=utf-8',
    },
    `No.\n\nOn Friday, 3 June 2016 at 09:00, ${eve} wrote:\n${quoted}`,
  );
  return [of('chain', name, original), of('chain', `${name}, quoted`, signed(quoting, key))];
}

function domainMail(domain: string): Buffer {
  return mail(
    { From: `Bank <info@${domain}>`, To: `<me@${domain}>`, Subject: 'Your account', Date: date, 'Message-ID': `<x@${domain}>` },
    `Write to info@${domain}.\n`,
  );
}

function namesMail(names: readonly string[]): Buffer {
  const parts = names.map(
    (name, index) =>
      `--b\nContent-Type: text/html\nContent-Disposition: attachment; filename*=utf-8''${encodeURIComponent(name.toWellFormed())}\n\n${index}: <script>owned('name')</script> ${name.length}\n`,
  );
  return mail({ From: eve, Subject: 'File names', Date: date, 'Content-Type': 'multipart/mixed; boundary=b' }, `${parts.join('')}--b--\n`);
}

function filesMail(disposition: 'attachment' | 'inline'): Buffer {
  const parts = hostileFiles.map(
    ({ type, name, content }) =>
      `--b\nContent-Type: ${type}\nContent-Disposition: ${disposition}; filename="${name}"\nContent-ID: <${name}>\n\n${content}\n`,
  );
  const fields = { From: eve, Subject: `Files, ${disposition}`, Date: date, 'Content-Type': 'multipart/related; boundary=b' };
  const pictures = hostileFiles.map(({ name }) => `<img src="cid:${name}" alt=x>`).join('');
  return mail(fields, `--b\nContent-Type: text/html\n\n<p>The files.</p>${pictures}\n${parts.join('')}--b--\n`);
}

function charsetMail(name: string, subtype: string, charset: string, body: Buffer): Buffer {
  const label = charset === '' ? '' : `; charset="${charset.replace(/["\\]/g, '\\$&')}"`;
  const subject = `=?${charset.replace(/[^\w-]/g, '') || 'us-ascii'}?b?${body.subarray(0, 40).toString('base64')}?=`;
  return mail(
    {
      From: eve,
      Subject: subject,
      'X-Case': name,
      Date: date,
      'Content-Type': `text/${subtype}${label}`,
      'Content-Transfer-Encoding': 'base64',
    },
    body.toString('base64').replace(/.{76}/g, '$&\n'),
  );
}

/** A GIF of one point. */
const gif = 'R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=';

/** Tricks with the pictures that a mail itself carries (RFC 2392). */
function pictureMails({ at, run }: Evil): HostileMail[] {
  const related = (name: string, markup: string, parts: readonly string[]): HostileMail => {
    const fields = { From: eve, Subject: `Pictures: ${name}`, Date: date, 'Content-Type': 'multipart/related; boundary=b' };
    const html = `--b\nContent-Type: text/html; charset=utf-8\nContent-ID: <self>\n\n${markup}\n`;
    return of('pictures', name, mail(fields, `${html}${parts.map((part) => `--b\n${part}\n`).join('')}--b--\n`));
  };
  const picture = (id: string, type = 'image/gif', content = gif) =>
    `Content-Type: ${type}\nContent-ID: <${id}>\nContent-Transfer-Encoding: base64\n\n${content}`;
  const drawing = base64(`<svg xmlns="http://www.w3.org/2000/svg" onload="${run}"><image href="${at('svg.png')}"/></svg>`);
  const page = base64(`<!doctype html><script>${run}</script>`);
  return [
    related('the mail in itself', '<img src="cid:self"><iframe src="cid:self"></iframe><object data="cid:self"></object>', []),
    related('a drawing that calls itself a picture', '<img src="cid:d"><embed src="cid:d">', [picture('d', 'image/png', drawing)]),
    related('a drawing', '<img src="cid:d"><a href="cid:d">d</a>', [picture('d', 'image/svg+xml', drawing)]),
    related('a page that calls itself a picture', '<img src="cid:p"><iframe src="cid:p"></iframe>', [picture('p', 'image/gif', page)]),
    related('a picture that goes on as a page', '<img src="cid:p">', [
      picture('p', 'text/html', Buffer.concat([Buffer.from(gif, 'base64'), Buffer.from(`<script>${run}</script>`)]).toString('base64')),
    ]),
    related(
      'ids that are names of objects, paths and markup',
      ['', '%00', '../../../etc/passwd', '&quot;&gt;&lt;script&gt;', '__proto__', 'constructor', '%', '%zz']
        .map((id) => `<img src="cid:${id}">`)
        .join(''),
      [picture('__proto__', 'image/gif', page)],
    ),
    related('one id twice', '<img src="cid:x">', [picture('x'), picture('x', 'image/svg+xml', drawing)]),
    related('one picture, five hundred times', '<img src=cid:x>'.repeat(500), [
      picture(
        'x',
        'image/png',
        Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(100_000)])
          .toString('base64')
          .replace(/.{76}/g, '$&\n'),
      ),
    ]),
    related('a place of its own', '<img src="picture.gif"><img src="mid:x/y">', [
      `Content-Location: ${at('picture.gif')}\n${picture('x')}`,
    ]),
    related('a style with cid:', '<p style="background:url(cid:x)">t</p><img src="cid:x" onload="1" width=99999 height=99999>', [
      picture('x'),
    ]),
  ];
}

function inGroups<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\n');
}
