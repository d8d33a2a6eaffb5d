import { SHOWN_FIELDS, type ShownField, type SignatureEvidence, type UsedKey } from './evidence.ts';
import type { Policy } from './policy.ts';
import { isBlocking, type KeylessReason, type Reason, type ReasonCode, type Verdict } from './verdict.ts';

/** What one signature would make of its message if it were alone, and why. */
export interface Standing {
  readonly verdict: Extract<
    Verdict,
    'verified' | 'verified-repaired' | 'verified-recovered' | 'verified-partly' | 'headers-verified' | 'failed' | 'unverified'
  >;
  readonly reasons: readonly Reason[];
}

export function standingOf(signature: SignatureEvidence, hasOriginalOctets: boolean, policy: Policy): Standing {
  const { result, aligned, signer, selector } = signature;
  switch (result) {
    case 'malformed':
      return unverified({ code: 'signature-malformed', values: { tag: signature.tag ?? '?' } });
    case 'keyless':
      return unverified(
        { code: KEYLESS_CODES[signature.reason ?? 'never-seen'], values: { signer, selector } },
        ...(signature.keysNotTried === undefined
          ? []
          : [{ code: 'keys-not-tried', values: { signer, selector, count: signature.keysNotTried } } as const]),
      );
    case 'fail':
      if (aligned === 'none') return unverified({ code: 'signer-not-sender', values: { signer } });
      if (!hasOriginalOctets) return unverified({ code: 'no-original-octets' });
      return { verdict: 'failed', reasons: [{ code: failCode(signature.key), values: { signer } }, ...searchEnded(signature)] };
    case 'pass':
    case 'headers-only':
      return standingOfHolding(signature, hasOriginalOctets, policy);
    default:
      return result satisfies never;
  }
}

const KEYLESS_CODES: Readonly<Record<KeylessReason, ReasonCode>> = {
  'never-seen': 'key-never-seen',
  'other-key': 'key-other',
  revoked: 'key-revoked',
  unusable: 'key-unusable',
  'lookup-failed': 'key-lookup-failed',
};

/** Ed25519 cannot tell a wrong key from wrong headers. */
function failCode(key: UsedKey | undefined): ReasonCode {
  return key?.algorithm === 'ed25519' ? 'signature-fails-or-other-key' : 'signature-fails';
}

/** Of a signature whose headers are intact. */
function standingOfHolding(signature: SignatureEvidence, hasOriginalOctets: boolean, policy: Policy): Standing {
  const { result, aligned, signer, selector, key, coverage } = signature;
  if (aligned === 'none') return unverified({ code: 'signer-not-sender', values: { signer } });
  const blocking = signature.cautions.filter(isBlocking);
  if (blocking.length > 0) {
    return unverified(...blocking.map((caution): Reason => ({ code: 'blocked-by-caution', values: { signer, caution } })));
  }

  const gaps: Reason[] = shownButUncovered(signature).map((field) => fieldGap(signature, field));
  if (aligned === 'provider') gaps.push({ code: 'provider-signed', values: { signer } });
  const { signed, total } = coverage.body;
  const provesBody = result === 'pass' && signed >= total * policy.leastSignedShare;
  if (result === 'headers-only') gaps.push({ code: 'body-differs' });
  else if (signed < total) gaps.push({ code: tailCode(signature, provesBody), values: { signed, total } });

  const holds: Reason = { code: result === 'pass' ? 'signature-passes' : 'headers-signature-holds', values: { signer, selector } };
  const grounds = [holds, ...repairsUndone(signature), keyReason(key)];
  if (key?.tier === 'recovered') {
    if (gaps.length > 0) return unverified(...grounds, { code: 'recovered-key-covers-part' }, ...gaps);
    return { verdict: 'verified-recovered', reasons: [...grounds, { code: 'covers-everything-shown' }] };
  }
  if (!provesBody) {
    if (!hasOriginalOctets) return unverified({ code: 'no-original-octets' });
    return { verdict: 'headers-verified', reasons: [...grounds, ...gaps, ...searchEnded(signature)] };
  }
  if (gaps.length > 0) return { verdict: 'verified-partly', reasons: [...grounds, ...gaps] };
  const verdict = signature.repairs.length > 0 ? 'verified-repaired' : 'verified';
  return { verdict, reasons: [...grounds, { code: 'covers-everything-shown' }] };
}

/** Of a field that was changed after signing, what was signed is known. */
function fieldGap({ signedFields }: SignatureEvidence, field: ShownField): Reason {
  const signed = signedFields?.[field];
  if (signed === undefined) return { code: 'field-not-covered', values: { field: FIELD_TITLES[field] } };
  return { code: 'field-signed-otherwise', values: { field: FIELD_TITLES[field], value: signed } };
}

function tailCode({ addedText }: SignatureEvidence, provesBody: boolean): ReasonCode {
  if (!provesBody) return 'body-mostly-not-covered';
  return addedText === undefined ? 'body-tail-not-covered' : 'text-added';
}

function repairsUndone({ repairs }: SignatureEvidence): Reason[] {
  if (repairs.length === 0) return [];
  return [{ code: 'repairs-undone', values: { repairs: [...new Set(repairs.map(({ name }) => name))].join(' ') } }];
}

function searchEnded({ repairSearchEnded }: SignatureEvidence): Reason[] {
  return repairSearchEnded === true ? [{ code: 'repair-search-ended' }] : [];
}

const FIELD_TITLES: Readonly<Record<ShownField, string>> = {
  from: 'From',
  to: 'To',
  cc: 'Cc',
  subject: 'Subject',
  date: 'Date',
  replyTo: 'Reply-To',
};

/** A Reply-To that nobody signed says nothing of what was written: it is a caution, told. One that was signed otherwise, or as absent, does. */
function shownButUncovered({ coverage, signedFields }: SignatureEvidence): ShownField[] {
  return SHOWN_FIELDS.filter(
    (field) => coverage.fields[field] === 'uncovered' && (field !== 'replyTo' || signedFields?.replyTo !== undefined),
  );
}

function keyReason(key: UsedKey | undefined): Reason {
  const source = key?.source ?? '?';
  switch (key?.tier) {
    case 'dns':
      return { code: 'key-looked-up', values: { source, at: key.lastSeen ?? 'no one knows when' } };
    case 'recovered':
      return { code: 'key-recovered' };
    default:
      return { code: 'key-archived', values: { source } };
  }
}

function unverified(...reasons: Reason[]): Standing {
  return { verdict: 'unverified', reasons };
}
