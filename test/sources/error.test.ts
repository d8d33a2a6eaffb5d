import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { SourceError, sourceErrorOf } from '../../src/sources/error.ts';
import { openMailSource } from '../../src/sources/mail/open.ts';
import { readAll } from './mail/reading.ts';

describe('a fault of the file system', () => {
  it('is told with its code, whichever it is', () => {
    for (const code of ['EIO', 'ETIMEDOUT', 'EBADMSG', 'EUCLEAN', 'EINVAL', 'EBUSY', 'UNKNOWN']) {
      const told = sourceErrorOf(Object.assign(new Error(`${code}: read`), { code, errno: -1, syscall: 'read' }), 'a.eml');
      assert.ok(told instanceof SourceError);
      assert.deepEqual([told.code, told.message], ['not-readable', `a.eml: it could not be read (${code}).`]);
    }
  });

  it('is told apart from our own bugs', () => {
    for (const bug of [new TypeError('x is not a function'), Object.assign(new TypeError('x'), { code: 'ERR_INVALID_ARG_TYPE' }), 'x']) {
      assert.equal(sourceErrorOf(bug, 'a.eml'), bug);
    }
  });

  const refusing = '/proc/self/attr';
  it('in one file of a tree does not end the import of the others', { skip: process.platform !== 'linux' }, async (t) => {
    const codeOf = (name: string) => {
      try {
        readFileSync(`${refusing}/${name}`);
        return undefined;
      } catch (error) {
        return (error as NodeJS.ErrnoException).code;
      }
    };
    const codes = readdirSync(refusing, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => codeOf(name));
    if (!codes.includes('EINVAL')) return t.diagnostic('this system reads all of them');
    const { failures } = await readAll((await openMailSource(refusing)).items());
    assert.ok(failures.some(({ reason }) => reason.endsWith('it could not be read (EINVAL).')));
  });
});
