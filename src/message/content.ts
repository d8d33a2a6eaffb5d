import { decodeCharset, octetsToLatin1 } from './charset.ts';
import { unfoldFlowed } from './flowed.ts';
import { withLfLineEnds } from './line-ends.ts';
import type { Message } from './message.ts';
import { concatenate } from './octets.ts';
import type { Part } from './parts.ts';
import { decodeBase64, decodeQuotedPrintable } from './transfer.ts';
import { decodeUuencode } from './uuencode.ts';

/**
 * The octets of a part's body, transfer encoding undone. A part in identity (or an unknown) encoding is a view of the stored octets:
 * do not write to it. Never throws.
 */
export function decodePart(message: Pick<Message, 'octets'>, part: Part): Uint8Array {
  const body = message.octets.subarray(part.bodyStart, part.end);
  switch (part.encoding) {
    case 'base64':
      return decodeBase64(body);
    case 'quoted-printable':
      return decodeQuotedPrintable(body);
    case 'uuencode':
      return decodeUuencode(body);
    case 'identity':
    case 'unknown':
      return body;
    default:
      return part.encoding satisfies never;
  }
}

/**
 * The text of a part: decoded by its charset (`decodeCharset` tells what is done about labels that lie), line ends LF, flowed
 * paragraphs joined (RFC 3676), uuencoded files cut out. HTML stays HTML.
 */
export function partText(message: Pick<Message, 'octets'>, part: Part): string {
  const octets = textOctets(message, part);
  const charset = part.parameters.get('charset') ?? (part.type === 'text/html' ? charsetOfHtml(octets) : undefined);
  const text = withLfLineEnds(decodeCharset(octets, charset));
  if (part.type !== 'text/plain' || part.parameters.get('format')?.toLowerCase() !== 'flowed') return text;
  return unfoldFlowed(text, part.parameters.get('delsp')?.toLowerCase() === 'yes');
}

/** The decoded body without the uuencoded files in it: they are parts of their own. */
function textOctets(message: Pick<Message, 'octets'>, part: Part): Uint8Array {
  if (part.type !== 'text/plain' || part.children.length === 0) return decodePart(message, part);
  const pieces: Uint8Array[] = [];
  let from = part.bodyStart;
  for (const block of part.children) {
    pieces.push(message.octets.subarray(from, block.start));
    from = block.end;
  }
  pieces.push(message.octets.subarray(from, part.end));
  return concatenate(pieces);
}

/** HTML without a charset parameter may name it in a `<meta>` near its top (WHATWG HTML, "prescan a byte stream"). */
function charsetOfHtml(html: Uint8Array): string | undefined {
  const opening = octetsToLatin1(html, 0, Math.min(html.length, 1024));
  return /<meta\s[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?([^\s"'/>;]{1,40})/i.exec(opening)?.[1];
}
