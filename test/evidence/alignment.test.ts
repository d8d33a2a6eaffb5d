import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { alignment, readAuthors } from '../../src/evidence/alignment.ts';
import { PROVIDER_PATTERNS } from '../../src/evidence/provider-domains.ts';
import { messageOf } from './support/assess.ts';

/** How a signer relates to a From field, or to several. */
function aligned(signer: string, ...froms: readonly string[]): string {
  return alignment(signer, readAuthors(messageOf(`${froms.map((from) => `From: ${from}\r\n`).join('')}\r\n`)));
}

describe('a signer is aligned', () => {
  it('exactly with its own domain, whatever the case', () => {
    assert.equal(aligned('example.org', 'Ada <ada@EXAMPLE.org>'), 'exact');
  });

  it('as an organisation with domains above, below and beside it (RFC 7489 §3.2)', () => {
    assert.equal(aligned('mail.example.org', 'ada@example.org'), 'organisation');
    assert.equal(aligned('example.org', 'ada@mail.example.org'), 'organisation');
    assert.equal(aligned('mail.example.co.uk', 'ada@news.example.co.uk'), 'organisation');
  });

  it('with nobody below a public suffix', () => {
    assert.equal(aligned('other.co.uk', 'ada@example.co.uk'), 'none');
    assert.equal(aligned('co.uk', 'ada@example.co.uk'), 'none');
  });

  it('with no other customer of the same host: the private section of the list counts', () => {
    assert.equal(aligned('one.github.io', 'ada@two.github.io'), 'none');
    assert.equal(aligned('www.one.github.io', 'ada@one.github.io'), 'organisation');
  });

  it('as a provider where the name is made from the customer’s', () => {
    assert.equal(aligned('example-org.20150623.gappssmtp.com', 'ada@example.org'), 'provider');
    assert.equal(aligned('mail-example-org.20230601.gappssmtp.com', 'ada@mail.example.org'), 'provider');
    assert.equal(aligned('example-org.20150623.gappssmtp.com', 'ada@example.net'), 'none');
    assert.equal(aligned('gappssmtp.com', 'ada@example.org'), 'none');
  });

  it('as a tenant with that tenant alone', () => {
    assert.equal(aligned('harbour.onmicrosoft.com', 'ada@harbour.onmicrosoft.com'), 'exact');
    assert.equal(aligned('harbour.onmicrosoft.com', 'ada@harbour.mail.onmicrosoft.com'), 'organisation');
    assert.equal(aligned('other.onmicrosoft.com', 'ada@harbour.onmicrosoft.com'), 'none');
    assert.equal(aligned('harbour.onmicrosoft.com', 'ada@harbour.example'), 'none');
  });

  it('with no other customer of a provider, at whatever depth', () => {
    assert.equal(aligned('a.other.onmicrosoft.com', 'ada@b.harbour.onmicrosoft.com'), 'none');
    assert.equal(aligned('a.harbour.onmicrosoft.com', 'ada@b.harbour.onmicrosoft.com'), 'organisation');
    assert.equal(aligned('other-org.20150623.gappssmtp.com', 'ada@example-org.20150623.gappssmtp.com'), 'none');
    assert.equal(aligned('gappssmtp.com', 'ada@example-org.20150623.gappssmtp.com'), 'none');
  });

  it('with nobody by an address that shows another name than it is compared by', () => {
    for (const address of [
      'ada@example.org/example.net',
      'ada@http://example.org/example.net',
      'ada@[example.org]',
      'ada@.example.org',
      'ada@example.org\\.example.net',
      'ben@example.net,ada@example.org',
      'ben@example.net@example.org',
      'ben\u2060@example.org',
    ]) {
      assert.equal(aligned('example.org', Buffer.from(`<${address}>`).toString('latin1')), 'none', address);
    }
    assert.equal(aligned('example.org', '"ada, at home"@example.org'), 'exact');
    assert.equal(aligned('example.org', "<o'ada+tag=ben.example.net/x#1@example.org.>"), 'exact');
  });

  it('as the least related author allows', () => {
    assert.equal(aligned('example.org', 'ada@example.org, ben@mail.example.org'), 'organisation');
    assert.equal(aligned('example.org', 'ada@example.org, eve@example.net'), 'none');
    assert.equal(aligned('example.org', 'ada@example.org', 'eve@example.net'), 'none');
  });

  it('with nobody where there is no author, or one without a domain', () => {
    assert.equal(aligned('example.org'), 'none');
    assert.equal(aligned('example.org', 'undisclosed:;'), 'none');
    assert.equal(aligned('example.org', 'ada@example.org, ben'), 'none');
  });

  it('with a domain in Unicode by its A-labels', () => {
    assert.equal(aligned('xn--bcher-kva.example', Buffer.from('ada@bücher.example').toString('latin1')), 'exact');
  });

  it('not by a name that only ends alike', () => {
    assert.equal(aligned('badexample.org', 'ada@example.org'), 'none');
    assert.equal(aligned('example.org', 'ada@example.org.example.net'), 'none');
  });
});

it('every pattern of a provider takes a whole name and has the customer in its first group', () => {
  for (const { pattern } of PROVIDER_PATTERNS) {
    assert.ok(pattern.source.startsWith('^(') && pattern.source.endsWith('$'));
    assert.equal(pattern.flags, '');
  }
});
