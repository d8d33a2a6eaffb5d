import type { Piece } from '../evidence/chains/side-by-side.ts';
import { nameInvisible } from './display.ts';
import { type Html, html, octetLength } from './html.ts';
import type { Words } from './words/words.ts';

/** Two texts in two columns, what differs marked in each: the message on the left, what is quoted of it on the right. */
export function alignedTexts(pieces: readonly Piece[], titles: { readonly own: Html; readonly quoted: Html }, words: Words): Html {
  const bounded = shownPieces(pieces);
  const column = (side: 'own' | 'quoted') =>
    html`<div class="aligned-text">${bounded.map((piece) => {
      const text = piece[side];
      if (text === '') return '';
      if (piece.kind === 'same') return nameInvisible(text);
      // What the quote lacks was trimmed; what it has more, or otherwise, is the difference.
      const mark = piece.isHarmless ? 'harmless' : side === 'own' && piece.quoted === '' ? 'lacking' : 'differing';
      return html`<mark class="${mark}">${nameInvisible(text)}</mark>`;
    })}</div>`;
  return html`<div class="aligned">
<section><h4>${titles.own}</h4>${column('own')}</section>
<section><h4>${titles.quoted}</h4>${column('quoted')}</section>
</div>${bounded.length < pieces.length && html`<p class="note">${words.chain.cut}</p>`}`;
}

/** Of a pair of long texts, in octets of each: a page of twelve pairs stays within its weight. */
const maxOctets = 6_000;

function shownPieces(pieces: readonly Piece[]): Piece[] {
  const shown: Piece[] = [];
  let left = maxOctets;
  for (const piece of pieces) {
    if (left <= 0) break;
    const own = piece.own.slice(0, left);
    const quoted = piece.quoted.slice(0, left);
    shown.push({ ...piece, own, quoted });
    left -= Math.max(octetLength(html`${own}`), octetLength(html`${quoted}`));
  }
  return shown;
}
