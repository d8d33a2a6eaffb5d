import type { Archive, KeyUse } from '../archive/archive.ts';
import { keyConflict } from '../evidence/keys/conflicts.ts';
import { keyRecordOf } from '../evidence/keys/record.ts';
import { sightingWindow } from '../evidence/keys/sighting.ts';
import { defaultPolicy } from '../evidence/policy.ts';
import type { KeyDomain, KeyState, KeysView, KeyView, SelectorKeys } from '../pages/keys.ts';
import { writeTerm } from '../query/edit.ts';

/** Every key, by domain and selector, the domains whose keys verify most first. @param only - The one domain that is asked for. */
export function keysView(archive: Archive, only?: string): KeysView {
  const all = archive.keys();
  const keys = only === undefined || only === '' ? all : all.filter(({ domain }) => domain === only.toLowerCase());
  const domains = [...Map.groupBy(keys, ({ domain }) => domain)].map(([domain, group]) => domainView(domain, group));
  domains.sort((a, b) => b.messages - a.messages);
  const times = keys.flatMap((key) => {
    const window = sightingWindow(key);
    return window === undefined ? [] : [window.first, window.last];
  });
  const span =
    times.length === 0 ? undefined : { from: times.reduce((a, b) => Math.min(a, b)), to: times.reduce((a, b) => Math.max(a, b)) };
  return { only: only === '' ? undefined : only, total: keys.length, span, domains };
}

function domainView(domain: string, keys: readonly KeyUse[]): KeyDomain {
  const selectors = [...Map.groupBy(keys, ({ selector }) => selector)].map(([selector, group]) => selectorView(selector, group));
  const messages = selectors.reduce((sum, { verified }) => sum + verified.reduce((inOne, { messages }) => inOne + messages, 0), 0);
  return { domain, query: writeTerm('signer', domain), messages, selectors };
}

function selectorView(selector: string, keys: readonly KeyUse[]): SelectorKeys {
  const byTier = new Map(keys.map(({ tier, messages }) => [tier, messages]));
  return {
    selector,
    verified: [...byTier].map(([tier, messages]) => ({ tier, messages })),
    conflict: keyConflict(keys),
    keys: keys.map(keyView),
  };
}

function keyView(key: KeyUse): KeyView {
  return {
    tier: key.tier,
    source: key.source,
    record: key.record,
    provingSignatures: key.certificate?.signatures,
    state: stateOf(key),
    window: sightingWindow(key),
    lookedUpAtSeconds: key.lookedUpAtSeconds,
    privateKeyPublicSinceSeconds: key.privateKeyPublicSinceSeconds,
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
