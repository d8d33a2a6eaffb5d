import type { Line } from './lines.ts';
import { anyOf, phrases } from './phrases/languages.ts';

/** What stands at the end of an author's own words and says nothing of the matter. */
export type Closing = 'signature' | 'disclaimer';

/**
 * Finds signatures and disclaimers at the end of a run of own lines.
 *
 * Words that are called so are not asked for in what others quote; so each kind is bounded and has a shape in which little can be
 * said, and in doubt the words are the author's own, where the worst is that nobody vouches for them:
 * - `-- ` and at most ten lines; a block of name, trade and telephone in short lines without a sentence; `Sent from my iPhone`;
 *   armour of a PGP signature;
 * - the footer of a mailing list (a ruler or `-- `, and how to subscribe); paragraphs that begin as legal disclaimers do and hold
 *   several of their words.
 *
 * @param isLast - The run ends its text, or what is quoted below is introduced. Between quoted lines authors answer, and do not sign.
 * @returns The closings in the order of their lines, from line to line of the run; what is not named is own.
 */
export function findClosings(
  run: readonly Line[],
  isLast: boolean,
): { readonly kind: Closing; readonly start: number; readonly end: number }[] {
  const found: { kind: Closing; start: number; end: number }[] = [];
  if (!isLast) return found;
  let end = withoutBlankEnd(run, run.length);
  // From the end upwards: each closing found bares another.
  while (end > 0 && found.length < MAX_CLOSINGS) {
    const closing = closingThatEndsAt(run, end);
    if (closing === undefined) break;
    // Empty lines between closings belong to the upper one, those below the last to it.
    found.push({ ...closing, end: found.at(-1)?.start ?? run.length });
    end = withoutBlankEnd(run, closing.start);
  }
  return found.reverse();
}

/** A list of a list, a disclaimer, a signature: more than these stand under no honest mail. */
const MAX_CLOSINGS = 6;

function withoutBlankEnd(run: readonly Line[], end: number): number {
  let at = end;
  while (at > 0 && run[at - 1]!.content === '') at--;
  return at;
}

function closingThatEndsAt(run: readonly Line[], end: number): { readonly kind: Closing; readonly start: number } | undefined {
  const last = run[end - 1]!.content;
  if (/^-{5}END PGP (?:SIGNATURE|PUBLIC KEY BLOCK)-{5}$/.test(last)) return armour(run, end);
  if (last.length <= MAX_DEVICE_LENGTH && isSentFrom(last)) return { kind: 'signature', start: startOfMarked(run, end) ?? end - 1 };
  const footer = ruledFooter(run, end);
  if (footer !== undefined) return footer;
  if (unruledFooter(run, end)) return { kind: 'disclaimer', start: end - 1 };
  const disclaimer = legalDisclaimer(run, end);
  if (disclaimer !== undefined) return { kind: 'disclaimer', start: disclaimer };
  const marked = startOfMarked(run, end);
  if (marked !== undefined) return { kind: 'signature', start: marked };
  const block = nameBlock(run, end);
  return block === undefined ? undefined : { kind: 'signature', start: block };
}

const MAX_SIGNATURE_LINES = 10;
const MAX_SIGNATURE_LENGTH = 1_000;

/** Where the signature that ends here begins, with its `-- `. PGP writes `- -- `; some drop the space. */
function startOfMarked(run: readonly Line[], end: number): number | undefined {
  let length = 0;
  let lines = 0;
  for (let at = end - 1; at >= 0; at--) {
    const { content, relaxed } = run[at]!;
    if (isDashes(relaxed)) return at;
    length += content.length;
    if (content !== '') lines++;
    if (lines > MAX_SIGNATURE_LINES || length > MAX_SIGNATURE_LENGTH) return undefined;
  }
  return undefined;
}

function isDashes(relaxed: string): boolean {
  return relaxed === '--' || relaxed === '- --';
}

const MAX_FOOTER_LINES = 12;
const MAX_FOOTER_LENGTH = 1_500;

/** A ruler or `-- `, and below it how to subscribe: mailman, majordomo, ezmlm, Google Groups; or a few lines of a provider's own. */
function ruledFooter(run: readonly Line[], end: number): { readonly kind: Closing; readonly start: number } | undefined {
  let text = '';
  for (let at = end - 1, lines = 0; at >= 0 && lines <= MAX_FOOTER_LINES && text.length <= MAX_FOOTER_LENGTH; at--) {
    const { content, relaxed } = run[at]!;
    const isRule = /^(?:_{10,}|-{20,}|={20,}|\*{20,}|(?:- )?-{3,}\s?~?-?~.*)$/.test(content);
    if ((isRule || isDashes(relaxed)) && text !== '') {
      if (!listWords.test(text)) return undefined;
      // Two rulers may hold a footer between them.
      return { kind: 'disclaimer', start: at };
    }
    if (content !== '' && !isRule) lines++;
    text = `${content} ${text}`;
  }
  return undefined;
}

