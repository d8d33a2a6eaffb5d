/**
 * The people of the story and the organisations they write for. All are invented; every domain is one of those reserved for
 * examples (RFC 2606, RFC 6761), so that no mail of the demo can be taken for anybody's.
 */
import { normalizeStreamSafe } from '../message/stream-safe.ts';
import type { Language } from './prose/language.ts';
import { FIRST_NAMES, makeSurname } from './prose/names.ts';
import { createRandom } from './random.ts';

export type Client = 'gmail' | 'outlook' | 'apple' | 'thunderbird';

export interface Person {
  readonly name: string;
  /** What colleagues call him. */
  readonly first: string;
  readonly address: string;
  readonly client: Client;
  readonly language: Language;
  /** The lines under "-- "; empty for those who use none. */
  readonly signature: readonly string[];
}

function person(name: string, address: string, client: Client, language: Language, ...signature: string[]): Person {
  const first = name.split(' ')[0]!;
  return { name, first, address, client, language, signature };
}

const HALDEN = 'Halden for Orle Valley · 4 Quay Street, Port Halden';
const MARNAY = 'Ville de Marnay – 1, place de la Halle';

/** Everybody with a part in the plots, by a short name. */
export const CAST = {
  lena: person('Lena Brandt', 'lena.brandt@halden-campaign.example', 'gmail', 'en', 'Lena Brandt', 'Campaign manager', HALDEN),
  otto: person(
    'Otto Weiss',
    'otto.weiss@halden-campaign.example',
    'thunderbird',
    'en',
    'Otto Weiss, treasurer',
    HALDEN,
    'Receipts, please. Always receipts.',
  ),
  mara: person('Mara Halden', 'mara@halden-campaign.example', 'apple', 'en', 'Mara Halden'),
  tobias: person('Tobias Finch', 'tobias.finch@halden-campaign.example', 'gmail', 'en', 'Tobias Finch | Press', 'halden-campaign.example'),
  ines: person('Inès Okafor-Lund', 'ines@halden-campaign.example', 'apple', 'en', 'Inès Okafor-Lund', 'Volunteers & rooms'),
  jonas: person('Jonas Birk', 'jonas.birk@halden-campaign.example', 'thunderbird', 'en', 'Jonas Birk', 'Computers, cables, apologies'),
  wilma: person('Wilma Strand', 'wilma.strand@halden-campaign.example', 'outlook', 'en', 'Wilma Strand', 'Office', HALDEN),
  rosa: person(
    'Rosa Kettle',
    'rosa@kettle-rook.example',
    'gmail',
    'en',
    'Rosa Kettle',
    'Kettle & Rook, Printers since 1961',
    'Unit 7, Tannery Lane',
  ),
  edgar: person('Edgar Rook', 'edgar@kettle-rook.example', 'gmail', 'en', 'Edgar Rook', 'Kettle & Rook, Printers since 1961'),
  beatrix: person('Beatrix Amsel', 'b.amsel@fondation-orle.example', 'outlook', 'en', 'Beatrix Amsel', 'Grants officer', 'Fondation Orle'),
  hugo: person(
    'Hugo Lavergne',
    'h.lavergne@fondation-orle.example',
    'outlook',
    'fr',
    'Hugo Lavergne',
    'Secrétaire général',
    'Fondation Orle',
  ),
  dana: person('Dana Quill', 'dana@brightpoll.example', 'gmail', 'en', 'Dana Quill', 'Brightpoll – we ask, they answer'),
  claire: person(
    'Claire Fontanel',
    'claire.fontanel@ville-de-marnay.example',
    'outlook',
    'fr',
    'Claire Fontanel',
    'Première adjointe au maire',
    MARNAY,
  ),
  corvol: person(
    'Jean-Baptiste Corvol',
    'jb.corvol@ville-de-marnay.example',
    'outlook',
    'fr',
    'Jean-Baptiste CORVOL',
    'Directeur général des services',
    MARNAY,
  ),
  amelie: person(
    'Amélie Rouvière',
    'amelie.rouviere@ville-de-marnay.example',
    'thunderbird',
    'fr',
    'Amélie Rouvière',
    'Service des finances',
    MARNAY,
  ),
  noe: person(
    'Noé Tissandier',
    'noe.tissandier@ville-de-marnay.example',
    'thunderbird',
    'fr',
    'Noé Tissandier',
    'Voirie et ouvrages',
    MARNAY,
  ),
  sylvie: person('Sylvie Hénaff', 'accueil@ville-de-marnay.example', 'outlook', 'fr', 'Sylvie Hénaff', 'Accueil', MARNAY),
  paulin: person(
    'Paulin Gressier',
    'p.gressier@pontevin-ingenierie.example',
    'outlook',
    'fr',
    'Paulin Gressier',
    'Ingénieur ouvrages d’art',
    'Pontevin Ingénierie',
  ),
  solange: person('Solange Mercœur', 'solange.mercoeur@gazette-orle.example', 'apple', 'fr', 'Solange Mercœur', 'La Gazette de l’Orle'),
  ottoHome: person('Otto Weiss', 'otto.weiss@postbox.example', 'gmail', 'en'),
  lenaHome: person('Lena Brandt', 'lbrandt@postbox.example', 'gmail', 'en'),
  marthe: person('Marthe Vuillemin', 'marthe.vuillemin@postbox.example', 'gmail', 'fr'),
  gaspard: person('Gaspard Lenoble', 'gaspard.lenoble@postbox.example', 'apple', 'fr'),
  odile: person('Odile Brisset', 'odile-brisset@mailhaven.example', 'thunderbird', 'fr', 'Odile'),
  felix: person(
    'Félix Aubraye',
    'felix.aubraye@region-orle.example',
    'outlook',
    'fr',
    'Félix Aubraye',
    'Région Orle – Direction des mobilités',
  ),
  greta: person('Greta Holm', 'greta.holm@region-orle.example', 'outlook', 'en', 'Greta Holm', 'Orle Region – International office'),
} as const satisfies Record<string, Person>;

