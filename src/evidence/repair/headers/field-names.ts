import { rawValue } from '../../../message/fields.ts';
import type { Message } from '../../../message/message.ts';
import { parseTagList } from '../../dkim/tag-list.ts';
import type { Clues, Reversal } from '../reversal.ts';
import { changesOf, type HeaderText, headerCandidate, ownPlace, signedPlaces } from './header-text.ts';

/**
 * The letter case of field names, which simple canonicalisation signs: Exchange and Lotus Notes write the names that they know in their
 * own way, Java Mail and some gateways write every name in small letters, others begin each word with a capital (`Message-Id`,
 * `Mime-Version`).
 *
 * @see RFC 6376 §3.4.1; RFC 5322 §1.2.2 (case means nothing in names)
 */
export const fieldNames: Reversal = {
  name: 'field-names',
  part: 'header',
  cost: 2,
  *propose(message, clues) {
    if (clues.signature.headerCanonicalization !== 'simple') return;
    const own = ownPlace(message, clues);
    const signed = signedPlaces(message, clues);
    for (const { rename, detail } of namings(message, clues)) {
      for (const places of [signed, [...signed, own], [own]]) {
        const edits = places.map((place) => [place, renamed(place.text, rename)] as const);
        const made = headerCandidate(message, 'field-names', changesOf(edits), detail);
        if (made !== undefined) yield made;
      }
    }
    for (const place of signed) {
      for (const name of spellings(place.text.name)) {
        const made = headerCandidate(
          message,
          'field-names',
          changesOf([[place, { ...place.text, name }]]),
          `${place.text.name} written ${name}`,
        );
        if (made !== undefined) yield made;
      }
    }
  },
};

interface Naming {
  readonly rename: (name: string) => string;
  readonly detail: string;
}

function* namings(message: Message, { ownField }: Clues): Generator<Naming> {
  const written = namesAsSigned(message, ownField);
  yield {
    rename: (name) => written.get(name.toLowerCase()) ?? name,
    detail: 'field names in the letter case in which the signature lists them',
  };
  yield { rename: (name) => USUAL.get(name.toLowerCase()) ?? capitalised(name), detail: 'field names in their usual letter case' };
  yield { rename: (name) => UNUSUAL.get(name.toLowerCase()) ?? capitalised(name), detail: 'field names as Message-Id, Mime-Version, CC' };
  yield { rename: capitalised, detail: 'field names with a capital for each word' };
  yield { rename: (name) => name.toLowerCase(), detail: 'field names in small letters' };
  yield { rename: (name) => name.toUpperCase(), detail: 'field names in capitals' };
  yield { rename: (name) => `${name[0]!.toUpperCase()}${name.slice(1).toLowerCase()}`, detail: 'field names with one capital' };
}

/** Many signers copy the names into `h=` as the fields have them. */
function namesAsSigned(message: Message, ownField: number): Map<string, string> {
  const list = parseTagList(rawValue(message.octets, message.fields[ownField]!));
  const value = list.ok ? (list.tags.get('h')?.value ?? '') : '';
  return new Map(value.split(':').map((name) => [name.trim().toLowerCase(), name.trim()]));
}

function* spellings(name: string): Generator<string> {
  for (const spelling of [
    USUAL.get(name.toLowerCase()),
    UNUSUAL.get(name.toLowerCase()),
    capitalised(name),
    name.toLowerCase(),
    name.toUpperCase(),
  ]) {
    if (spelling !== undefined && spelling !== name) yield spelling;
  }
}

function renamed(text: HeaderText, rename: (name: string) => string): HeaderText {
  return text.name === '' ? text : { ...text, name: rename(text.name) };
}

function capitalised(name: string): string {
  return name.toLowerCase().replaceAll(/(?<![a-z0-9])[a-z]/g, (letter) => letter.toUpperCase());
}

const USUAL = byLowerName('Message-ID', 'MIME-Version', 'Cc', 'DKIM-Signature', 'Content-ID', 'List-ID', 'X-MS-Exchange-SenderADCheck');
const UNUSUAL = byLowerName(
  'Message-Id',
  'Mime-Version',
  'CC',
  'Content-type',
  'Content-transfer-encoding',
  'DKIM-Signature',
  'Content-Id',
  'List-Id',
);

function byLowerName(...names: readonly string[]): Map<string, string> {
  return new Map(names.map((name) => [name.toLowerCase(), name]));
}
