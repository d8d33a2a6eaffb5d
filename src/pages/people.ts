import { looksLikeAddress } from '../message/display-names.ts';
import { nameDomain, shortened, strangersText } from './display.ts';
import { type Html, html, joined } from './html.ts';
import { hasPage, urls } from './urls.ts';
import type { Words } from './words/words.ts';

/** Somebody as a mail names him: the name is what the writer chose, the address what the mail used. */
export interface Person {
  readonly name?: string | undefined;
  readonly address: string;
}

/** `Lena Brandt <lena@halden.example>`: name and address both, always, as a name alone can be anyone's. Leads to his page. */
export function personInFull(person: Person): Html {
  const { name, address } = person;
  if (name === undefined || name === '' || name === address) return html`<span class="person">${personLink(person, address)}</span>`;
  return html`<span class="person">${personLink(person, looksLikeAddress(name) ? `"${name}"` : name)} <span class="address">&lt;${limited(address)}&gt;</span></span>`;
}

/** Some text of his as a link to his page; the text alone where there is none. */
export function personLink({ address }: Person, text: string): Html {
  return hasPage(address) ? html`<a href="${urls.person(address)}">${limited(text)}</a>` : limited(text);
}

/** The shortest form, leading to his page. */
export function personInShortLinked(person: Person): Html {
  return personLink(person, shortName(person));
}

/** The shortest form that still tells who. */
export function personInShort(person: Person): Html {
  return limited(shortName(person));
}

/** The name, but the address where there is no name, or where it could be taken for an address. */
export function shortName({ name, address }: Person): string {
  return name === undefined || name === '' || looksLikeAddress(name) ? address : name;
}

/** The first few, and how many more there are. */
export function peopleInShort(people: readonly Person[], words: Words, shown = 2): Html {
  const more = people.length - shown;
  return html`${joined(people.slice(0, shown).map(personInShortLinked), ', ')}${more > 0 && html`, <span class="more">+${more}</span>`}${
    people.length === 0 && html`<span class="absent">${words.nobody}</span>`
  }`;
}

/** A page names hundreds of people. RFC 5321 §4.5.3.1 allows an address of 320 characters. */
function limited(text: string): Html {
  const short = shortened(text, 320);
  return text.includes('@') ? html`<bdi>${nameDomain(short)}</bdi>` : strangersText(short);
}
