import type { StoredKey } from '../../../src/evidence/keys/key.ts';
import type { Verdict } from '../../../src/evidence/verdict.ts';
import { keyRecord, storedKey } from '../support/keys.ts';
import { type SigningOptions, sign } from '../support/signer.ts';

/** One message of `fixtures/signed/`, named after the condition that it holds. */
export interface SignedLetter {
  readonly name: string;
  readonly verdict: Verdict;
  /** One character an octet. */
  readonly text: string;
}

const SENT = Date.UTC(2016, 2, 1, 10) / 1000;
const YEAR = 365 * 86_400;
const IN_USE = { firstSeenSeconds: SENT - YEAR, lastSeenSeconds: SENT + YEAR, source: 'the keepers of the harbour archive' };

/** The keys that the letters are judged with: `fixtures/signed/keys.json`. */
export const LETTER_KEYS: readonly StoredKey[] = [
  storedKey('rsa2048', IN_USE),
  storedKey('ed25519', { ...IN_USE, selector: 'ed' }),
  storedKey('rsa1000', { ...IN_USE, selector: 'weak' }),
  storedKey('rsa1024', { ...IN_USE, selector: 'test', record: keyRecord('rsa1024', 't=y; ') }),
  storedKey('rsa1024e3', { ...IN_USE, selector: 'published', privateKeyPublicSinceSeconds: SENT + 4 * YEAR }),
  storedKey('rsa3072', { selector: 'recovered', tier: 'recovered', source: 'computed from two signatures', firstSeenSeconds: SENT - YEAR }),
  storedKey('rsa1024', {
    ...IN_USE,
    selector: 'live',
    tier: 'dns',
    source: 'DNS',
    lookedUpAtSeconds: SENT + 3 * YEAR,
    firstSeenSeconds: SENT + 3 * YEAR,
    lastSeenSeconds: SENT + 3 * YEAR,
  }),
  storedKey('rsa2048', { ...IN_USE, selector: 'conflict', firstSeenSeconds: SENT + 2 * YEAR, lastSeenSeconds: SENT + 3 * YEAR }),
  storedKey('rsa2048other', { ...IN_USE, selector: 'conflict' }),
  storedKey('rsa1024', { ...IN_USE, selector: 'revoked', record: 'v=DKIM1; p=' }),
  storedKey('rsa1024', { ...IN_USE, selector: 'telephone', record: keyRecord('rsa1024', 's=sip; ') }),
  storedKey('rsa1024', { ...IN_USE, domain: 'example-org.20150623.gappssmtp.com', selector: 'g' }),
  storedKey('rsa1024', { ...IN_USE, domain: 'lists.example.net', selector: 'list' }),
];

const FIELDS = {
  From: '"Ada Quay" <ada@example.org>',
  To: 'Ben Mole <ben@example.net>',
  Cc: 'harbour@example.net',
  Subject: 'The lamp at the end of the quay',
  Date: 'Tue, 01 Mar 2016 10:00:00 +0000',
  'Message-ID': '<lamp.2016@example.org>',
  'MIME-Version': '1.0',
  'Content-Type': 'text/plain; charset=utf-8',
  'Content-Transfer-Encoding': '8bit',
};
const BODY = ['Ben,', '', 'the lamp was lit at nine.  Nobody saw who did it.', '', 'The tide table is on the door.', '-- ', 'Ada', ''].join(
  '\r\n',
);
const RECEIVED = 'Received: from quay.example.org by mx.example.net with ESMTP id 7; Tue, 01 Mar 2016 10:00:05 +0000\r\n';

function letter(fields: Partial<typeof FIELDS> & Readonly<Record<string, string>> = {}, body = BODY): string {
  const all = { ...FIELDS, ...fields };
  return `${Object.entries(all)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n${body}`;
}

function signed(options: Partial<SigningOptions> = {}, text = letter()): string {
  return RECEIVED + sign(text, { key: 'rsa2048', tags: `t=${SENT}`, ...options });
}

const part = (boundary: string, text: string): string => `--${boundary}\r\nContent-Type: text/plain\r\n\r\n${text}\r\n`;
const twoReadings = letter(
  { 'Content-Type': 'multipart/mixed; boundary=shown' },
  `${part('hidden', 'Lit at nine.')}--hidden--\r\n${part('shown', 'Lit at ten.')}--shown--\r\n`,
);
const shown = ['from', 'to', 'cc', 'subject', 'date'];

