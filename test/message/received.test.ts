import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseReceived } from '../../src/message/received.ts';

describe('parseReceived', () => {
  it('reads the clauses of RFC 5321 §4.4 and the time after the last semicolon', () => {
    const text =
      'from mail.a.example (mail.a.example [192.0.2.1] (may be forged)) by mx.b.example (Postfix) with ESMTPS id 4ABC (version=TLS1_3; bits=256) for <bob@b.example>; Tue, 3 May 2016 10:00:00 +0200 (CEST)';
    assert.deepEqual(parseReceived(text), {
      from: 'mail.a.example (mail.a.example [192.0.2.1] (may be forged))',
      by: 'mx.b.example (Postfix)',
      with: 'ESMTPS',
      id: '4ABC',
      for: 'bob@b.example',
      epochSeconds: 1462262400,
      offsetMinutes: 120,
    });
  });

  it('reads a hop that names only what it knows', () => {
    assert.deepEqual(parseReceived('by 2002:a05:6512:0:0:0:0:0 with SMTP id x1; Tue, 3 May 2016 10:00:00 -0000'), {
      by: '2002:a05:6512:0:0:0:0:0',
      with: 'SMTP',
      id: 'x1',
      epochSeconds: 1462269600,
    });
    assert.deepEqual(parseReceived('(qmail 12 invoked by uid 5); 3 May 2016 10:00:00 -0000'), { epochSeconds: 1462269600 });
  });

  it('gives nothing for what says nothing, and never throws', () => {
    assert.deepEqual(parseReceived(''), {});
    assert.deepEqual(parseReceived(';;(((\\'), {});
    const token = fc.constantFrom('from', 'by', 'for', 'id', '(', ')', ';', '\\', 'x', '<a@b>', ' ');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(token).map((tokens) => tokens.join(' ')),
        ),
        (text) => typeof parseReceived(text) === 'object',
      ),
    );
  });
});
