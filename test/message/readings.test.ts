import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseMessage } from '../../src/message/message.ts';
import { bodyReadings } from '../../src/message/readings.ts';
import { mail } from './mail.ts';

const one = { declaredBoundaryIsFirst: true, hasSecondStructure: false };

function readings(...lines: string[]): ReturnType<typeof bodyReadings> {
  return bodyReadings(parseMessage(mail(...lines)));
}

function multipart(...body: string[]): string[] {
  return ['Content-Type: multipart/mixed; boundary=real', '', ...body];
}

const decoy = ['--decoy', 'Content-Type: text/plain', '', 'You owe me a million.', '--decoy--'];
const part = ['--real', 'Content-Type: text/plain', '', 'I owe you nothing.'];

describe('bodyReadings', () => {
  it('finds one reading in honest mail', () => {
    assert.deepEqual(readings('', 'Hello'), one);
    assert.deepEqual(readings(...multipart('This is a multi-part message in MIME format.', ...part, ...part, '--real--', 'footer')), one);
    assert.deepEqual(readings(...multipart('--real', '', 'a part without a header', '--real--')), one);
  });

  it('finds one reading where multiparts and messages are nested as declared', () => {
    const nested = [
      '--real',
      'Content-Type: multipart/alternative; boundary=alt',
      '',
      '--alt',
      'Content-Type: text/plain',
      '',
      'x',
      '--alt--',
    ];
    const attached = ['--real', 'Content-Type: message/rfc822', '', 'Content-Type: multipart/mixed; boundary=decoy', '', ...decoy];
    assert.deepEqual(readings(...multipart(...nested, ...attached, '--real--')), one);
  });

  it('takes signature separators, armour, diffs, rulers and tables for text', () => {
    const innocent = [
      ['-- ', 'Alice', 'Content: mine'],
      ['-----BEGIN PGP SIGNED MESSAGE-----', 'Hash: SHA256', '', 'x', '-----BEGIN PGP SIGNATURE-----', 'Version: 1', '', 'abc'],
      ['--- a/file.c', '+++ b/file.c', '@@ -1 +1 @@'],
      ['---', ' file.c | 2 +-', ''],
      ['--------', '', 'Chapter: two', 'Content-Type: text/plain'],
      ['--option', 'text', 'Content-Type: text/plain'],
    ];
    for (const lines of innocent) assert.deepEqual(readings('', 'Hello', ...lines), one, lines[0]);
  });

  it('tells a structure in the preamble, above the first delimiter that is declared', () => {
    assert.deepEqual(readings(...multipart(...decoy, ...part, '--real--')), { declaredBoundaryIsFirst: false, hasSecondStructure: true });
  });

  it('tells a structure inside a text, an attachment or the epilogue', () => {
    const second = { declaredBoundaryIsFirst: true, hasSecondStructure: true };
    assert.deepEqual(readings('', 'Look what I got:', ...decoy), second);
    assert.deepEqual(readings(...multipart(...part, ...decoy, '--real--')), second);
    assert.deepEqual(readings(...multipart('--real', 'Content-Type: application/octet-stream', '', ...decoy, '--real--')), second);
    assert.deepEqual(readings(...multipart(...part, '--real--', ...decoy)), second);
    assert.deepEqual(readings(...multipart('--real', 'Content-Type: message/rfc822', '', 'Subject: x', '', ...decoy, '--real--')), second);
  });

  it('tells a delimiter whose header has other fields first', () => {
    assert.deepEqual(readings('', '--decoy', 'X-First: 1', ' folded', 'Content-Type: text/plain', '', 'x').hasSecondStructure, true);
  });

  it('tells a Content-Type that names a boundary from further down: what an attacker does to hide what stands above', () => {
    const honest = multipart(
      ...part,
      '--real',
      'Content-Type: multipart/alternative; boundary=inner',
      '',
      '--inner',
      'Content-Type: text/html',
      '',
      'x',
      '--inner--',
      '--real--',
    );
    assert.deepEqual(readings(...honest), one);
    const attacked = ['Content-Type: multipart/alternative; boundary=inner', ...honest.slice(1)];
    assert.equal(readings(...attacked).declaredBoundaryIsFirst, false);
  });

  it('tells a text that a boundary, named afterwards, turns into a preamble', () => {
    const text = ['I owe you nothing.', '', ...decoy];
    assert.deepEqual(readings('', ...text), { declaredBoundaryIsFirst: true, hasSecondStructure: true });
    assert.equal(readings('Content-Type: multipart/mixed; boundary=decoy', '', ...text).declaredBoundaryIsFirst, false);
    assert.equal(
      readings('Content-Type: multipart/mixed; boundary="-"', '', 'A patch.', '---', ' file.c | 2 +-').declaredBoundaryIsFirst,
      false,
    );
  });

  it('lets a preamble be what programs write there', () => {
    const notices = [
      '',
      'This is a multi-part message in MIME format.',
      'This is an OpenPGP/MIME signed message (RFC 4880 and 3156)',
      'Dies ist eine mehrteilige Nachricht im MIME-Format.',
      'This is a multi-part message in MIME format.  It has been signed conforming to RFC3156.\r\nProduced by some program.',
    ];
    for (const notice of notices) assert.deepEqual(readings(...multipart(notice, ...part, '--real--')), one, notice);
    assert.equal(readings(...multipart('Pay 5 on Monday.', ...part, '--real--')).declaredBoundaryIsFirst, false);
  });

  it('does not call a boundary first that is missing, or never comes', () => {
    assert.equal(readings('Content-Type: multipart/mixed', '', ...part).declaredBoundaryIsFirst, false);
    assert.equal(readings('Content-Type: multipart/mixed; boundary=other', '', ...part).declaredBoundaryIsFirst, false);
  });
});
