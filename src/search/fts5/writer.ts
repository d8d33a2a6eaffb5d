import type { DatabaseSync } from 'node:sqlite';
import { foldText } from '../../query/words.ts';
import { BoundStatement } from '../../store/bound-statement.ts';
import type { IndexWriter, MessageWords } from '../index.ts';

/** Memory for words that are not on disk yet, in octets: the larger, the fewer pieces there are to merge. */
const pendingOctets = 32n * 1024n * 1024n;

/** After additions of at least this part of the whole, all of the index is merged into one piece; after fewer, some pieces are. */
const optimizeFrom = 0.2;

/** FTS5's own: it merges as it goes when as many pieces of like size have come together. */
const usualAutomerge = 4n;

/** So many pieces of like size are merged although nobody asked for it: FTS5's own number, and that while words stream in (it can hold 2,000). */
const usualCrisis = 16n;
const crisisWhileAdding = 256n;

/** How many pages one step of merging writes. */
const mergePages = 1000n;

/** @see https://www.sqlite.org/fts5.html#the_automerge_configuration_option */
export function createFts5Writer(db: DatabaseSync): IndexWriter {
  const insert = new BoundStatement(db, insertWords);
  const remove = db.prepare(deleteWords);
  const command = db.prepare(insertCommand);
  let added = 0;
  return {
    add(number, words) {
      // Merging while words stream in writes them many times over; it is done once, in `finish`.
      if (added === 0) {
        command.run({ name: 'automerge', value: 0n });
        command.run({ name: 'crisismerge', value: crisisWhileAdding });
        command.run({ name: 'hashsize', value: pendingOctets });
      }
      added++;
      insert.run({ number, ...columnTexts(words) });
    },
    remove(number) {
      remove.run({ number });
    },
    finish() {
      // Nothing to do, unless words came in now, or an earlier writer was stopped before it got here.
      if (db.prepare(selectAutomerge).get()?.['value'] !== 0) return;
      const total = Number(db.prepare(countWords).get()!['total']);
      if (added === 0 || added >= total * optimizeFrom) db.exec(optimize);
      else mergeSome(db);
      command.run({ name: 'crisismerge', value: usualCrisis });
      command.run({ name: 'automerge', value: usualAutomerge });
      added = 0;
    },
  };
}

const insertWords = `
  INSERT INTO search (rowid, subject, sender, recipients, cc, own, quoted, filenames, attachment)
  VALUES (:number, :subject, :sender, :recipients, :cc, :own, :quoted, :filenames, :attachment)`;
const deleteWords = 'DELETE FROM search WHERE rowid = :number';
/** Values are BigInts: node:sqlite binds numbers as floating point, which FTS5 does not take. */
const insertCommand = 'INSERT INTO search (search, rank) VALUES (:name, :value)';
const selectAutomerge = `SELECT v AS value FROM search_config WHERE k = 'automerge'`;
const countWords = 'SELECT count(*) AS total FROM search_docsize';
const optimize = `INSERT INTO search (search) VALUES ('optimize')`;
const countChanges = 'SELECT total_changes() AS changes';

/** Merges pieces of like size until there are few: a step that changes fewer than two rows found nothing to merge. */
function mergeSome(db: DatabaseSync): void {
  const merge = db.prepare(insertCommand);
  const changes = db.prepare(countChanges);
  for (;;) {
    const before = Number(changes.get()!['changes']);
    merge.run({ name: 'merge', value: mergePages });
    if (Number(changes.get()!['changes']) - before < 2) return;
  }
}

/** What each column of the table `search` is given of a message. */
export function columnTexts(words: MessageWords): Record<string, string> {
  return {
    subject: joinPieces(words.subject),
    sender: joinPieces(words.from),
    recipients: joinPieces(words.to),
    cc: joinPieces(words.cc),
    own: joinPieces(words.own),
    quoted: joinPieces(words.quoted),
    filenames: joinPieces(words.filenames),
    attachment: joinPieces(words.attachment ?? []),
  };
}

/** Stands between pieces as a word of its own, so that no phrase reaches over it. No text has it: `indexText` puts a space for it. */
const gap = ' \uE000 ';

function joinPieces(pieces: readonly string[]): string {
  return pieces.map(indexText).join(gap);
}

/**
 * A text in which the tokenizer `ascii` finds just the words of query/words.ts: it takes every character above ASCII for a
 * letter, so those that are none become spaces.
 *
 * @see https://www.sqlite.org/fts5.html#ascii_tokenizer
 */
export function indexText(text: string): string {
  const lower = text.toLowerCase();
  if (/^[\0-\x7f]*$/.test(lower)) return lower;
  return lower.replace(/[\0-\x7f]?[^\0-\x7f]+/g, (run) => {
    let parted = knownRuns.get(run);
    if (parted === undefined) {
      parted = partRun(run);
      if (knownRuns.size >= maxKnown) knownRuns.clear();
      if (run.length <= maxKnownLength) knownRuns.set(run, parted);
    }
    return parted;
  });
}

/** What is not ASCII in mail comes again and again: a curled quotation mark, an é, a frequent word. */
const knownRuns = new Map<string, string>();
const maxKnown = 20_000;
const maxKnownLength = 32;

/** @param run - Characters above ASCII, and the one before them: no mark, and no letter that a mark joins, is outside. */
function partRun(run: string): string {
  const parted = foldText(run).replace(/[^\0-\x7f\p{L}\p{N}\p{M}]+/gu, ' ');
  // A mark belongs to the letter before it; without one it is no word, nor part of the next.
  return parted.replace(/(?<![\p{L}\p{N}\p{M}])\p{M}+/gu, ' ');
}
