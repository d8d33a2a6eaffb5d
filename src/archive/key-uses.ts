import type { StoredKey } from '../evidence/keys/key.ts';
import { keyRecordOf } from '../evidence/keys/record.ts';
import { sightingWindow } from '../evidence/keys/sighting.ts';
import { keySha256 } from '../evidence/keys/spki.ts';
import { defaultPolicy } from '../evidence/policy.ts';
import type { Database } from '../store/database.ts';
import { type SignatureUse, signatureUses } from '../store/key-uses.ts';

/** What the mail of an archive makes of the keys of one selector. All counts are of messages. */
export interface SelectorUse {
  readonly domain: string;
  readonly selector: string;
  /** How many have a passing signature by each key, by the SHA-256 of its SubjectPublicKeyInfo. */
  readonly byKey: ReadonlyMap<string, number>;
  /** How many have one and were last assessed before it was noted by which key. */
  readonly byUnnamedKey: number;
  /** How many of these were signed at a time that no sighting of the selector covers, grace included. */
  readonly outsideSightings: number;
  /** How many have a signature that no key of the selector opens. */
  readonly unopened: number;
  /** How many have a passing signature of each month, ascending. `YYYY-MM`, by the time of the signature, else the Date. */
  readonly months: readonly { readonly month: string; readonly messages: number }[];
}

/** A selector that signatures ask for, and of which the archive has no key. */
export interface WantedKey {
  readonly domain: string;
  readonly selector: string;
  /** How many messages have a signature by it. */
  readonly messages: number;
}

export interface KeyUses {
  /** Of every selector with a key and with signatures, by {@link selectorName}. */
  readonly selectors: ReadonlyMap<string, SelectorUse>;
  /** Those that most messages ask for first; at most {@link maxWanted}. */
  readonly wanted: readonly WantedKey[];
  readonly wantedTotal: number;
}

/** Selectors without a key that are listed. Mail can name them without end. */
export const maxWanted = 1_000;

export function selectorName(domain: string, selector: string): string {
  return `${selector} ${domain}`;
}

/** @param keys - Every key of the archive. */
export function countKeyUses(database: Database, keys: readonly StoredKey[]): KeyUses {
  const known = Map.groupBy(keys, ({ domain, selector }) => selectorName(domain, selector));
  const selectors = new Map<string, SelectorUse>();
  let wanted: WantedKey[] = [];
  let wantedTotal = 0;
  for (const { signer: domain, selector, uses } of bySelector(signatureUses(database))) {
    const name = selectorName(domain, selector);
    const own = known.get(name);
    if (own !== undefined) {
      selectors.set(name, selectorUse(domain, selector, own, uses));
      continue;
    }
    wantedTotal++;
    wanted.push({ domain, selector, messages: new Set(uses.map(({ message }) => message)).size });
    if (wanted.length >= 2 * maxWanted) wanted = mostWanted(wanted);
  }
  return { selectors, wanted: mostWanted(wanted), wantedTotal };
}

function mostWanted(wanted: WantedKey[]): WantedKey[] {
  return wanted.sort((a, b) => b.messages - a.messages).slice(0, maxWanted);
}

interface SelectorUses {
  readonly signer: string;
  readonly selector: string;
  readonly uses: SignatureUse[];
}

/** @param uses - By signer and selector. */
function* bySelector(uses: Iterable<SignatureUse>): Generator<SelectorUses> {
  let group: SelectorUses | undefined;
  for (const use of uses) {
    if (group?.signer !== use.signer || group.selector !== use.selector) {
      if (group !== undefined) yield group;
      group = { signer: use.signer, selector: use.selector, uses: [] };
    }
    group.uses.push(use);
  }
  if (group !== undefined) yield group;
}

function selectorUse(domain: string, selector: string, keys: readonly StoredKey[], uses: readonly SignatureUse[]): SelectorUse {
  const passes = uses.filter(({ result }) => result === 'pass');
  const byKey = new Map<string, Set<number>>();
  for (const { key, message } of passes) byKey.set(key ?? '', (byKey.get(key ?? '') ?? new Set()).add(message));
  const only = new Set(keys.map(sha256Of).filter((name) => name !== undefined));
  const unnamed = byKey.get('')?.size ?? 0;
  byKey.delete('');
  const counts = new Map([...byKey].map(([key, messages]) => [key, messages.size]));
  // Of a selector that has one key it need not be noted which.
  const [sole] = only;
  if (only.size === 1 && unnamed > 0) counts.set(sole!, (counts.get(sole!) ?? 0) + unnamed);
  const isCovered = coverOf(keys);
  const outside = passes.filter(({ seconds }) => seconds !== null && !isCovered(seconds));
  return {
    domain,
    selector,
    byKey: counts,
    byUnnamedKey: only.size === 1 ? 0 : unnamed,
    outsideSightings: new Set(outside.map(({ message }) => message)).size,
    unopened: new Set(uses.filter(({ result }) => result === 'keyless').map(({ message }) => message)).size,
    months: monthsOf(passes),
  };
}

/** The name of the key in a record; undefined where it holds none. */
export function sha256Of(stored: StoredKey): string | undefined {
  const record = keyRecordOf(stored);
  return record.kind === 'key' ? keySha256(record.key) : undefined;
}

/** Whether a time lies within a sighting; all do where nothing is known of any. */
function coverOf(keys: readonly StoredKey[]): (seconds: number) => boolean {
  const grace = defaultPolicy.windowGraceDays * 86_400;
  const windows = keys.flatMap((key) => sightingWindow(key) ?? []).sort((a, b) => a.first - b.first);
  const merged: { first: number; last: number }[] = [];
  for (const { first, last } of windows) {
    const before = merged.at(-1);
    if (before !== undefined && first - grace <= before.last) before.last = Math.max(before.last, last + grace);
    else merged.push({ first: first - grace, last: last + grace });
  }
  return (seconds) => merged.length === 0 || merged.some(({ first, last }) => seconds >= first && seconds <= last);
}

function monthsOf(uses: readonly SignatureUse[]): { month: string; messages: number }[] {
  const months = new Map<string, Set<number>>();
  for (const { seconds, message } of uses) {
    const month = seconds === null ? undefined : monthOf(seconds);
    if (month !== undefined) months.set(month, (months.get(month) ?? new Set()).add(message));
  }
  return [...months].map(([month, messages]) => ({ month, messages: messages.size })).sort((a, b) => (a.month < b.month ? -1 : 1));
}

/** Undefined for a year that does not have four digits: no mail was sent then. */
function monthOf(seconds: number): string | undefined {
  const date = new Date(seconds * 1000);
  const year = date.getUTCFullYear();
  return year >= 1000 && year <= 9999 ? date.toISOString().slice(0, 7) : undefined;
}
