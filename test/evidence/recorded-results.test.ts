import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { maxRecordedResults } from '../../src/evidence/limits.ts';
import { parseAuthenticationResults, parseReceivedSpf } from '../../src/evidence/recorded-results.ts';

describe('Authentication-Results', () => {
  it('is read as RFC 8601, appendix B, has it', () => {
    assert.deepEqual(parseAuthenticationResults('example.org 1; none'), { server: 'example.org', results: [] });
    assert.deepEqual(
      parseAuthenticationResults('example.com; auth=pass (cram-md5) smtp.auth=sender@example.net; spf=pass smtp.mailfrom=example.net'),
      {
        server: 'example.com',
        results: [
          { method: 'auth', result: 'pass', properties: [{ name: 'smtp.auth', value: 'sender@example.net' }] },
          { method: 'spf', result: 'pass', properties: [{ name: 'smtp.mailfrom', value: 'example.net' }] },
        ],
      },
    );
    assert.deepEqual(
      parseAuthenticationResults('mx.example (a) 1 (b); dkim (c) / 1 (d (e)) = (f) fail policy (g) . (h) expired (i) = (j) 1362471462')
        .results,
      [{ method: 'dkim', result: 'fail', properties: [{ name: 'policy.expired', value: '1362471462' }] }],
    );
    assert.deepEqual(parseAuthenticationResults('mx; dkim=fail reason="bad (signature); really" header.d=a.example').results, [
      { method: 'dkim', result: 'fail', reason: 'bad (signature); really', properties: [{ name: 'header.d', value: 'a.example' }] },
    ]);
  });

  it('is read where the server is not named', () => {
    assert.deepEqual(
      parseAuthenticationResults('spf=pass (sender IP is 192.0.2.1)\r\n smtp.mailfrom=a.example; dkim=none').results.map(
        ({ method, result }) => [method, result],
      ),
      [
        ['spf', 'pass'],
        ['dkim', 'none'],
      ],
    );
    assert.equal(parseAuthenticationResults('spf=pass').server, undefined);
  });

  it('is read without the instance that ARC puts before it', () => {
    assert.equal(parseAuthenticationResults('i=1; mx.example; spf=pass').server, 'mx.example');
    assert.equal(parseAuthenticationResults('i = 12 ; mx.example; spf=pass').server, 'mx.example');
  });

  it('never throws, gives no more than its bound, and no name without a method', () =>
    fc.assert(
      fc.property(
        fc
          .array(fc.oneof(fc.constantFrom('a=b', ';', '(', ')', '"', '\\', ' ', '=', '.', 'dkim', '\r\n '), fc.string()))
          .map((parts) => parts.join('')),
        (text) => {
          const { results } = parseAuthenticationResults(text);
          assert.ok(results.length <= maxRecordedResults);
          assert.ok(results.every(({ method }) => !/[;\s]/.test(method)));
          assert.ok(parseReceivedSpf(text).results.length <= 1);
        },
      ),
    ));
});

describe('Received-SPF', () => {
  it('is read as RFC 7208 §9.1 has it', () => {
    assert.deepEqual(
      parseReceivedSpf(
        'Pass (mybox.example.org: domain of myname@example.com designates 192.0.2.1 as permitted sender) receiver=mybox.example.org; client-ip=192.0.2.1; envelope-from="myname@example.com"; helo=foo.example.com;',
      ),
      {
        server: 'mybox.example.org',
        results: [
          {
            method: 'spf',
            result: 'pass',
            properties: [
              { name: 'receiver', value: 'mybox.example.org' },
              { name: 'client-ip', value: '192.0.2.1' },
              { name: 'envelope-from', value: 'myname@example.com' },
              { name: 'helo', value: 'foo.example.com' },
            ],
          },
        ],
      },
    );
    assert.deepEqual(parseReceivedSpf(''), { results: [] });
  });
});
