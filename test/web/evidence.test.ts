import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Archive, openArchive } from '../../src/archive/archive.ts';
import { assessArchive } from '../../src/archive/assess.ts';
import { auditArchive } from '../../src/archive/audit.ts';
import { importMail } from '../../src/archive/import.ts';
import { openKeeper } from '../../src/archive/keeper.ts';
import { openMailSource } from '../../src/sources/mail/open.ts';
import { createApp } from '../../src/web/app.ts';
import { seal } from '../evidence/support/arc.ts';
import { LETTER } from '../evidence/support/assess.ts';
import { storedKey } from '../evidence/support/keys.ts';
import { sign } from '../evidence/support/signer.ts';
import { scratchFolder } from '../scratch.ts';

const scratch = scratchFolder();
const directory = join(scratch.path, 'archive');
let archive: Archive;

before(async () => {
  const folder = join(scratch.path, 'mail');
  mkdirSync(folder);
  const recorded = `Received-SPF: softfail (x) receiver=mx.example\r\nAuthentication-Results: mx.example; spf=softfail\r\n${LETTER}`;
  writeFileSync(join(folder, '1.eml'), seal(seal(recorded, 1), 2), 'latin1');
  writeFileSync(join(folder, '2.eml'), seal(LETTER, 1).replace('lit  at nine', 'lit  at ten'), 'latin1');
  const passedOn = sign(`Authentication-Results: mx.example; spf=pass\r\n${LETTER}`, {
    key: 'rsa2048',
    domain: 'relay.example',
    selector: 'arc',
  });
  writeFileSync(join(folder, '3.eml'), passedOn, 'latin1');
  openKeeper(directory, { create: true }).close();
  await importMail(directory, [await openMailSource(folder)], { jobs: 1 });
  archive = openArchive(directory);
});
after(() => {
  archive?.close();
  scratch[Symbol.dispose]();
});

const page = async (path: string) => await (await createApp(archive).request(`http://localhost${path}`)).text();

describe('a mail that servers sealed on its way', () => {
  it('has a chain that cannot be tested while its key is not known', async () => {
    assert.match(await page('/messages/1/evidence'), /ARC chain: <span class="result">cannot be tested/);
    assert.equal(archive.message(1)?.arc?.state, 'keyless');
    assert.deepEqual(archive.message(1)?.marks, []);
  });

  it('carries the mark once the key is there and all is assessed again, and never a verdict for it', async () => {
    const keeper = openKeeper(directory);
    keeper.addKeys([{ ...storedKey('rsa2048'), domain: 'relay.example', selector: 'arc' }]);
    keeper.close();
    assert.match(
      (await auditArchive(directory, { jobs: 1 })).findings.map(({ problem }) => problem).join('\n'),
      /stored ARC chain is not what .*assess/,
    );
    await assessArchive(directory, { jobs: 1 });
    assert.deepEqual((await auditArchive(directory, { jobs: 1 })).findings, []);
    assert.deepEqual(archive.message(1)?.marks, ['sealed']);
    assert.equal(archive.message(1)?.verdict, 'unverified');
    assert.deepEqual(archive.message(2)?.marks, []);
    const { total } = await archive.search('mark:sealed', { sort: 'date', offset: 0, limit: 1 });
    assert.equal(total, 1);
  });

  it('shows each hop, what it says, and what nobody sealed apart', async () => {
    const text = (await page('/messages/1/evidence')).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    assert.match(text, /ARC chain: holds .* Hop 1: relay\.example .* Hop 2: relay\.example/);
    assert.match(text, /The server says dkim=pass \(header\.d=example\.org\)/);
    assert.match(text, /Authentication-Results mx\.example says: spf=softfail covered by no DKIM signature that holds/);
    assert.match(text, /Received-SPF mx\.example says: spf=softfail/);
    assert.match(await page('/messages/1/evidence?lang=fr'), /Chaîne ARC\u00a0: <span class="result">tient/);
  });

  it('names who vouches for what a server recorded, where a signature covers it', async () => {
    assert.match(await page('/messages/3/evidence'), /spf=pass<\/code> <em>covered by the signature of relay\.example<\/em>/);
  });

  it('says where the chain ends when the mail was changed after it', async () => {
    const text = await page('/messages/2/evidence');
    assert.match(text, /does not hold/);
    assert.match(text, /The mail is not the one that the newest server signed\. \(hop 1\)/);
  });
});
