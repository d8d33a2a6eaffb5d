import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { MARKS, VERDICTS } from '../../evidence/verdict.ts';
import { type AttachmentKind, attachmentKinds } from '../../message/attachment-kind.ts';
import { monthOf } from '../../query/dates.ts';
import { add, type Bitset } from '../bitset.ts';

/**
 * What a search counts and sorts by, in memory: for each number one value, so that count, facets and order cost one pass over
 * numbers and no look-up in the database. About 25 octets a message.
 */
export class Columns {
  /** One more than the highest number. */
  limit = 1;
  /** The numbers that there are. */
  present: Bitset = { words: new Uint32Array(1) };
  /** The Date in seconds; NaN where there is none. */
  dates = new Float64Array(1).fill(Number.NaN);
  /** Places in `monthNumbers`; -1 where there is no Date. */
  months = new Int32Array(1).fill(-1);
  /** Places in `senderAddresses`; -1 where there is no sender. */
  senders = new Int32Array(1).fill(-1);
  /** Places in `VERDICTS`. */
  verdicts = new Uint8Array(1);
  /** Bits by place in `MARKS`. */
  marks = new Uint16Array(1);
  /** Bits by place in `attachmentKinds` (at most 16); 0 where there is no attachment. */
  kinds = new Uint16Array(1);

  /** Months that occur, as `monthOf` says them, in no order. */
  readonly monthNumbers: number[] = [];
  readonly senderAddresses: string[] = [];
  /** For each sender its place in `domains`; -1 where the address has none. */
  readonly senderDomains: number[] = [];
  readonly domains: string[] = [];
  /** Passing signatures: the message, and the signer's place in `signers`. */
  readonly passMessages: number[] = [];
  readonly passSigners: number[] = [];
  readonly signers: string[] = [];

  readonly #monthPlaces = new Map<number, number>();
  readonly #senderPlaces = new Map<number, number>();
  readonly #domainPlaces = new Map<string, number>();
  readonly #signerPlaces = new Map<string, number>();
  readonly #markBits = new Map<string, number>();
  #newestFirst: Uint32Array | undefined;
  #dated = 0;
  #ancestors: readonly (readonly number[])[] = [];

