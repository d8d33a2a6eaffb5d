import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseMessage } from '../../src/message/message.ts';
import { parseParts } from '../../src/message/parts.ts';
import { bestText } from '../../src/message/text.ts';
import { mail } from './mail.ts';

function read(lines: string[]): { text: string; source: string; path: string | undefined } {
  const message = parseMessage(mail(...lines));
  const { text, source, part } = bestText(message, parseParts(message).root);
  return { text, source, path: part?.path };
}

function multipart(type: string, ...parts: string[][]): string[] {
  const boundary = `b-${type.slice(0, 4)}`;
  return [
    `Content-Type: multipart/${type}; boundary=${boundary}`,
    '',
    ...parts.flatMap((part) => [`--${boundary}`, ...part]),
    `--${boundary}--`,
  ];
}

const plain = (text: string): string[] => ['Content-Type: text/plain', '', text];
const html = (text: string): string[] => ['Content-Type: text/html', '', text];

describe('bestText', () => {
  it('takes the plain alternative', () => {
    assert.deepEqual(read(multipart('alternative', plain('plain'), html('<p>rich</p>'))), { text: 'plain', source: 'plain', path: '1' });
    assert.equal(read(multipart('alternative', html('<p>rich</p>'), plain('plain'))).text, 'plain');
  });

  it('takes the HTML where there is no plain text, or it is blank', () => {
    assert.deepEqual(read(html('<p>rich</p>')), { text: 'rich', source: 'html', path: '' });
    assert.deepEqual(
      read(multipart('alternative', plain(' '), multipart('related', html('<p>rich</p>'), ['Content-Type: image/png', '', 'x']))),
      {
        text: 'rich',
        source: 'html',
        path: '2.1',
      },
    );
  });

  it('joins the texts of a mixed message, and leaves attached ones out', () => {
    const attached = ['Content-Type: text/plain; name=a.txt', 'Content-Disposition: attachment', '', 'attached'];
    const message = ['Content-Type: message/rfc822', '', 'Subject: x', '', 'inner'];
    assert.equal(read(multipart('mixed', plain('one'), attached, message, html('two'))).text, 'one\n\ntwo');
  });

  it('takes what is signed, not the signature; nothing of what is encrypted', () => {
    assert.equal(read(multipart('signed', plain('one'), ['Content-Type: text/plain', '', 'sig'])).text, 'one');
    assert.deepEqual(read(multipart('encrypted', plain('Version: 1'), plain('x'))), { text: '', source: 'none', path: undefined });
  });

  it('takes the root of related parts that `start` names (RFC 2387)', () => {
    const related = multipart(
      'related',
      ['Content-Type: text/html', 'Content-ID: <a>', '', 'wrong'],
      ['Content-Type: text/html', 'Content-ID: <b>', '', 'right'],
    );
    related[0] += '; start="<b>"';
    assert.equal(read(related).text, 'right');
  });

  it('shows the body of a multipart in which no delimiter is found', () => {
    assert.deepEqual(read(['Content-Type: multipart/mixed; boundary=b', '', 'only text']), {
      text: 'only text\n',
      source: 'plain',
      path: '',
    });
  });

  it('finds nothing in a message without text', () => {
    assert.equal(read(['Content-Type: image/png', '', 'x']).source, 'none');
    assert.equal(read(['Content-Type: text/plain', '', '']).source, 'none');
  });
});
