import type { DemoKeyName } from '../../src/demo/demo-keys.ts';
import { createRandom } from '../../src/demo/random.ts';
import { keyRecord, type SigningOrder } from '../../src/demo/sign.ts';
import { vocabulary } from './words.ts';

export interface Writer {
  readonly name: string;
  readonly address: string;
  readonly domain: string;
  /** How the domain signs; undefined where it does not. */
  readonly signs: SigningOrder | undefined;
}

/** Of 1,024 and 2,048 bits by turns, as they were in those years. */
const KEYS: readonly DemoKeyName[] = [
  'halden2014',
  'postbox2016',
  'postbox2012',
  'kettleRook2015',
  'fondationOrle',
  'marnay2016',
  'lettermill',
  'halden2015',
];

const DOMAINS = 400;
/** The first domains are those with most writers; these are the ones that sign. The keys of every fifth are lost. */
const SIGNING = 120;

const SIGNED_FIELDS = [
  'From',
  'To',
  'Cc',
  'Subject',
  'Date',
  'Message-ID',
  'In-Reply-To',
  'References',
  'MIME-Version',
  'Content-Type',
  'From',
  'Subject',
];

function orderOf(domain: number): SigningOrder | undefined {
  // Some large providers and one domain in three sign nothing, as before 2017.
  if (domain >= SIGNING || domain % 3 === 1 || domain === 2) return undefined;
  return {
    key: KEYS[domain % KEYS.length]!,
    domain: domainName(domain),
    selector: `s${domain}`,
    algorithm: 'rsa-sha256',
    header: domain % 7 === 0 ? 'simple' : 'relaxed',
    body: domain % 11 === 0 ? 'simple' : 'relaxed',
    fields: SIGNED_FIELDS,
  };
}

function domainName(domain: number): string {
  return `${vocabulary[3_000 + domain * 7]!.replace(/[^a-z]/g, '')}${domain}.example`;
}

/** The keys that are known, as lines of a keys file. */
export function keyLines(): { domain: string; selector: string; record: string; source: string }[] {
  return Array.from({ length: SIGNING }, (_, domain) => ({ domain, order: orderOf(domain) })).flatMap(({ domain, order }) =>
    order === undefined || domain % 5 === 4
      ? []
      : [{ domain: order.domain, selector: order.selector, record: keyRecord(order.key), source: 'made for the bench' }],
  );
}

/** Everyone who writes, those who write most first. */
export function makeWriters(count: number, seed: number): readonly Writer[] {
  const random = createRandom(seed, 7);
  const domains = Array.from({ length: DOMAINS }, (_, domain) => domain);
  const orders = domains.map(orderOf);
  const names = domains.map(domainName);
  return Array.from({ length: count }, (_, index) => {
    const domain = random.pickCommon(domains);
    const first = random.pick(vocabulary.slice(1_000, 1_400));
    const last = random.pickCommon(vocabulary);
    const local = `${first}.${last}${index}`.normalize('NFD').replace(/[^a-z0-9.]/g, '');
    return {
      name: `${capital(first)} ${capital(last)}`,
      address: `${local}@${names[domain]}`,
      domain: names[domain]!,
      signs: orders[domain],
    };
  });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
