import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { attachmentKinds } from '../../src/message/attachment-kind.ts';
import { parseQuery } from '../../src/query/parse.ts';
import { fieldNames, markNames, maxNesting, maxPrefixes, maxQueryLength, maxTerms, verdictNames } from '../../src/query/vocabulary.ts';
import { defaultMaxRanked } from '../../src/search/fts5.ts';

const page = readFileSync(new URL('../../docs/formats/query.md', import.meta.url), 'utf8');

describe('docs/formats/query.md', () => {
  it('shows only queries that can be read', () => {
    const examples = /```query\n([\s\S]*?)```/.exec(page)![1]!.trim().split('\n');
    assert.ok(examples.length > 5);
    for (const example of examples) assert.ok(parseQuery(example.split(/ {3,}/)[0]!).ok, example);
  });

  it('names every field, verdict, mark, kind of attachment and limit', () => {
    const words = page.replaceAll(/\s+/g, ' ');
    for (const field of fieldNames) assert.ok(words.includes(`\`${field}:`), field);
    for (const list of [verdictNames, markNames, attachmentKinds]) assert.ok(words.includes(`\`${list.join(' ')}\``), list.join(' '));
    for (const limit of [maxQueryLength, maxNesting, maxTerms, maxPrefixes, defaultMaxRanked])
      assert.ok(words.includes(limit.toLocaleString('en')), `${limit}`);
  });
});
