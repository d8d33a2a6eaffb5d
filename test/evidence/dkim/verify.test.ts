import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { SignatureEvidence } from '../../../src/evidence/evidence.ts';
import { keyRingOf } from '../../../src/evidence/keys/key-ring.ts';
import { maxSignatures } from '../../../src/evidence/limits.ts';
import { assess, LETTER } from '../support/assess.ts';
import { KEY_NAMES, keyRecord, keyType, publicMaterial, storedKey } from '../support/keys.ts';
import { encodeBlock, type SigningOptions, sign } from '../support/signer.ts';

const RSA: SigningOptions = { key: 'rsa2048' };
const ED25519: SigningOptions = { key: 'ed25519' };
const CANONICALIZATIONS = ['simple/simple', 'simple/relaxed', 'relaxed/simple', 'relaxed/relaxed'];

/** Result and reason. */
/** Of the message as it stands: what else could be made of it is asked in test/evidence/repair. */
function outcome({ asItStands, result: repaired, reason, tag }: SignatureEvidence): string {
  const { result } = asItStands ?? { result: repaired };
  return [result, reason ?? tag].filter((word) => word !== undefined).join(' ');
}

/** What the letter's signature proves once the letter was changed. */
function afterChange(change: (signed: string) => string, options = RSA): SignatureEvidence {
  return assess(change(sign(LETTER, options)), [storedKey(options.key)]).signature;
}

