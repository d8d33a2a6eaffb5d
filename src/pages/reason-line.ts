import type { Reason } from '../evidence/verdict.ts';
import { sentenceOf } from '../evidence/words.ts';
import { nameInvisible, shortened } from './display.ts';
import { type Html, html } from './html.ts';
import { urls } from './urls.ts';
import type { Words } from './words/words.ts';

/** A reason in words; where it names another message, that is a link. */
export function reasonLine(reason: Reason, words: Words): Html {
  const sentence = words.judgement.reasons[reason.code];
  const number = reason.values?.['number'];
  const named = typeof number === 'number' ? /(?:#|nº )\{number\}/.exec(sentence) : null;
  if (named === null) return html`${part(reason, sentence, words)}`;
  const link = html`<a href="${urls.message(Number(number))}">${part(reason, named[0], words)}</a>`;
  return html`${part(reason, sentence.slice(0, named.index), words)}${link}${part(reason, sentence.slice(named.index + named[0].length), words)}`;
}

/** What a stranger wrote stands in the sentence, and cannot be taken for the number of a message: the sentence is parted before. */
function part(reason: Reason, sentence: string, { judgement, number }: Words): string {
  const reasons = { ...judgement.reasons, [reason.code]: sentence };
  return nameInvisible(shortened(sentenceOf(reason, { ...judgement, reasons }, number)));
}
