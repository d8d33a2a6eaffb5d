import { foldText } from '../query/words.ts';
import { readLinks, readPeople } from '../store/correspondence.ts';
import type { Database } from '../store/database.ts';
import type { Gathering } from '../store/gathered.ts';

export interface KnownPerson {
  readonly id: number;
  /** Lower-cased. */
  readonly address: string;
  readonly folded: string;
  /** How often each name stands with the address. */
  readonly names: Map<string, number>;
  sent: number;
  received: number;
  firstSeconds: number | undefined;
  lastSeconds: number | undefined;
  /** The last message that was counted as sent, and as received: who stands twice in one is counted once. */
  lastSent: number;
  lastReceived: number;
}

export type PersonOrder = (a: KnownPerson, b: KnownPerson) => number;

/**
 * Who wrote to whom, in memory: totals for each person, and every link of a person to a message in two typed columns (nine octets a
 * link), so that anyone's correspondents are counted in one pass.
 */
export class Correspondence implements Gathering {
  readonly #byId = new Map<number, KnownPerson>();
  readonly #byAddress = new Map<string, KnownPerson>();
  readonly #ordered = new Map<PersonOrder, readonly KnownPerson[]>();
  #lastId = 0;
  #length = 0;
  #messages = new Uint32Array(1024);
  #persons = new Uint32Array(1024);
  #isSender = new Uint8Array(1024);

  readNew(database: Database, after: number, until: number): void {
    this.#ordered.clear();
    for (const { id, address } of readPeople(database, this.#lastId)) {
      const person = { id, address, folded: foldText(address), names: new Map<string, number>(), ...nothingYet };
      this.#byId.set(id, person);
      this.#byAddress.set(address, person);
      this.#lastId = id;
    }
    for (const { message, isSender, person: id, name, dateSeconds } of readLinks(database, after, until)) {
      const person = this.#byId.get(id)!;
      if (name !== undefined) person.names.set(name, (person.names.get(name) ?? 0) + 1);
      if (message === (isSender ? person.lastSent : person.lastReceived)) continue;
      if (isSender) {
        person.sent += 1;
        person.lastSent = message;
      } else {
        person.received += 1;
        person.lastReceived = message;
      }
      if (dateSeconds !== undefined) {
        person.firstSeconds = Math.min(person.firstSeconds ?? dateSeconds, dateSeconds);
        person.lastSeconds = Math.max(person.lastSeconds ?? dateSeconds, dateSeconds);
      }
      this.#add(message, id, isSender);
    }
  }

  /** Everyone, sorted once until more messages come. */
  inOrder(order: PersonOrder): readonly KnownPerson[] {
    const people = this.#ordered.get(order) ?? [...this.#byId.values()].sort(order);
    this.#ordered.set(order, people);
    return people;
  }

  find(address: string): KnownPerson | undefined {
    return this.#byAddress.get(address);
  }

  /** With whom somebody exchanged how many messages. */
  correspondents({ id }: KnownPerson): { writtenTo: Map<KnownPerson, number>; heardFrom: Map<KnownPerson, number> } {
    const writtenTo = new Map<KnownPerson, number>();
    const heardFrom = new Map<KnownPerson, number>();
    const [messages, persons, isSender] = [this.#messages, this.#persons, this.#isSender];
    let end = 0;
    for (let start = 0; start < this.#length; start = end) {
      let sends = false;
      let receives = false;
      for (end = start; end < this.#length && messages[end] === messages[start]; end += 1) {
        if (persons[end] !== id) continue;
        if (isSender[end] === 1) sends = true;
        else receives = true;
      }
      if (!sends && !receives) continue;
      for (let link = start; link < end; link += 1) {
        if (isSender[link] === 1 ? receives : sends) {
          const counts = isSender[link] === 1 ? heardFrom : writtenTo;
          const other = this.#byId.get(persons[link]!)!;
          counts.set(other, (counts.get(other) ?? 0) + 1);
        }
      }
    }
    return { writtenTo, heardFrom };
  }

  #add(message: number, person: number, isSender: boolean): void {
    if (this.#length === this.#messages.length) {
      this.#messages = doubled(this.#messages, new Uint32Array(this.#length * 2));
      this.#persons = doubled(this.#persons, new Uint32Array(this.#length * 2));
      this.#isSender = doubled(this.#isSender, new Uint8Array(this.#length * 2));
    }
    this.#messages[this.#length] = message;
    this.#persons[this.#length] = person;
    this.#isSender[this.#length] = isSender ? 1 : 0;
    this.#length += 1;
  }
}

const nothingYet = { sent: 0, received: 0, firstSeconds: undefined, lastSeconds: undefined, lastSent: 0, lastReceived: 0 };

function doubled<Column extends Uint32Array | Uint8Array>(old: Column, larger: Column): Column {
  larger.set(old);
  return larger;
}
