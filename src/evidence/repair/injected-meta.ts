import { octetsToLatin1 } from '../../message/charset.ts';
import { charsetMeta } from './charset-meta.ts';
import { candidateOf, type Edit, edit, leavesOf } from './edits.ts';
import type { Reversal } from './reversal.ts';

/**
 * A `<meta>` that names the charset, put into HTML by servers that convert it (Exchange, and its edge), with the line end that they
 * write behind it or without.
 *
 * @see https://learn.microsoft.com/en-us/exchange/mail-flow/content-conversion/message-encoding; WHATWG HTML §4.2.5.4
 */
export const injectedMeta: Reversal = {
  name: 'injected-meta',
  part: 'body',
  cost: 2,
  *propose(message) {
    const html = leavesOf(message).filter(({ type, encoding }) => type === 'text/html' && encoding !== 'base64');
    for (const ends of [/(?:=?\r\n)?/y, undefined, 'before'] as const) {
      const edits: Edit[] = [];
      for (const part of html) {
        const opening = octetsToLatin1(message.octets, part.bodyStart, Math.min(part.end, part.bodyStart + OPENING_OCTETS));
        for (const found of opening.matchAll(META)) {
          let start = found.index;
          let end = start + found[0].length;
          if (ends === 'before') {
            if (!opening.slice(0, start).endsWith('\r\n')) continue;
            start -= 2;
          } else if (ends !== undefined) {
            ends.lastIndex = end;
            const after = ends.exec(opening)![0];
            if (after === '') continue;
            end += after.length;
          }
          edits.push(edit(part.bodyStart + start, part.bodyStart + end, ''));
        }
      }
      if (edits.length > 0) yield candidateOf(message, edits, 'injected-meta', `${edits.length} × <meta> that names a charset taken out`);
    }
  },
};

/** Where a `<meta>` of a charset has to stand (WHATWG HTML: within 1,024 octets), and some room for styles before it. */
const OPENING_OCTETS = 16_384;
/** As it stands, and as quoted-printable writes it. */
const META = charsetMeta('=(?:3D)?', ';\\s{0,9}charset=(?:3D)?[\\w-]{1,40}', 'gi');
