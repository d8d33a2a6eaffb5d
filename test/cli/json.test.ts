import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openOddities, type TestArchive } from '../web/api-archives.ts';
import { faultsOf, shape } from '../web/api-schemas.ts';
import { chainmail } from './run.ts';

/* What the command line prints as JSON is what the server gives at the same name: one promise, so one schema (docs/formats/json.md). */

let odd: TestArchive;
before(async () => {
  odd = await openOddities();
});
after(() => odd?.[Symbol.dispose]());

const json = (args: readonly string[]): unknown => {
  const { status, text, errors } = chainmail(args, { env: { CHAINMAIL_ARCHIVE: odd.directory } });
  assert.equal(status, 0, errors);
  return JSON.parse(text);
};

describe('what the command line prints as JSON', () => {
  it('is a message as the server has it: show and list', () => {
    const lines = chainmail(['list', '--archive', odd.directory]).text.trimEnd().split('\n');
    assert.ok(lines.length > 3);
    for (const line of lines) assert.deepEqual(faultsOf(JSON.parse(line), shape('Message')), [], line);
    assert.deepEqual(json(['show', '1', '--json']), JSON.parse(lines[0]!));
  });

  it('is the result of a search as the server has it', () => {
    for (const query of ['', 'budget', 'nothing-has-this-word']) {
      assert.deepEqual(faultsOf(json(['search', query, '--json']), shape('SearchResult')), [], query);
    }
  });

  it('is the keys as the server has them', () => {
    assert.deepEqual(faultsOf(json(['keys', 'list', '--json']), shape('Keys')), []);
  });

  it('is, of one message that no archive holds, all but what only an archive knows', () => {
    const { stdout } = chainmail(['show', '1', '--raw', '--archive', odd.directory]);
    const printed = chainmail(['verify', '-', '--archive', odd.directory, '--json'], { input: stdout }).text;
    const { number, thread, corroboratedBy, contradictedBy, disputedBy, ...rest } = JSON.parse(
      chainmail(['show', '1', '--json', '--archive', odd.directory]).text,
    );
    assert.deepEqual(JSON.parse(printed), rest);
  });
});
