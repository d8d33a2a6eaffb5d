import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { safeFilename } from '../../src/message/filenames.ts';

describe('safeFilename', () => {
  it('keeps an honest name', () => {
    for (const name of ['report.pdf', 'Résumé (2).docx', '報告.txt', 'a.tar.gz', "it's.txt"]) assert.equal(safeFilename(name), name);
  });

  it('keeps the last component of a path', () => {
    assert.equal(safeFilename('../../etc/passwd'), 'passwd');
    assert.equal(safeFilename('C:\\Users\\a\\file.txt'), 'file.txt');
  });

  it('drops what deceives: bidirectional, invisible and control characters', () => {
    assert.equal(safeFilename('invoice\u202efdp.exe'), 'invoicefdp.exe');
    assert.equal(safeFilename('a\u200b\u0000\r\nb.txt'), 'ab.txt');
  });

  it('avoids hidden files, device names and the trailing dots that Windows drops', () => {
    assert.equal(safeFilename('.bashrc'), 'bashrc');
    assert.equal(safeFilename('NUL.txt'), '_NUL.txt');
    assert.equal(safeFilename('a.exe. .'), 'a.exe');
    assert.equal(safeFilename('a<b>:c?.txt'), 'a_b__c_.txt');
  });

  it('is never empty', () => {
    for (const name of ['', '...', '/', '\u202e', ' ']) assert.equal(safeFilename(name), 'attachment');
  });

  it('keeps the extension of a long name', () => {
    const name = safeFilename(`${'x'.repeat(500)}.docx`);
    assert.equal(name.length, 150);
    assert.match(name, /\.docx$/);
    assert.match(safeFilename(`${'日'.repeat(500)}.docx`), /^日+\.docx$/);
  });

  it('gives a safe name for any, and changes it no further', () => {
    const hostile = fc.array(
      fc.constantFrom('.', ' ', '/', '\\', 'con', 'nul', '\u202e', '\0', 'é', 'e\u0301', '😀', '\ud800', 'a', ':', '\ufffd', 'ﬁ'),
      { maxLength: 300 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          hostile.map((pieces) => pieces.join('')),
        ),
        (name) => {
          const safe = safeFilename(name);
          assert.doesNotMatch(safe, /[/\\<>:"|?*\p{Cc}\p{Cf}\p{Cs}]|^[. ]|[. ]$/u);
          assert.ok(safe.length > 0 && new TextEncoder().encode(safe).length <= 255);
          assert.equal(safeFilename(safe), safe);
        },
      ),
    );
  });
});