describe('a DKIM signature', () => {
  for (const key of KEY_NAMES) {
    for (const hash of keyType(key) === 'rsa' ? (['sha1', 'sha256'] as const) : (['sha256'] as const)) {
      if (key === 'rsa384' && hash === 'sha256') continue; // the block is too short for it
      it(`passes under ${key} with ${hash}`, () => {
        const { signature } = assess(sign(LETTER, { key, hash }), [storedKey(key)]);
        assert.equal(outcome(signature), 'pass');
        assert.deepEqual([signature.bodyIntact, signature.headersIntact], [true, true]);
        assert.equal(signature.key?.algorithm, keyType(key));
      });
    }
  }

  it('passes whatever the message and the canonicalisation, and where LF ends its lines', () => {
    const word = fc.constantFrom('a', 'b ', ' c', '\t', '\r\n', '\r\n', ' \r\n', 'd=e;', '\xe9', '.');
    const text = fc.array(word, { maxLength: 40 }).map((parts) => parts.join(''));
    const folded = fc.array(fc.constantFrom('x', ' ', '\t', '\r\n ', ';', ':'), { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(
        text,
        folded,
        fc.constantFrom(...CANONICALIZATIONS),
        fc.boolean(),
        fc.option(fc.nat(10)),
        (body, value, canonicalization, isLf, cut) => {
          const letter = `From: ada@example.org\r\nX: x${value}y\r\nSubject:${value}\r\n\r\n${body}`;
          const length = cut === null ? undefined : Math.min(cut, body.trim().length);
          const signed = sign(letter, { key: 'rsa1024', canonicalization, ...(length === undefined ? {} : { length }) });
          const { signature } = assess(isLf ? signed.replaceAll('\r\n', '\n') : signed, [storedKey('rsa1024')]);
          assert.equal(signature.headersIntact, true);
          assert.equal(signature.bodyIntact, length === undefined || length <= signature.coverage.body.total);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('proves the covered fields although the body was altered', () => {
    const signature = afterChange((signed) => signed.replace('nine', 'ten'));
    assert.equal(outcome(signature), 'headers-only');
    assert.deepEqual([signature.bodyIntact, signature.headersIntact], [false, true]);
  });

  it('fails where a covered field was altered: the key opens it, and the digest is another', () => {
    const signature = afterChange((signed) => signed.replace('harbour', 'Harbour'));
    assert.equal(outcome(signature), 'fail');
    assert.deepEqual([signature.bodyIntact, signature.headersIntact], [true, false]);
    assert.equal(signature.key?.bits, 2048);
  });

  it('fails where a covered field was taken away, or put where there was none (oversigned)', () => {
    assert.equal(outcome(afterChange((signed) => signed.replace(/^Cc:.*\r\n/m, ''))), 'fail');
    const oversigned = { ...RSA, names: ['from', 'subject', 'subject', 'reply-to'] };
    assert.equal(outcome(afterChange((signed) => signed, oversigned)), 'pass');
    assert.equal(outcome(afterChange((signed) => `Subject: x\r\n${signed}`, oversigned)), 'fail');
    assert.equal(outcome(afterChange((signed) => `Reply-To: x@example.net\r\n${signed}`, oversigned)), 'fail');
  });

  it('fails where its own bh= or another of its tags was altered', () => {
    assert.equal(outcome(afterChange((signed) => signed.replace('s=s1', 'n=1; s=s1'))), 'fail');
    const exchanged = afterChange((signed) => signed.replace(/bh=./, (start) => (start.endsWith('A') ? 'bh=B' : 'bh=A')));
    assert.deepEqual([outcome(exchanged), exchanged.bodyIntact], ['fail', false]);
  });

  it('fails where the block holds the digest of another algorithm than a= says', () => {
    const digest = new Uint8Array(20);
    assert.equal(outcome(afterChange((signed) => signed, { ...RSA, alterBlock: () => encodeBlock(digest, 'sha1', 256) })), 'fail');
  });

  it('passes without the NULL in its DigestInfo (RFC 8017 §8.2.2)', () => {
    assert.equal(outcome(afterChange((signed) => signed, { ...RSA, withoutNull: true })), 'pass');
  });

  it('is not opened by a block with octets after the digest, the forgery under the exponent 3 (CVE-2006-4339)', () => {
    const forge = (block: Uint8Array): Uint8Array => {
      const info = block.subarray(block.length - 51);
      return Buffer.concat([Buffer.of(0, 1), Buffer.alloc(8, 0xff), Buffer.of(0), info, Buffer.alloc(block.length - 62, 0x41)]);
    };
    assert.equal(outcome(afterChange((signed) => signed, { key: 'rsa1024e3', alterBlock: forge })), 'keyless other-key');
  });

  it('tolerates what its canonicalisation tolerates, and no more (RFC 6376 §3.4)', () => {
    const changes = [
      (signed: string) => signed.replace('Subject: The', 'SUBJECT:\r\n  The'),
      (signed: string) => signed.replace('lit  at', 'lit \t at').replace('Ada\r\n', 'Ada \t\r\n'),
      (signed: string) => `${signed}\r\n\r\n`,
    ];
    const results = CANONICALIZATIONS.map((canonicalization) =>
      changes.map((change) => afterChange(change, { ...RSA, canonicalization }).result),
    );
    assert.deepEqual(results, [
      ['fail', 'headers-only', 'pass'],
      ['fail', 'pass', 'pass'],
      ['pass', 'headers-only', 'pass'],
      ['pass', 'pass', 'pass'],
    ]);
  });

  it('passes where LF ends the lines of the whole message, and not where line ends are mixed', () => {
    assert.equal(outcome(afterChange((signed) => signed.replaceAll('\r\n', '\n'))), 'pass');
    assert.equal(outcome(afterChange((signed) => signed.replace('nine.\r\n', 'nine.\n'))), 'headers-only');
    assert.equal(outcome(afterChange((signed) => signed.replace('harbour\r\n', 'harbour\n'))), 'fail');
  });
});

describe('the length of the signed body', () => {
  const signed = (length: number) => sign(LETTER, { ...RSA, length });

  it('lets text follow after it', () => {
    const { signature } = assess(`${signed(10)}Postscript\r\n`);
    assert.equal(outcome(signature), 'pass');
    assert.equal(signature.coverage.body.signed, 10);
  });

  it('of 0 signs nothing of the body', () => {
    const { signature } = assess(`${signed(0)}Postscript\r\n`);
    assert.equal(outcome(signature), 'pass');
    assert.equal(signature.coverage.body.signed, 0);
  });

  it('beyond the body means that the body is not the signed one', () => {
    const { signature } = assess(signed(10_000));
    assert.deepEqual([outcome(signature), signature.headersIntact], ['headers-only', true]);
  });
});

describe('the keys of a selector', () => {
  const signed = sign(LETTER, RSA);
  const result = (...records: readonly string[]) =>
    outcome(
      assess(
        signed,
        records.map((record) => storedKey('rsa2048', { record })),
      ).signature,
    );

  it('make a signature keyless where there are none', () => assert.equal(result(), 'keyless never-seen'));

  it('make it keyless where none opens it, as where b= is damaged', () => {
    assert.equal(result(keyRecord('rsa2048other')), 'keyless other-key');
    assert.equal(result(keyRecord('rsa1024')), 'keyless other-key');
    assert.equal(outcome(afterChange((text) => text.replace(/\tb=..../, '\tb=AAAA'))), 'keyless other-key');
    assert.equal(outcome(afterChange((text) => text.replace(/\tb=..../, '\tb='))), 'keyless other-key');
  });

  it('say nothing about headers that they cannot open', () => {
    assert.equal(assess(signed, []).signature.headersIntact, undefined);
    assert.equal(assess(signed, []).signature.bodyIntact, true);
  });

  it('make it keyless where the key is revoked', () => assert.equal(result('v=DKIM1; p='), 'keyless revoked'));

  it('make it keyless where they could not be asked for', () => {
    const keys = keyRingOf([], new Map([['s1._domainkey.example.org', 'timeout']]));
    assert.equal(outcome(assess(signed, [], { keys }).signature), 'keyless lookup-failed');
  });

  for (const [why, record, options] of [
    ['its record breaks the rules', 'v=DKIM1; p=***', RSA],
    ['it is of the other type', keyRecord('ed25519'), RSA],
    ['it is of the other type', keyRecord('rsa2048'), ED25519],
    ['it is for another service', keyRecord('rsa2048', 's=sip; '), RSA],
    ['it is for another hash', keyRecord('rsa2048', 'h=sha256; '), { ...RSA, hash: 'sha1' }],
    ['it allows no subdomain in i= (t=s)', keyRecord('rsa2048', 't=s; '), { ...RSA, tags: 'i=@mail.example.org' }],
  ] as const) {
    it(`make a ${options.key} signature keyless where the key is unusable: ${why}`, () => {
      assert.equal(outcome(assess(sign(LETTER, options), [storedKey('rsa2048', { record })]).signature), 'keyless unusable');
    });
  }

  it('are used as their terms allow', () => {
    assert.equal(result(keyRecord('rsa2048', 's=sip:email; h=sha1:sha256; t=s; ')), 'pass');
    const exact = sign(LETTER, { ...RSA, tags: 'i=ada@example.org' });
    assert.equal(outcome(assess(exact, [storedKey('rsa2048', { record: keyRecord('rsa2048', 't=s; ') })]).signature), 'pass');
  });

  it('are read as PKCS #1 too', () => assert.equal(result(`p=${publicMaterial('rsa2048', 'pkcs1')}`), 'pass'));

  it('are all tried, whatever lies before the right one', () => {
    assert.equal(result('v=DKIM1; p=', 'junk', keyRecord('ed25519'), keyRecord('rsa2048other'), keyRecord('rsa2048')), 'pass');
  });

  it('fail an RSA signature only if one opens it', () => {
    const altered = signed.replace('harbour', 'Harbour');
    const keys = [storedKey('rsa2048other'), storedKey('rsa2048'), storedKey('rsa1024')];
    const { signature } = assess(altered, keys);
    assert.equal(outcome(signature), 'fail');
    assert.equal(outcome(assess(altered, [keys[0]!, keys[2]!]).signature), 'keyless other-key');
  });

  it('fail an Ed25519 signature, which cannot tell a wrong key from wrong headers', () => {
    const ed = sign(LETTER, ED25519);
    assert.equal(outcome(assess(ed, [storedKey('ed25519other')]).signature), 'fail');
    assert.equal(outcome(assess(ed, [storedKey('ed25519other'), storedKey('ed25519')]).signature), 'pass');
    assert.equal(outcome(assess(ed.replace('harbour', 'Harbour'), [storedKey('ed25519')]).signature), 'fail');
  });

  it('are told with the tier, the sightings and the source of the one that was used', () => {
    const seen = { firstSeenSeconds: Date.UTC(2015, 0) / 1000, lastSeenSeconds: Date.UTC(2017, 0) / 1000, source: 'an old list' };
    assert.deepEqual(assess(signed, [storedKey('rsa2048', seen)]).signature.key, {
      tier: 'archived',
      bits: 2048,
      algorithm: 'rsa',
      sha256: createHash('sha256').update(publicMaterial('rsa2048'), 'base64').digest('hex'),
      firstSeen: '2015-01-01T00:00:00Z',
      lastSeen: '2017-01-01T00:00:00Z',
      source: 'an old list',
    });
  });

  it('of which two hold the same key: the one sighted nearest to the message is told', () => {
    const at = (year: number) => storedKey('rsa2048', { firstSeenSeconds: Date.UTC(year, 2) / 1000, source: `${year}` });
    const told = (...years: readonly number[]) => assess(signed, years.map(at)).signature.key?.source;
    assert.equal(told(2010, 2016, 2020), '2016');
    assert.equal(told(2020, 2010), '2020');
  });

  it('of which a recovered and an archived one are the same: the archived one is told', () => {
    const recovered = storedKey('rsa2048', { tier: 'recovered', firstSeenSeconds: Date.UTC(2016, 2) / 1000 });
    assert.equal(assess(signed, [recovered, storedKey('rsa2048')]).signature.key?.tier, 'archived');
  });
});

describe('several signatures', () => {
  it('are tested each by itself, top to bottom', () => {
    const both = sign(sign(LETTER, ED25519), { ...RSA, selector: 's2' });
    const { signatures } = assess(`DKIM-Signature: junk\r\n${both}`, [storedKey('ed25519'), storedKey('rsa2048', { selector: 's2' })]);
    assert.deepEqual(signatures.map(outcome), ['malformed tag-list', 'pass', 'pass']);
    assert.deepEqual(
      signatures.map(({ field }) => field),
      [0, 1, 2],
    );
  });

  it('tell which fields they cover, their own last', () => {
    const { signature } = assess(sign(LETTER, { ...RSA, names: ['subject', 'from'] }));
    assert.deepEqual(signature.coveredFields, [4, 1, 0]);
  });

  it('are tested up to a named limit, the lowest first; the rest is told', () => {
    const flooded = 'DKIM-Signature: junk\r\n'.repeat(100) + sign(LETTER, RSA);
    const { signatures, judgement } = assess(flooded);
    assert.equal(signatures.length, maxSignatures);
    assert.equal(judgement.verdict, 'verified');
    assert.deepEqual(judgement.reasons.at(-1), { code: 'signatures-not-tested', values: { count: 101 - maxSignatures } });
  });
});

describe('a malformed signature', () => {
  it('says which tag is at fault, and claims nothing', () => {
    const { signature } = assess(`DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=s1\r\n${LETTER}`);
    assert.equal(outcome(signature), 'malformed b');
    assert.deepEqual([signature.signer, signature.selector, signature.aligned], ['example.org', 's1', 'exact']);
    assert.deepEqual([signature.bodyIntact, signature.headersIntact, signature.cautions.length], [false, undefined, 0]);
  });
});

it('never throws, whatever was done to a signed message', () => {
  const signed = sign(LETTER, { key: 'rsa1024', tags: 't=1; x=2; i=@example.org; z=From:x' });
  const keys = [storedKey('rsa1024'), storedKey('ed25519')];
  const piece = fc.constantFrom(
    '',
    ';',
    '=',
    '\r\n',
    '\n',
    ':',
    '\0',
    'DKIM-Signature: v=1;',
    'From: a@b.c, d@e.f\r\n',
    'b=',
    'l=0;',
    '\xff',
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(signed.length), fc.nat(30), piece), { maxLength: 4 }), (edits) => {
      let text = signed;
      for (const [at, length, put] of edits) text = text.slice(0, at) + put + text.slice(at + length);
      const { signatures } = assess(text, keys);
      assert.deepEqual(JSON.parse(JSON.stringify(signatures)), signatures);
    }),
    { numRuns: 1_000 },
  );
});
