import { base64Lines, encodedWords, encodeText, fittingCharset, isAscii, quotedPrintable } from '../../src/demo/mime/encode.ts';
import type { Random } from '../../src/demo/random.ts';
import { type HeaderField, signMessage } from '../../src/demo/sign.ts';
import type { Texture } from './edits.ts';
import type { MadeMail, Person } from './make.ts';
import { htmlText, type Layout, type Node, plainText } from './tree.ts';

interface Body {
  readonly type: string;
  readonly encoding: string | undefined;
  readonly body: string;
}

/** A mail as it lies in the archive: as it was sent and signed, or changed since. */
export function composeMail(mail: Omit<MadeMail, 'octets'>, textures: readonly Texture[], random: Random): string {
  const { style } = mail.from;
  const layout: Layout = {
    width: textures.includes('wrapped anew') ? random.between(45, 66) : random.pick([72, 76, undefined]),
    wrapsBadly: textures.includes('wrapped badly'),
    htmlBlock: style.name.startsWith('Outlook') ? 'p' : random.pick(['div', 'br']),
  };
  const form = random.pick(style.forms);
  const boundary = random.letters(20, '0123456789abcdef');
  const draw = random.fork();
  // The same way of writing for what was sent and for what it was changed to.
  const bodyOf = (nodes: readonly Node[]) => writeBody(nodes, form, layout, boundary, style.footer ?? [], draw.fraction());
  const sent = bodyOf(mail.nodes);
  const stored = mail.forged === undefined ? sent : bodyOf(mail.forged);
  const fields = headerFields(mail, sent);
  const order = mail.fate === 'unsigned' ? undefined : mail.from.signs;
  const signature = order === undefined ? [] : [signMessage(fields, sent.body, { ...order, signedAtSeconds: mail.seconds })];
  const shown =
    mail.fate === 'failing' ? fields.map((one) => (one.name === 'X-Mailer' ? field('X-Mailer', 'Scanned by a gateway 7') : one)) : fields;
  const final =
    stored === sent
      ? shown
      : shown.map((one) =>
          one.name === 'Content-Transfer-Encoding' && stored.encoding !== undefined ? field(one.name, stored.encoding) : one,
        );
  return `${[...signature, ...final].map(({ name, value }) => `${name}:${value}\r\n`).join('')}\r\n${stored.body}`;
}

function headerFields(mail: Omit<MadeMail, 'octets'>, { type, encoding }: Body): HeaderField[] {
  const ids = mail.references.map((id) => `<${id}@mail.example>`);
  return [
    field('From', mailbox(mail.from)),
    field('To', mail.to.map(mailbox).join(',\r\n\t')),
    field('Subject', encodedWords(mail.subject, 'utf-8', 'B')),
    field('Date', dateField(mail)),
    field('Message-ID', `<${mail.id}@mail.example>`),
    ...(ids.length === 0 ? [] : [field('In-Reply-To', ids.at(-1)!), field('References', ids.join('\r\n\t'))]),
    field('X-Mailer', 'A mail program 3'),
    field('MIME-Version', '1.0'),
    field('Content-Type', type),
    ...(encoding === undefined ? [] : [field('Content-Transfer-Encoding', encoding)]),
  ];
}

function writeBody(
  nodes: readonly Node[],
  form: 'plain' | 'html' | 'both',
  layout: Layout,
  boundary: string,
  footer: readonly string[],
  draw: number,
): Body {
  const plain = textPart('plain', plainText(nodes, layout) + (footer.length === 0 ? '' : `\n${footer.join('\n')}\n`), draw);
  const html = textPart('html', `<html><head><style>p {margin:0}</style></head><body>${htmlText(nodes, layout)}</body></html>\n`, draw);
  if (form !== 'both') return form === 'plain' ? plain : html;
  const part = ({ type, encoding, body }: Body) =>
    `--${boundary}\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}\r\n`;
  return {
    type: `multipart/alternative; boundary="${boundary}"`,
    encoding: undefined,
    body: `${part(plain)}${part(html)}--${boundary}--\r\n`,
  };
}

function textPart(subtype: 'plain' | 'html', text: string, draw: number): Body {
  const charset = fittingCharset(text, draw < 0.2 ? 'iso-8859-1' : draw < 0.35 ? 'windows-1252' : 'utf-8');
  const octets = encodeText(text.replaceAll('\n', '\r\n'), charset);
  const type = `text/${subtype}; charset=${charset}`;
  if (isAscii(octets) && subtype === 'plain' && draw < 0.5) return { type, encoding: '7bit', body: octets };
  if (draw > 0.8) return { type, encoding: 'base64', body: base64Lines(Buffer.from(octets, 'latin1')) };
  if (draw > 0.65 && subtype === 'plain') return { type, encoding: '8bit', body: octets };
  return { type, encoding: 'quoted-printable', body: quotedPrintable(octets) };
}

function field(name: string, value: string): HeaderField {
  return { name, value: ` ${value}` };
}

function mailbox({ name, address }: Person): string {
  return `${encodedWords(name, 'utf-8', 'B')} <${address}>`;
}

function dateField({ seconds, from: { offsetMinutes } }: Omit<MadeMail, 'octets'>): string {
  const local = new Date((seconds + offsetMinutes * 60) * 1000).toUTCString();
  const zone = `${offsetMinutes < 0 ? '-' : '+'}${String(Math.floor(Math.abs(offsetMinutes) / 60)).padStart(2, '0')}${String(Math.abs(offsetMinutes) % 60).padStart(2, '0')}`;
  return local.replace('GMT', zone);
}
