import type { DatabaseSync } from 'node:sqlite';
import { MARKS, VERDICTS } from '../../evidence/verdict.ts';
import { domainOf } from '../../message/addresses.ts';
import { type AttachmentKind, attachmentKinds } from '../../message/attachment-kind.ts';
import type { AndQuery, Beginning, Query } from '../../query/ast.ts';
import { threadsNamed } from '../../store/threads.ts';
import { add, type Bitset, copy, emptySet, intersect, startOfLast, subtract, unite } from '../bitset.ts';
import type { Columns } from './columns.ts';
import { matchExpression } from './match.ts';

/** Finds which messages match, as sets of numbers: words by FTS5, what columns hold by a pass over them, the rest by SQL. */
export class Evaluator {
  readonly #db: DatabaseSync;
  readonly #columns: Columns;
  /** What expressions matched, the last asked for at the end. */
  readonly #matched = new Map<string, Bitset>();
  /** In which order, for those that were asked for by relevance. */
  readonly #ranked = new Map<string, readonly number[]>();

  /** For as long as the archive does not change. */
  constructor(db: DatabaseSync, columns: Columns) {
    this.#db = db;
    this.#columns = columns;
  }

  /** @returns A set that the caller may change. */
  evaluate(query: Query): Bitset {
    const expression = matchExpression(query);
    if (expression !== undefined) return this.match(expression);
    const columns = this.#columns;
    switch (query.kind) {
      case 'and':
        return this.#evaluateAll(query);
      case 'or': {
        const words = query.parts.filter(isWords);
        const others = query.parts.filter((part) => !words.includes(part));
        const set = words.length === 0 ? this.#empty() : this.evaluate(words.length === 1 ? words[0]! : { ...query, parts: words });
        for (const part of others) unite(set, this.evaluate(part));
        return set;
      }
      case 'not': {
        const set = copy(columns.present);
        subtract(set, this.evaluate(query.part));
        return set;
      }
      case 'all':
        return copy(columns.present);
      case 'date':
        return this.#within(columns.dates, query.fromSeconds ?? Number.NEGATIVE_INFINITY, query.untilSeconds ?? Number.POSITIVE_INFINITY);
      case 'number':
        return this.#numbered(query.first ?? 0, query.last ?? columns.limit);
      case 'verdict':
        return this.#oneOf(
          columns.verdicts,
          VERDICTS.map((verdict) => isAsked(query.value, verdict)),
        );
      case 'mark':
        return this.#withBits(
          columns.marks,
          MARKS.reduce((sum, mark, place) => (isAsked(query.value, mark) ? sum | (1 << place) : sum), 0),
        );
      case 'has':
        return this.#withBits(columns.kinds, allBits);
      case 'domain': {
        const asked = columns.domains.map((domain) => isWithin(domain, query.domain));
        return this.#oneOf(
          columns.senders,
          columns.senderDomains.map((domain) => asked[domain] ?? false),
        );
      }
      case 'signer':
        return this.#signedBy(query.domain);
      case 'type':
        return this.#withAttachment(query.type);
      case 'thread':
        return this.#select(selectThread, { thread: query.thread });
      case 'address':
        return this.#addressed(query.field, query.address);
      case 'words':
        throw new Error('Words always have an expression.');
      default:
        return query satisfies never;
    }
  }

  /** The messages that an FTS5 expression matches. */
  match(expression: string): Bitset {
    let set = this.#matched.get(expression);
    if (set === undefined) {
      set = this.#select(selectMatches, { expression });
      if (this.#matched.size >= maxRemembered) this.#matched.delete(this.#matched.keys().next().value!);
    }
    this.#matched.delete(expression);
    this.#matched.set(expression, set);
    return copy(set);
  }

  /** The messages that an expression matches, the best first: the last imported ones of them, at most so many. */
  rank(expression: string, most: number): readonly number[] {
    let ranked = this.#ranked.get(expression);
    if (ranked === undefined) {
      // A BigInt: FTS5 passes over a floating-point bound and would read everything.
      const from = BigInt(startOfLast(this.match(expression), most));
      const select = this.#db.prepare(selectRanked);
      select.setReturnArrays(true);
      ranked = (select.all({ expression, from }) as unknown as [number][]).map(([number]) => number);
      if (this.#ranked.size >= maxRankings) this.#ranked.delete(this.#ranked.keys().next().value!);
    }
    this.#ranked.delete(expression);
    this.#ranked.set(expression, ranked);
    return ranked;
  }

  /** Words first, in one expression: what they leave is narrowed by the others. */
  #evaluateAll(query: AndQuery): Bitset {
    const wanted = query.parts.filter(isWords);
    const excluded = query.parts.filter((part) => part.kind === 'not' && isWords(part.part));
    const together = wanted.length === 0 ? [] : [...wanted, ...excluded];
    const set =
      together.length === 0
        ? copy(this.#columns.present)
        : this.evaluate(together.length === 1 ? together[0]! : { ...query, parts: together });
    for (const part of query.parts) {
      if (together.includes(part)) continue;
      if (part.kind === 'not') subtract(set, this.evaluate(part.part));
      else intersect(set, this.evaluate(part));
    }
    return set;
  }

  #empty(): Bitset {
    return emptySet(this.#columns.limit);
  }

  // One plain loop for each way to ask a column: a call for every number would cost ten times as much.

  /** The numbers whose value lies from `from` on and before `until`; NaN lies nowhere. */
  #within(column: Float64Array, from: number, until: number): Bitset {
    const { words } = this.#empty();
    for (let number = 1; number < this.#columns.limit; number++) {
      if (column[number]! >= from && column[number]! < until) words[number >>> 5]! |= 1 << (number & 31);
    }
    return { words };
  }

  /** The numbers whose value is the place of a true one in `asked`. */
  #oneOf(column: Uint8Array | Int32Array, asked: readonly boolean[]): Bitset {
    const { words } = this.#empty();
    const table = Uint8Array.from(asked, Number);
    for (let number = 1; number < this.#columns.limit; number++) {
      if (table[column[number]!] === 1) words[number >>> 5]! |= 1 << (number & 31);
    }
    return { words };
  }

  /** The numbers whose value has one of the bits. */
  #withBits(column: Uint16Array, bits: number): Bitset {
    const { words } = this.#empty();
    for (let number = 1; number < this.#columns.limit; number++) {
      if ((column[number]! & bits) !== 0) words[number >>> 5]! |= 1 << (number & 31);
    }
    return { words };
  }

  #numbered(first: number, last: number): Bitset {
    const set = this.#empty();
    for (let number = first; number <= last && number < this.#columns.limit; number++) add(set, number);
    intersect(set, this.#columns.present);
    return set;
  }

  #signedBy(domain: string | undefined): Bitset {
    const { passMessages, passSigners, signers } = this.#columns;
    const asked = signers.map((signer) => domain === undefined || isWithin(signer, domain));
    const set = this.#empty();
    for (let index = 0; index < passMessages.length; index++) if (asked[passSigners[index]!]) add(set, passMessages[index]!);
    return set;
  }

  /** A domain that is not of plain letters is written in Unicode or as A-labels: both are the same address. */
  #addressed(role: string, address: string): Bitset {
    const domain = domainOf(address) ?? '';
    if (!/(?:^|\.)xn--/.test(domain)) return this.#select(selectAddress, { role, address });
    return this.#select(selectSpellings, { role, domain, local: address.slice(0, address.lastIndexOf('@') + 1) });
  }

  /** A media type with its slash; else a kind of attachment; else the first half of a media type or the ending of a name. */
  #withAttachment(type: string): Bitset {
    if (type.includes('/')) return this.#select(selectType, { type });
    const place = attachmentKinds.indexOf(type as AttachmentKind);
    if (place >= 0) return this.#withBits(this.#columns.kinds, 1 << place);
    return this.#select(selectEnding, { first: `${type}/`, after: `${type}0`, ending: `.${type}` });
  }

  #select(sql: string, parameters: Record<string, string | number>): Bitset {
    const set = this.#empty();
    readNumbers(String(this.#db.prepare(sql).get(parameters)!['numbers']), set);
    // The index may know a message whose row is gone, or the other way round, only where an archive is damaged.
    intersect(set, this.#columns.present);
    return set;
  }
}

/** The next page, another order and one more facet ask for the same words again; an octet for every eight messages each. */
const maxRemembered = 32;

/** A reader who goes through what he found, message by message, asks for one order again and again. */
const maxRankings = 8;

const allBits = 0xffff;

const selectMatches = 'SELECT json_group_array(rowid) AS numbers FROM search WHERE search MATCH :expression';
/** A word in the subject tells more of a message than one in its body, and that more than one among many recipients. */
const selectRanked = `
  SELECT rowid AS number FROM search WHERE search MATCH :expression AND rowid >= :from
  ORDER BY bm25(search, 6, 3, 1.5, 1, 2, 1, 2, 1), rowid DESC`;
const selectThread = `SELECT json_group_array(number) AS numbers FROM messages INDEXED BY messages_thread WHERE thread IN ${threadsNamed}`;
const selectAddress = `
  SELECT json_group_array(message) AS numbers FROM message_people
  WHERE person = (SELECT id FROM people WHERE address = :address) AND role = :role`;
/** `:local` ends in the @. */
const selectSpellings = `
  SELECT json_group_array(message) AS numbers FROM message_people
  WHERE role = :role AND person IN (
    SELECT id FROM people
    WHERE domain = :domain AND substr(address, 1, length(:local)) = :local AND instr(substr(address, length(:local) + 1), '@') = 0)`;
const selectType = 'SELECT json_group_array(message) AS numbers FROM attachments WHERE type = :type';
/** `/` is the character before `0`: the range is that of the texts that begin with `:first`. */
const selectEnding = `
  SELECT json_group_array(message) AS numbers FROM attachments
  WHERE (type >= :first AND type < :after) OR lower(substr(name, -length(:ending))) = :ending`;

/** Whether a part can stand in one expression with its neighbours. */
function isWords(part: Query): boolean {
  return matchExpression(part, 1) !== undefined;
}

/** Adds the numbers of a JSON array of whole numbers to a set: several times as fast as making the array first. */
function readNumbers(json: string, set: Bitset): void {
  let number = 0;
  for (let index = 1; index < json.length; index++) {
    const code = json.charCodeAt(index);
    if (code >= 0x30 && code <= 0x39) {
      number = number * 10 + code - 0x30;
    } else if (number > 0) {
      add(set, number);
      number = 0;
    }
  }
}

/** Whether a domain is another one or below it. */
function isWithin(domain: string, above: string): boolean {
  return domain === above || domain.endsWith(`.${above}`);
}

function isAsked(value: Beginning<string>, name: string): boolean {
  return 'name' in value ? value.name === name : name.startsWith(value.beginning);
}