export type CastName = keyof typeof CAST;

/** Those whose mail is in the trove; the sources are named after them. */
export const OWNERS = [CAST.lena, CAST.otto, CAST.claire] as const;

const CLIENTS: readonly Client[] = ['gmail', 'gmail', 'outlook', 'apple', 'thunderbird'];
const TRADES = ['bakery', 'garage', 'joinery', 'nursery', 'pharmacy', 'florist', 'roofing', 'cycles', 'books', 'plumbing'] as const;

/**
 * One of the many who write once or twice: citizens, shops, clubs. The same number is always the same person, so that nobody
 * has to be remembered however large the archive.
 */
export function outsider(number: number, language: Language): Person {
  const random = createRandom(0x0b5e55ed, number, language === 'fr' ? 1 : 0);
  const first = random.pick(FIRST_NAMES[language]);
  const surname = makeSurname(random, language);
  const name = `${first} ${surname}`;
  const local = `${asciiOf(first)}.${asciiOf(surname)}${number > 500 && random.chance(0.3) ? (number % 90) + 10 : ''}`;
  const kind = random.below(10);
  if (kind < 6) return person(name, `${local}@postbox.example`, random.pick(CLIENTS), language, ...(random.chance(0.3) ? [name] : []));
  if (kind < 8) return person(name, `${local}@mailhaven.example`, random.pick(CLIENTS), language);
  const firm = `${asciiOf(surname)}-${random.pick(TRADES)}.example`;
  return person(name, `${asciiOf(first)}@${firm}`, random.pick(CLIENTS), language, name, firm);
}

/** Lower-case ASCII letters and hyphens of a name: `Hénaff` → `henaff`. */
export function asciiOf(name: string): string {
  return normalizeStreamSafe(name, 'NFD')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replace(/[^a-z-]/g, '');
}

export function domainOfPerson(who: Person): string {
  return who.address.slice(who.address.indexOf('@') + 1);
}