/** Every verdict, mark and blocking caution that one message can have. */
export const SIGNED_LETTERS: readonly SignedLetter[] = [
  { name: 'verified', verdict: 'verified', text: signed() },
  { name: 'verified-simple', verdict: 'verified', text: signed({ canonicalization: 'simple/simple' }) },
  { name: 'verified-ed25519', verdict: 'verified', text: signed({ key: 'ed25519', selector: 'ed' }) },
  { name: 'verified-lf', verdict: 'verified', text: signed().replaceAll('\r\n', '\n') },
  { name: 'verified-subdomain', verdict: 'verified', text: signed({}, letter({ From: 'ada@quay.example.org' })) },
  { name: 'verified-oversigned', verdict: 'verified', text: signed({ names: [...shown, ...shown, 'reply-to', 'content-type'] }) },
  {
    name: 'verified-sha1-expired-testing',
    verdict: 'verified',
    text: signed({ key: 'rsa1024', selector: 'test', hash: 'sha1', tags: `x=${SENT}` }),
  },
  { name: 'verified-reply-to-unsigned', verdict: 'verified', text: `Reply-To: ben@example.net\r\n${signed()}` },
  {
    name: 'verified-two-signatures',
    verdict: 'verified',
    text: sign(signed(), { key: 'rsa1024', domain: 'lists.example.net', selector: 'list' }),
  },
  { name: 'verified-recovered', verdict: 'verified-recovered', text: signed({ key: 'rsa3072', selector: 'recovered' }) },
  { name: 'verified-partly-to', verdict: 'verified-partly', text: signed({ names: shown.filter((name) => name !== 'to') }) },
  { name: 'verified-partly-tail', verdict: 'verified-partly', text: `${signed({ length: 90 })}\r\n______\r\nThe harbour list\r\n` },
  {
    name: 'verified-partly-provider',
    verdict: 'verified-partly',
    text: signed({ key: 'rsa1024', domain: 'example-org.20150623.gappssmtp.com', selector: 'g' }),
  },
  { name: 'headers-verified-body-altered', verdict: 'headers-verified', text: signed().replace('nine', 'ten') },
  { name: 'headers-verified-length-0', verdict: 'headers-verified', text: signed({ length: 0 }) },
  { name: 'failed-subject-altered', verdict: 'failed', text: signed().replace('The lamp at', 'A lamp at') },
  { name: 'failed-ed25519', verdict: 'failed', text: signed({ key: 'ed25519', selector: 'ed' }).replace('The lamp at', 'A lamp at') },
  { name: 'unverified-no-signature', verdict: 'unverified', text: RECEIVED + letter() },
  { name: 'unverified-malformed', verdict: 'unverified', text: signed().replace(' bh=', ' bh=*').replace('\tbh=', '\tbh=*') },
  { name: 'unverified-never-seen', verdict: 'unverified', text: signed({ selector: 'nobody' }) },
  { name: 'unverified-other-key', verdict: 'unverified', text: signed({ key: 'rsa2048other' }) },
  { name: 'unverified-revoked', verdict: 'unverified', text: signed({ key: 'rsa1024', selector: 'revoked' }) },
  { name: 'unverified-unusable', verdict: 'unverified', text: signed({ key: 'rsa1024', selector: 'telephone' }) },
  {
    name: 'unverified-signed-by-other',
    verdict: 'unverified',
    text: signed({ key: 'rsa1024', domain: 'lists.example.net', selector: 'list' }),
  },
  { name: 'unverified-weak-key', verdict: 'unverified', text: signed({ key: 'rsa1000', selector: 'weak' }) },
  { name: 'unverified-private-key-public', verdict: 'unverified', text: signed({ key: 'rsa1024e3', selector: 'published' }) },
  { name: 'unverified-field-added', verdict: 'unverified', text: `Subject: Another lamp\r\n${signed()}` },
  { name: 'unverified-many-froms', verdict: 'unverified', text: signed({}, letter({ From: 'ada@example.org, eve@example.org' })) },
  { name: 'unverified-key-conflict', verdict: 'unverified', text: signed({ selector: 'conflict' }) },
  { name: 'unverified-key-seen-late', verdict: 'unverified', text: signed({ key: 'rsa1024', selector: 'live' }) },
  { name: 'unverified-type-unsigned', verdict: 'unverified', text: signed({ names: shown }, twoReadings) },
  { name: 'unverified-signed-in-future', verdict: 'unverified', text: signed({ tags: `t=${SENT + 3 * 86_400}` }) },
];
