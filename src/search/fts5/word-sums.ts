import type { DatabaseSync } from 'node:sqlite';
import type { MessageWords } from '../index.ts';
import { columnTexts } from './writer.ts';

/**
 * A sum over every word of a message with its column and place, in two halves: two messages whose words differ in anything have, but
 * for one chance in 2⁶⁴, different sums; in which order the words are added up does not matter.
 */
export type WordSum = readonly [number, number];

/** The sum of what the index must hold of a message with these words. */
export function sumOfWords(words: MessageWords): WordSum {
  let [first, second] = [0, 0];
  for (const [column, text] of Object.entries(columnTexts(words))) {
    const seed = hashOf(column);
    let offset = 0;
    // What the tokenizer `ascii` takes for a word (schema/0002-search.sql).
    for (const [word] of text.matchAll(/[0-9A-Za-z\x80-\uffff]+/g)) {
      const hash = hashOf(word);
      first = (first + mixed(hash, seed, offset, 0x85ebca6b)) | 0;
      second = (second + mixed(hash, seed, offset, 0xc2b2ae35)) | 0;
      offset++;
    }
  }
  return [first, second];
}

/** The sums of all messages as they stand in the index: a function that gives that of one. */
export function sumsInIndex(db: DatabaseSync): (number: number) => WordSum {
  const sums = new Map<number, [number, number]>();
  db.exec("CREATE VIRTUAL TABLE temp.indexed_words USING fts5vocab('main', 'search', 'instance')");
  try {
    const rows = db.prepare(selectWords);
    rows.setReturnArrays(true);
    let [last, hash] = ['', hashOf('')];
    const seeds = new Map<string, number>();
    for (const [word, number, column, offset] of rows.iterate() as unknown as Iterable<[string, number, string, number]>) {
      if (word !== last) [last, hash] = [word, hashOf(word)];
      const seed = seeds.get(column) ?? hashOf(column);
      seeds.set(column, seed);
      const sum = sums.get(number) ?? [0, 0];
      sums.set(number, sum);
      sum[0] = (sum[0] + mixed(hash, seed, offset, 0x85ebca6b)) | 0;
      sum[1] = (sum[1] + mixed(hash, seed, offset, 0xc2b2ae35)) | 0;
    }
  } finally {
    db.exec('DROP TABLE IF EXISTS temp.indexed_words');
  }
  return (number) => sums.get(number) ?? [0, 0];
}

/** @see https://www.sqlite.org/fts5.html#the_fts5vocab_virtual_table_module */
const selectWords = 'SELECT term, doc, col, offset FROM temp.indexed_words';

/** FTS5 cuts a word after 32,768 octets: what is looked at must end before. In UTF-16 units. */
const mostHashed = 8_000;

function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  const end = Math.min(word.length, mostHashed);
  for (let index = 0; index < end; index++) hash = Math.imul(hash ^ word.charCodeAt(index), 0x01000193);
  return hash;
}

function mixed(hash: number, seed: number, offset: number, factor: number): number {
  let value = Math.imul(hash ^ Math.imul(offset + 1, 0x9e3779b1), factor) ^ seed;
  value = Math.imul(value ^ (value >>> 15), factor);
  return value ^ (value >>> 13);
}