  /** Reads the messages that were added since the last call. */
  readNew(db: DatabaseSync): void {
    const after = this.limit - 1;
    const highest = Number(db.prepare(selectHighest).get()!['highest']);
    if (highest <= after) return;
    this.#grow(highest + 1);
    this.#readMessages(db, after);
    for (const [message, kind] of rowsOf(db.prepare(selectKinds), after) as Iterable<[number, AttachmentKind]>) {
      this.kinds[message]! |= 1 << attachmentKinds.indexOf(kind);
    }
    const passes = db.prepare(after === 0 ? selectAllPasses : selectNewPasses);
    for (const [message, signer] of rowsOf(passes, after) as Iterable<[number, string]>) {
      this.passMessages.push(message);
      this.passSigners.push(placeOf(signer, this.signers, this.#signerPlaces));
    }
    this.#newestFirst = undefined;
  }

  /** All numbers by Date, newest first, of one second the highest number first; `dated` of them have a Date, the others come last. */
  newestFirst(): { readonly numbers: Uint32Array; readonly dated: number } {
    if (this.#newestFirst === undefined) {
      const { dates, verdicts } = this;
      const numbers: number[] = [];
      for (let number = 1; number < this.limit; number++) if (verdicts[number] !== absent) numbers.push(number);
      const dated = Uint32Array.from(numbers.filter((number) => !Number.isNaN(dates[number]!)));
      const undated = numbers.filter((number) => Number.isNaN(dates[number]!)).reverse();
      dated.sort((a, b) => dates[b]! - dates[a]! || b - a);
      this.#newestFirst = new Uint32Array(numbers.length);
      this.#newestFirst.set(dated);
      this.#newestFirst.set(undated, dated.length);
      this.#dated = dated.length;
    }
    return { numbers: this.#newestFirst, dated: this.#dated };
  }

  /** For each domain the places of those above it that occur too. */
  domainAncestors(): readonly (readonly number[])[] {
    if (this.#ancestors.length !== this.domains.length) {
      this.#ancestors = this.domains.map((domain) => {
        const above: number[] = [];
        for (let dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
          const place = this.#domainPlaces.get(domain.slice(dot + 1));
          if (place !== undefined) above.push(place);
        }
        return above;
      });
    }
    return this.#ancestors;
  }

  #readMessages(db: DatabaseSync, after: number): void {
    const person = db.prepare(selectPerson);
    const rows = rowsOf(db.prepare(selectMessages), after) as Iterable<[number, number | null, number | null, string, string]>;
    for (const [number, date, sender, verdict, marks] of rows) {
      add(this.present, number);
      if (date !== null) {
        this.dates[number] = date;
        this.months[number] = placeOf(monthOf(date), this.monthNumbers, this.#monthPlaces);
      }
      if (sender !== null) this.senders[number] = this.#senderPlaces.get(sender) ?? this.#addSender(person, sender);
      this.verdicts[number] = verdictPlaces.get(verdict) ?? absent;
      this.marks[number] = this.#markBits.get(marks) ?? this.#readMarks(marks);
    }
  }

  #addSender(person: StatementSync, id: number): number {
    const row = person.get({ id }) as { address: string; domain: string | null };
    const place = this.senderAddresses.push(row.address) - 1;
    this.senderDomains.push(row.domain === null ? -1 : placeOf(row.domain, this.domains, this.#domainPlaces));
    this.#senderPlaces.set(id, place);
    return place;
  }

  #readMarks(marks: string): number {
    const names = JSON.parse(marks) as string[];
    const bits = MARKS.reduce((sum, mark, place) => (names.includes(mark) ? sum | (1 << place) : sum), 0);
    this.#markBits.set(marks, bits);
    return bits;
  }

  #grow(limit: number): void {
    const room = Math.max(limit, Math.min(this.verdicts.length * 2, limit + 65_536));
    this.limit = limit;
    const words = new Uint32Array(Math.ceil(limit / 32));
    words.set(this.present.words);
    this.present = { words };
    if (limit <= this.verdicts.length) return;
    this.dates = grown(this.dates, new Float64Array(room).fill(Number.NaN));
    this.months = grown(this.months, new Int32Array(room).fill(-1));
    this.senders = grown(this.senders, new Int32Array(room).fill(-1));
    this.verdicts = grown(this.verdicts, new Uint8Array(room).fill(absent));
    this.marks = grown(this.marks, new Uint16Array(room));
    this.kinds = grown(this.kinds, new Uint16Array(room));
  }
}

/** In `verdicts`, for a number that no message has. */
const absent = 255;

const verdictPlaces = new Map<string, number>(VERDICTS.map((verdict, place) => [verdict, place]));

const selectHighest = 'SELECT ifnull(max(number), 0) AS highest FROM messages';
const selectMessages = 'SELECT number, date_seconds, sender, verdict, marks FROM messages WHERE number > :after';
const selectPerson = 'SELECT address, domain FROM people WHERE id = :id';
const selectKinds = 'SELECT message, kind FROM attachments WHERE message > :after';
const selectNewPasses = `SELECT message, signer FROM signatures WHERE message > :after AND result = 'pass'`;
/** The `+` keeps SQLite off the table, whose rows are long, and on the index by signer, which has all that is asked for. */
const selectAllPasses = `SELECT message, signer FROM signatures WHERE +message > :after AND result = 'pass'`;

function rowsOf(statement: StatementSync, after: number): Iterable<unknown> {
  statement.setReturnArrays(true);
  return statement.iterate({ after });
}

/** The place of a value in a list, put at its end where it is new. */
function placeOf<Value>(value: Value, list: Value[], places: Map<Value, number>): number {
  let place = places.get(value);
  if (place === undefined) {
    place = list.push(value) - 1;
    places.set(value, place);
  }
  return place;
}

function grown<Column extends { set(from: Column): void }>(from: Column, into: Column): Column {
  into.set(from);
  return into;
}
