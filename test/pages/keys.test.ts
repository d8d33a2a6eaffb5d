import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type KeyDomain, type KeyView, keysPage } from '../../src/pages/keys.ts';
import { site } from './sample-views.ts';

const day = (text: string) => Date.parse(text) / 1000;
const span = { from: day('2010-01-01'), to: day('2020-01-01') };
const rsa: KeyView = {
  tier: 'archived',
  source: 'zone file of halden.example',
  record: 'v=DKIM1; k=rsa; p=MIGf',
  state: { kind: 'key', algorithm: 'rsa', bits: 2048, isWeak: false, isTesting: false },
  window: { first: day('2010-01-01'), last: day('2015-01-01') },
};
const domainOf = (keys: readonly KeyView[], more: Partial<KeyDomain['selectors'][number]> = {}): KeyDomain => ({
  domain: 'halden.example',
  query: 'signer:halden.example',
  messages: 1_204,
  selectors: [{ selector: 'sel2016', verified: [{ tier: 'archived', messages: 1_204 }], keys, ...more }],
});
const pageOf = (keys: readonly KeyView[], more = {}) => keysPage({ total: keys.length, span, domains: [domainOf(keys, more)] }, site);

describe('the page of keys', () => {
  it('tells of a key what it is, when it was seen, who says so, and what it verifies', () => {
    const page = pageOf([rsa]);
    assert.match(page, /RSA, 2,048\u00a0bits/);
    assert.match(page, /1 January 2010 – 1 January 2015/);
    assert.match(page, /zone file of halden\.example/);
    assert.match(page, /signature passes in 1,204 e-mails/);
    assert.match(page, /href="\/search\?q=signer:halden\.example"/);
  });

  it('draws the sightings to one scale, and says which', () => {
    const page = pageOf([rsa]);
    assert.match(page, /<rect x="0%" width="50/);
    assert.match(page, /on a line from 2010 to 2020/);
    assert.doesNotMatch(pageOf([{ ...rsa, window: undefined }]), /<rect x="/);
  });

  it('says what is to be held against a key', () => {
    assert.match(pageOf([{ ...rsa, state: { ...rsa.state, bits: 512, isWeak: true } as KeyView['state'] }]), /Too short to be trusted/);
    assert.match(pageOf([{ ...rsa, state: { ...rsa.state, isTesting: true } as KeyView['state'] }]), /t=y/);
    assert.match(pageOf([{ ...rsa, state: { kind: 'revoked' } }]), /withdrawn/);
    assert.match(pageOf([{ ...rsa, state: { kind: 'unusable', tag: 'p' } }]), /at “p”/);
    assert.match(pageOf([{ ...rsa, privateKeyPublicSinceSeconds: day('2019-06-01') }]), /public since 1 June 2019/);
    assert.match(pageOf([rsa], { conflict: 'overlapping' }), /in the same span of time/);
    assert.match(pageOf([rsa], { conflict: 'unordered' }), /not known which was there first/);
  });

  it('has a place for each selector that an address can name', () => {
    assert.match(pageOf([rsa]), /id="sel2016\._domainkey\.halden\.example"/);
  });

  it('weighs under 100 kB whatever there is, and says what it leaves out', () => {
    const keys = Array.from({ length: 3 }, () => ({ ...rsa, record: 'é'.repeat(10_000) }));
    const selectors = Array.from({ length: 40 }, (_, index) => ({ ...domainOf(keys).selectors[0]!, selector: `s${index}` }));
    const domains = Array.from({ length: 20 }, (_, index) => ({ ...domainOf(keys), domain: `d${index}.example`, selectors }));
    const page = keysPage({ total: 2_400, span, domains }, site);
    assert.ok(Buffer.byteLength(page) < 100_000);
    assert.match(page, /of 2,400 records are shown/);
    assert.match(page, /<form action="\/keys"/);
  });
});
