import { leastRecurring } from '../../src/archive/chains/limits.ts';
import type { Plant } from './edits.ts';
import type { MadeMail } from './make.ts';
import { type Sentence, sentencesOf } from './tree.ts';

/** What is true of a mail and of another that quotes it, right away or within what that one quotes. */
export interface Pair {
  readonly quoted: MadeMail;
  readonly quoting: MadeMail;
  /** The mail that quotes it right away: it, or one that it quotes. */
  readonly quoter: MadeMail;
  readonly depth: number;
  /** Whether all words of the quoted mail stand in the quote, as the archive has them. */
  readonly isWhole: boolean;
  /** But for a signature block, which is no word of his where others have it too. */
  readonly hasAllSaid: boolean;
  /** Where the two differ though nobody trimmed. */
  readonly changes: readonly Change[];
}

export interface Change {
  readonly plant: Plant;
  /** The sentence as the quoted mail has it in the archive; undefined where it lacks it. */
  readonly own?: string;
  readonly quoted?: string;
}

/** All pairs of an archive. */
export function pairsOf(mails: readonly MadeMail[]): Pair[] {
  const written = Map.groupBy(mails, ({ from }) => from);
  const byId = new Map(mails.map((mail) => [mail.id, mail]));
  return mails.flatMap((quoting) => {
    const pairs: Pair[] = [];
    const standing = [...sentencesOf(quoting.forged ?? quoting.nodes)].filter(({ depth }) => depth > 0).map(({ sentence }) => sentence);
    let quoter = quoting;
    for (let depth = 1; quoter.quotes !== undefined; depth++) {
      const quoted = byId.get(quoter.quotes.of)!;
      const sentences = standing.filter(({ of }) => of === quoted.id);
      if (sentences.length > 0)
        pairs.push({
          ...{ quoted, quoting, quoter, depth },
          ...compare(quoted, sentences, written.get(quoted.from)!.length >= leastRecurring),
        });
      quoter = quoted;
    }
    return pairs;
  });
}

/** @param hasKnownBlock - His signature block stands in so many mails that it is no part of what he says. */
function compare(mail: MadeMail, standing: readonly Sentence[], hasKnownBlock: boolean): Pick<Pair, 'isWhole' | 'hasAllSaid' | 'changes'> {
  const own = ownSentences(mail);
  const byPlace = new Map(standing.filter(({ at }) => at !== undefined).map((sentence) => [sentence.at!, sentence]));
  const changes: Change[] = [];
  const around = (sentences: readonly Sentence[], index: number) =>
    [sentences[index - 1], sentences[index + 1]].every((one) => one?.at !== undefined && byPlace.has(one.at));
  for (const [index, sentence] of own.entries()) {
    if (sentence.at === undefined) {
      if (around(own, index)) changes.push({ plant: 'sentence inserted', own: sentence.text });
      continue;
    }
    const copy = byPlace.get(sentence.at);
    // The same may have been planted in both.
    if (copy !== undefined && (copy.isPlanted || sentence.isPlanted) && copy.text !== sentence.text) {
      const plant = sentence.isPlanted ? mail.planted! : (copy.plant ?? 'word');
      changes.push({ plant, own: sentence.text, quoted: copy.text });
    }
  }
  const places = new Set(own.map(({ at }) => at));
  for (const [index, sentence] of standing.entries()) {
    if (sentence.at === undefined && sentence.isPlanted) {
      if (around(standing, index)) changes.push({ plant: 'sentence inserted', quoted: sentence.text });
    } else if (!places.has(sentence.at) && sentence.role === 'body' && around(standing, index))
      changes.push({ plant: 'sentence deleted', quoted: sentence.text });
  }
  const stands = (sentence: Sentence) => sentence.at !== undefined && byPlace.has(sentence.at);
  const said = own.filter(({ role }) => role === 'body' || (mail.fate === 'failing' && (role === 'greeting' || role === 'farewell')));
  // What was changed alike in both texts stands there all the same.
  const isSame = (sentence: Sentence) => own.some(({ at, text }) => at === sentence.at && byPlace.get(at ?? -1)?.text === text);
  const isGenuine = [...own, ...standing].every((sentence) => !sentence.isPlanted || isSame(sentence));
  const hasAllSaid = isGenuine && said.every(stands);
  const hasBlock = hasKnownBlock || own.every((sentence) => sentence.role !== 'signature' || stands(sentence));
  return { isWhole: hasAllSaid && hasBlock, hasAllSaid, changes };
}

/** What its author says in it, as the archive has it. */
export function ownSentences(mail: MadeMail): Sentence[] {
  return [...sentencesOf(mail.forged ?? mail.nodes)]
    .filter(({ depth, sentence }) => depth === 0 && sentence.of === mail.id)
    .map(({ sentence }) => sentence);
}
