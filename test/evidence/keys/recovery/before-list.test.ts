import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { beforeList } from '../../../../src/evidence/keys/recovery/before-list.ts';
import { parseMessage } from '../../../../src/message/message.ts';

const bytes = (...lines: string[]) => Buffer.from(lines.map((line) => `${line}\r\n`).join(''), 'latin1');
const text = (octets: Uint8Array) => Buffer.from(octets).toString('latin1');

const before = [
  'Received: by a',
  '\tfor b',
  'DKIM-Signature: v=1; h=From',
  '\tb=xy',
  'From: Ada \xe9',
  'To: Ben,',
  '\t Ida',
  'Message-ID: <a@b>',
];
const after = [
  ...[
    'Sender: owner@list.example',
    'Received: by a',
    '        for b',
    'DKIM-Signature: v=1; h=From',
    '        b=xy',
    'From:   Ada \xe9',
    'To:     Ben,',
  ],
  ...['         Ida', 'Message-ID: <a@b>', 'List-ID: <list.example>', 'List-Post:', ' <mailto:list@list.example>'],
];

describe('the header before a list', () => {
  it('lacks what lists put there, and is indented as programs do', () => {
    const found = beforeList(parseMessage(bytes(...after, '', 'Body')), 2)!;
    assert.equal(text(found.message.octets), text(bytes(...before, '')));
    assert.equal(found.message.fields[found.field]!.lowerName, 'dkim-signature');
  });

  it('is not guessed of mail that no list marks', () => {
    assert.equal(beforeList(parseMessage(bytes('Sender: owner@list.example', ...before, '', 'Body')), 2), undefined);
  });
});
