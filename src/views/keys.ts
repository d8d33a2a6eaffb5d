import type { Archive, KeyUse } from '../archive/archive.ts';
import { type KeyUses, type SelectorUse, selectorName } from '../archive/key-uses.ts';
import { keyConflict } from '../evidence/keys/conflicts.ts';
import { knownPublic } from '../evidence/keys/known-public.ts';
import { keyRecordOf } from '../evidence/keys/record.ts';
import { sightingWindow } from '../evidence/keys/sighting.ts';
import { defaultPolicy } from '../evidence/policy.ts';
import type { KeyDomain, KeyState, KeysView, KeyView, SelectorKeys } from '../pages/keys.ts';
import { writeTerm } from '../query/edit.ts';

/** Every key, by domain and selector, the domains whose keys verify most first. @param only - The one domain that is asked for. */
export function keysView(archive: Archive, only?: string): KeysView {
  const all = archive.keys();
  if (only !== undefined && only !== '') {
    const ofDomain = all.filter(({ domain }) => domain === only.toLowerCase());
    return viewOf(archive, ofDomain, only);
  }
  const view = wholeViews.get(all) ?? viewOf(archive, all);
  wholeViews.set(all, view);
  return view;
}

/** Of all keys, by the list that it was made of: the archive gives the same list for as long as nothing in it changes. Each key takes its time. */
const wholeViews = new WeakMap<readonly KeyUse[], KeysView>();

function viewOf(archive: Archive, keys: readonly KeyUse[], only?: string): KeysView {
  const { selectors } = archive.keyUses();
  const domains = [...Map.groupBy(keys, ({ domain }) => domain)].map(([domain, group]) => domainView(domain, group, selectors));
  domains.sort((a, b) => b.messages - a.messages);
  const times = keys.flatMap((key) => {
    const window = sightingWindow(key);
    return window === undefined ? [] : [window.first, window.last];
  });
  const span =
    times.length === 0 ? undefined : { from: times.reduce((a, b) => Math.min(a, b)), to: times.reduce((a, b) => Math.max(a, b)) };
  const { wanted, wantedTotal } = archive.keyUses();
  return {
    only,
    total: keys.length,
    span,
    domains,
    ...(only === undefined ? { wanted: wanted.slice(0, listedWanted), wantedTotal } : {}),
  };
}

/** Selectors without a key that the page lists; `/keys.json` has more. */
const listedWanted = 100;

function domainView(domain: string, keys: readonly KeyUse[], uses: KeyUses['selectors']): KeyDomain {
  const selectors = [...Map.groupBy(keys, ({ selector }) => selector)].map(([selector, group]) =>
    selectorView(selector, group, uses.get(selectorName(domain, selector))),
  );
  const messages = selectors.reduce((sum, { verified }) => sum + verified.reduce((inOne, { messages }) => inOne + messages, 0), 0);
  return { domain, query: writeTerm('signer', domain), messages, selectors };
}

function selectorView(selector: string, keys: readonly KeyUse[], use: SelectorUse | undefined): SelectorKeys {
  // A key that was seen several times counts once.
  const distinct = [...new Map(keys.map((key) => [key.sha256 ?? key.record, key])).values()];
  const tiers = [...Map.groupBy(distinct, ({ tier }) => tier)];
  return {
    selector,
    verified: tiers.map(([tier, group]) => ({ tier, messages: group.reduce((sum, { messages }) => sum + messages, 0) })),
    conflict: keyConflict(keys),
    keys: keys.map((key) => keyView(key, distinct.length > 1)),
    outside: use?.outsideSightings ?? 0,
    unopened: use?.unopened ?? 0,
    unnamed: use?.byUnnamedKey ?? 0,
    months: use?.months ?? [],
  };
}

function keyView(key: KeyUse, isOneOfSeveral: boolean): KeyView {
  const record = keyRecordOf(key);
  return {
    tier: key.tier,
    source: key.source,
    record: key.record,
    provingSignatures: key.certificate?.signatures,
    state: stateOf(key),
    window: sightingWindow(key),
    lookedUpAtSeconds: key.lookedUpAtSeconds,
    privateKeyPublicSinceSeconds: key.privateKeyPublicSinceSeconds,
    // What the record itself says has its own words.
    claims: record.kind === 'key' ? knownPublic(record.key, [key]).filter(({ source }) => source !== key.source) : [],
    messages: isOneOfSeveral && record.kind === 'key' ? key.messages : undefined,
  };
}

function stateOf(key: KeyUse): KeyState {
  const record = keyRecordOf(key);
  if (record.kind !== 'key') return record;
  const { type, bits } = record.key;
  return {
    kind: 'key',
    algorithm: type,
    bits,
    isWeak: type === 'rsa' && bits < defaultPolicy.weakKeyBits,
    isTesting: record.terms.testing,
  };
}
