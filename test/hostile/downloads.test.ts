import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { safeFilename } from '../../src/message/filenames.ts';
import { contentDisposition } from '../../src/web/answers.ts';
import { hostileNames } from './corpus/files.ts';
import { hostileWords } from './corpus/words.ts';

describe('a file whose name an attacker chose', () => {
  const names = [...hostileNames, ...Object.values(hostileWords)];

  it('is offered by one header of one value, in the grammar of RFC 6266', () => {
    for (const name of names) {
      const header = contentDisposition(name);
      assert.match(
        header,
        /^attachment; filename="[ !#-[\]-~]*"(?:; filename\*=UTF-8''(?:[\w!#$&+\-.^`|~]|%[0-9A-F]{2})+)?$/,
        JSON.stringify(name),
      );
      new Headers({ 'Content-Disposition': header });
    }
  });

  it('has a name that stays in its folder, opens no device, and is neither hidden nor an option of a command', () => {
    for (const name of names) {
      const safe = safeFilename(name);
      assert.doesNotMatch(safe, /[/\\:*?"<>|\p{Cc}\p{Cf}\p{Cs}]|^[.\s-]|[.\s]$|^$/u, JSON.stringify(name));
      assert.doesNotMatch(safe, /^(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)\s*(?:\.|$)/i, JSON.stringify(name));
      assert.ok(Buffer.byteLength(safe) <= 255, name);
    }
  });
});
