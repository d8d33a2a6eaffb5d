import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { mail, signed, testKey } from '../archive/mail.ts';
import { scratchFolder } from '../scratch.ts';
import { chainmail } from './run.ts';

const evil = testKey('evil.example', 'x');

function show(message: Buffer): string {
  using scratch = scratchFolder();
  const run = (args: readonly string[]) => chainmail(args, { cwd: scratch.path });
  writeFileSync(join(scratch.path, 'one.eml'), message);
  writeFileSync(
    join(scratch.path, 'keys.jsonl'),
    JSON.stringify({ domain: evil.domain, selector: evil.selector, record: evil.record, source: 'a test' }),
  );
  run(['import', 'one.eml', '--keys', 'keys.jsonl']);
  return `${run(['search', '']).text}${run(['show', '1']).text}`;
}

describe('chainmail show', () => {
  it('puts no tick beside the sender for a signature of somebody else', () => {
    const text = show(
      signed(mail({ From: 'Ada <ada@victim.example>', Subject: 'Pay', Date: 'Thu, 12 May 2016 16:02:00 +0200' }, 'Now.\n'), evil),
    );
    assert.match(text, /From {5}Ada <ada@victim\.example>/);
    assert.doesNotMatch(text, /✔/);
  });

  it('never shows alone a name that could be taken for an address', () => {
    const from = '"ada@victim.example" <eve@evil.example>';
    const text = show(signed(mail({ From: from, Subject: 'Pay', Date: 'Thu, 12 May 2016 16:02:00 +0200' }, 'Now.\n'), evil));
    assert.match(text, /^#1 .* DKIM verified {2}eve@evil\.example {2}Pay$/m);
    assert.match(text, /From {5}✔ "ada@victim\.example" <eve@evil\.example>/);
  });
});
