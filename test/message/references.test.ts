import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { maxReferences } from '../../src/message/limits.ts';
import { parseMessage } from '../../src/message/message.ts';
import { readReferences } from '../../src/message/references.ts';

const read = (header: string, ownId?: string, ...addresses: string[]) =>
  readReferences(parseMessage(Buffer.from(`${header}\n\nx`)), ownId, new Set(addresses));

describe('readReferences', () => {
  it('gives References, the one that is answered last', () => {
    assert.deepEqual(read('References: <a@x> <b@x>\nIn-Reply-To: <b@x>'), ['a@x', 'b@x']);
  });

  it('takes In-Reply-To for what is answered where References lacks it, and goes by References where it has it', () => {
    assert.deepEqual(read('References: <a@x> <b@x>\nIn-Reply-To: <c@x>'), ['a@x', 'b@x', 'c@x']);
    assert.deepEqual(read('References: <a@x> <b@x>\nIn-Reply-To: <a@x>'), ['a@x', 'b@x']);
    assert.deepEqual(read('In-Reply-To: <c@x>'), ['c@x']);
  });

  it('answers the first of several in In-Reply-To', () => {
    assert.deepEqual(read('In-Reply-To: <b@x> <a@x>').at(-1), 'b@x');
  });

  it('takes no address for an identifier ("message of … from …")', () => {
    const field = 'In-Reply-To: Message from Ann <Ann@X.example> of "Mon, 3 Jan 2000 10:00:00 GMT." <200001031000.KAA01@x.example>';
    assert.deepEqual(read(field, undefined, 'ann@x.example'), ['200001031000.KAA01@x.example']);
  });

  it('reads identifiers that were folded, wrapped in encoded-words, escaped for the web or that lost their brackets', () => {
    assert.deepEqual(read('References: <a.long.\n  one@x>\n\t< b@x >'), ['a.long.one@x', 'b@x']);
    assert.deepEqual(read('References: =?us-ascii?Q?=3Ca=40x=3E?=\n =?us-ascii?Q?_=3Cb=40x=3E?='), ['a@x', 'b@x']);
    assert.deepEqual(read('References: &lt;a@x&gt; <b@x>'), ['a@x', 'b@x']);
    assert.deepEqual(read('References: a@x <b@x>,c@x\n <d@x <e@x>'), ['a@x', 'b@x', 'c@x', 'd@x', 'e@x']);
  });

  it('takes what stands there twice for the nearer, over several fields, and leaves out the message itself', () => {
    assert.deepEqual(read('References: <a@x> <b@x> <c@x>\nReferences: <a@x> <own@x>', 'own@x'), ['b@x', 'c@x', 'a@x']);
  });

  it('passes over what names nothing', () => {
    assert.deepEqual(read(`References: <> <@> <none> <unknown> <${'x'.repeat(2000)}@x>`), []);
    assert.deepEqual(read('References: <4711>'), ['4711']);
  });

  it('keeps the first and the nearest of a list without end', () => {
    const ids = Array.from({ length: 5_000 }, (_, n) => `${n}@x`);
    const found = read(`References: ${ids.map((id) => `<${id}>`).join('\n ')}`);
    assert.equal(found.length, maxReferences);
    assert.deepEqual([found[0], found.at(-1)], ['0@x', '4999@x']);
  });
});