/** What Google Groups and others append to HTML, without a ruler. */
function unruledFooter(run: readonly Line[], end: number): boolean {
  return (
    run[end - 1]!.content.length <= 300 &&
    /^(?:To unsubscribe(?: from this (?:group|list))?(?: and stop receiving emails from it)?,? (?:please )?(?:send|e-?mail|visit|reply)|You received this message because you are subscribed to)/.test(
      run[end - 1]!.content,
    )
  );
}

const listWords =
  /mailing list|unsubscribe|listinfo|subscribed to the (?:google )?group|list archives?:|archives?\s?:\s?https?:|desinscri|désinscri|désabonn|liste de diffusion|abbestellen|mailingliste|lista de correo|darse de baja|cancellar|disiscri|cancelar (?:a )?(?:sua )?inscri|uitschrijven|wypisa|отписаться|списк[ае] рассылки|abonelikten|إلغاء الاشتراك|do you yahoo|get your free|msn hotmail|yahoo! groups|posting guide|vger\.kernel\.org|mailman/i;

const MAX_DISCLAIMER_LENGTH = 5_000;
const MAX_DISCLAIMER_PARAGRAPHS = 8;

/** Where the paragraphs of legal disclaimers that end here begin. */
function legalDisclaimer(run: readonly Line[], end: number): number | undefined {
  let start: number | undefined;
  let length = 0;
  let at = end;
  for (let paragraphs = 0; paragraphs < MAX_DISCLAIMER_PARAGRAPHS && at > 0; paragraphs++) {
    let from = at;
    while (from > 0 && run[from - 1]!.content !== '' && length <= MAX_DISCLAIMER_LENGTH) length += run[--from]!.content.length + 1;
    if (length > MAX_DISCLAIMER_LENGTH) break;
    const words = run
      .slice(from, at)
      .map(({ content }) => content)
      .join(' ');
    const isOne = isDisclaimer(words);
    if (isOne) start = from;
    else if (!/^[\s*_=\-–—~#.]*$/.test(words) && !(start === undefined && likelyDisclaimer.test(words) && holdsDisclaimerWords(words, 2)))
      break;
    at = withoutBlankEnd(run, from);
  }
  if (start === undefined) return undefined;
  // A ruler right above belongs to it.
  const above = withoutBlankEnd(run, start) - 1;
  return above >= 0 && /^[*_=\-–—~#]{3,}$/.test(run[above]!.content) ? above : start;
}

const disclaimerOpening = new RegExp(
  `^[\\s*_=\\-–—~#"'([]{0,12}(?:${anyOf(phrases((language) => language.disclaimers))})(?=[\\s,.:;*_'’]|$)`,
  'iu',
);
const allDisclaimerWords = phrases((language) => language.disclaimerWords);
/** Of words within one another the shortest: each counts once. */
const disclaimerWords = allDisclaimerWords.filter((word) => !allDisclaimerWords.some((other) => other !== word && word.includes(other)));

function isDisclaimer(paragraph: string): boolean {
  if (disclaimerOpening.test(paragraph)) return holdsDisclaimerWords(paragraph, 2);
  return paragraph.length >= MIN_UNOPENED_LENGTH && likelyDisclaimer.test(paragraph) && holdsDisclaimerWords(paragraph, 5);
}

/** A shorter paragraph that does not begin as one is none. */
const MIN_UNOPENED_LENGTH = 150;
/** Spares all other paragraphs the search for every word. */
const likelyDisclaimer = /onfiden|ecipient|ddressee|rivileg|ertraulich|ertrouwelijk|iservat|oufn|онфиден|izli|سري/;

function holdsDisclaimerWords(paragraph: string, least: number): boolean {
  const lower = paragraph.toLowerCase().replaceAll('’', "'");
  let found = 0;
  for (const word of disclaimerWords) {
    if (lower.includes(word) && ++found >= least) return true;
  }
  return false;
}

const MAX_ARMOUR_LINES = 80;

/** An armoured PGP signature: lines of base64 and a comment or two, in which nothing can be said. */
function armour(run: readonly Line[], end: number): { readonly kind: 'signature'; readonly start: number } | undefined {
  for (let at = end - 2; at >= 0 && end - at <= MAX_ARMOUR_LINES; at--) {
    const { content } = run[at]!;
    if (/^-{5}BEGIN PGP (?:SIGNATURE|PUBLIC KEY BLOCK)-{5}$/.test(content)) return { kind: 'signature', start: at };
    if (!/^(?:[A-Za-z0-9+/=]{0,80}|(?:Version|Comment|Hash|Charset): .{0,80})$/.test(content)) return undefined;
  }
  return undefined;
}

const MAX_DEVICE_LENGTH = 90;
const devices =
  "iphone|ipad|ipod|imac|macbook|android|galaxy|samsung|blackberry|nokia|htc|huawei|xiaomi|redmi|oneplus|pixel|lumia|windows(?: phone)?|outlook|yahoo!?|gmail|mail|courrier|posteo|protonmail|proton|thunderbird|alpine|mutt|k-9|phone|smartphone|téléphone|telefon|teléfono|telefono|telefone|telefoon|handy|mobile|mobil|móvil|mobiel|cellulare|celular|tablet|tablette|treo|palm|verizon|t-mobile|vodafone|orange|телефона?|айфона?|смартфона|почты|почта|هاتفي|الهاتف|جهاز|جوالي|iphone'?umdan|ipad'?imden|telefonumdan|boxer|nine|spark|airmail|laptop|computer|device|handheld|wireless|xperia|motorola|web\\.de|gmx";
const sentFrom = anyOf(phrases((language) => language.sentFrom));
const sentFromAfter = anyOf(phrases((language) => language.sentFromAfter));
/** Few words, no second sentence: `Sent from my iPhone. I agree to pay.` is the author's own. */
const sentFromLine = new RegExp(
  `^[-*_<([ ]{0,6}(?:(?:${sentFrom})[\\s'’](?=.{0,40}(?:${devices}))[^.!?;]{2,60}|(?=.{0,30}(?:${devices}))[^.!?;\\d]{2,50}\\s(?:${sentFromAfter}))[.!]?[-*_>)\\] ]{0,6}$`,
  'iu',
);
const excuse =
  /^(?:please )?(?:excuse|pardon|forgive|apologies for)(?: (?:any|the|my|all|brevity|typos?|and|or|errors?|mistakes?|tone|auto-?correct|typing|terseness|spelling|possible)){1,8}[.!]?$/i;

function isSentFrom(content: string): boolean {
  // An address of the program may follow in brackets or angle brackets.
  const bare = content.replace(/\s?[<([]https?:\/\/[^\s>)\]]{1,60}[>)\]]/g, '');
  const [first = '', rest] = /^(.*?(?:iPhone|iPad|Android|BlackBerry|device|phone|mobile|K-9 Mail))\. (.+)$/i.exec(bare)?.slice(1) ?? [
    bare,
  ];
  if (rest !== undefined && !excuse.test(rest)) return false;
  return sentFromLine.test(first) || excuse.test(bare);
}

const MAX_BLOCK_LINES = 8;
const phone =
  /(?:^|[\s|,;/(])(?:tel|phone|ph|mobile|mob|cell|fax|direct|office|t|m|p|f|tél|téléphone|telefon|tfn|handy|mobil|teléfono|telefono|telefone|móvil|cellulare|celular|telefoon|mobiel|kom|тел|моб|факс|gsm|هاتف|جوال)\.?\s{0,2}[:.]?\s{0,2}[+(]?\d[\d\s()./-]{6,20}/iu;

/** A block of name, trade and telephone: short lines, no sentence, the first a name, one a telephone number that is called so. */
function nameBlock(run: readonly Line[], end: number): number | undefined {
  let start = end;
  while (start > 0 && end - start <= MAX_BLOCK_LINES && run[start - 1]!.content !== '') start--;
  const lines = run.slice(start, end).map(({ content }) => content);
  if (start === 0 || lines.length < 3 || lines.length > MAX_BLOCK_LINES) return undefined;
  if (!lines.some((line) => phone.test(line))) return undefined;
  const isShort = lines.every(
    (line) => line.length <= 80 && line.split(/\s+/).length <= 10 && !/[.!?]$/.test(line.replace(/(?:inc|ltd|co|s\.?a|llc)\.$/i, '')),
  );
  return isShort && /^[*_]?(?:\p{Lu}[\p{L}\p{M}.'’-]{0,20}[\s,]{0,2}){2,5}[*_]?$/u.test(lines[0]!) ? start : undefined;
}
