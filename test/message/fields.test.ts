import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decodedText, fieldsNamed, firstField, lastField, parseFields, rawValue, unfoldedText } from '../../src/message/fields.ts';
import { parseMessage } from '../../src/message/message.ts';
import { codes, latin1, mail, octetsOf } from './mail.ts';

describe('parseFields', () => {
  it('gives each field the octets from its name to its last line end (RFC 5322 §2.2.3)', () => {
    const octets = mail('Subject: This', ' is a test', 'To:a@a.example', '', 'body');
    const { fields, bodyStart } = parseFields(octets, 0, octets.length);
    assert.deepEqual(
      fields.map(({ name, start, end, valueStart }) => ({ name, start, end, valueStart })),
      [
        { name: 'Subject', start: 0, end: 27, valueStart: 8 },
        { name: 'To', start: 27, end: 43, valueStart: 30 },
      ],
    );
    assert.equal(bodyStart, 45);
  });

  it('takes LF, CRLF and both in one header for line ends', () => {
    const message = parseMessage(octetsOf('A: 1\r\n b\nB: 2\n\r\nbody'));
    assert.deepEqual(
      message.fields.map((field) => unfoldedText(message.octets, field)),
      ['1 b', '2'],
    );
    assert.equal(message.bodyStart, 16);
    assert.equal(message.lineEnds, 'mixed');
    assert.deepEqual(codes(message.faults), ['mixed-line-ends']);
  });

  it('keeps a mbox "From " line and a ">From " line as lines that are no field, and goes on', () => {
    const message = parseMessage(mail('From alice@a.example Tue May  3 10:00:00 2016', 'To: b', '>From carol', 'Cc: d', '', 'x'));
    assert.deepEqual(
      message.fields.map((field) => field.name),
      ['', 'To', '', 'Cc'],
    );
    assert.deepEqual(message.faults, [{ code: 'mbox-from-line', at: 0 }]);
  });

  it('drops obsolete white space before the colon from the name (RFC 5322 §4.5)', () => {
    const message = parseMessage(mail('Subject \t : x', ''));
    assert.equal(message.fields[0]?.name, 'Subject');
    assert.equal(rawValue(message.octets, message.fields[0]!), ' x\r\n');
    assert.deepEqual(codes(message.faults), ['space-before-colon']);
  });

  it('lists a line that is no field, its continuation with it, and does not end the header there', () => {
    const message = parseMessage(mail('A: 1', 'no field here', ' more', 'Two words: x', 'B: 2', '', 'body'));
    assert.deepEqual(
      message.fields.map((field) => [field.name, field.start, field.end]),
      [
        ['A', 0, 6],
        ['', 6, 28],
        ['', 28, 42],
        ['B', 42, 48],
      ],
    );
    assert.deepEqual(codes(message.faults), ['line-is-no-field']);
  });

  it('takes a line of white space alone for a continuation, not for the end of the header', () => {
    const message = parseMessage(mail('A: 1', ' ', 'B: 2', '', 'body'));
    assert.deepEqual(
      message.fields.map((field) => field.name),
      ['A', 'B'],
    );
  });

  it('ends at the end of the octets when there is no empty line', () => {
    const message = parseMessage(octetsOf('A: 1\r\nB: 2'));
    assert.equal(message.fields[1]?.end, 10);
    assert.equal(message.bodyStart, 10);
    assert.deepEqual(codes(message.faults), ['header-unterminated']);
  });

  it('tells NUL, lone CR and octets that are not UTF-8, and keeps them', () => {
    const message = parseMessage(latin1('A: \0x\ry\xe9\r\n\r\n'));
    assert.deepEqual(codes(message.faults), ['nul-in-header', 'bare-cr', 'eight-bit-header']);
    assert.equal(rawValue(message.octets, message.fields[0]!), ' \0x\ry\xe9\r\n');
    assert.equal(decodedText(message.octets, message.fields[0]!), '\ufffdx yé');
  });

  it('reads a header that is UTF-8 without fault (RFC 6532)', () => {
    const message = parseMessage(mail('Subject: Grüße – да', ''));
    assert.deepEqual(message.faults, []);
    assert.equal(decodedText(message.octets, message.fields[0]!), 'Grüße – да');
  });

  it('has no fields and no fault where the message begins with an empty line', () => {
    const message = parseMessage(mail('', 'body'));
    assert.deepEqual(message.fields, []);
    assert.equal(message.bodyStart, 2);
    assert.deepEqual(message.faults, []);
  });

  it('stops listing at the limit of fields, and still finds the body', () => {
    const octets = mail('A: 1', 'B: 2', 'C: 3', '', 'body');
    const message = parseMessage(octets, { maxFields: 2 });
    assert.equal(message.fields.length, 2);
    assert.equal(message.bodyStart, 20);
    assert.deepEqual(codes(message.faults), ['too-many-fields']);
    const short = parseMessage(octets, { maxHeaderOctets: 7 });
    assert.equal(short.fields.length, 1);
    assert.equal(short.bodyStart, 20);
  });

  it('covers the header without gap or overlap, whatever the octets', () => {
    fc.assert(
      fc.property(anyHeader, (octets) => {
        const message = parseMessage(octets);
        let at = 0;
        for (const field of message.fields) {
          assert.equal(field.start, at);
          assert.ok(field.end > field.start);
          assert.ok(field.valueStart >= field.start && field.valueStart <= field.end);
          at = field.end;
        }
        const gap = message.bodyStart - at;
        assert.ok(gap >= 0 && gap <= 2);
      }),
    );
  });
});

describe('fieldsNamed, firstField, lastField', () => {
  it('find fields whatever their case, top to bottom', () => {
    const message = parseMessage(mail('to: 1', 'Cc: 2', 'TO: 3', ''));
    assert.deepEqual(
      fieldsNamed(message, 'to').map((field) => unfoldedText(message.octets, field)),
      ['1', '3'],
    );
    assert.equal(firstField(message, 'to')?.name, 'to');
    assert.equal(lastField(message, 'to')?.name, 'TO');
    assert.equal(firstField(message, 'bcc'), undefined);
  });
});

describe('parseMessage', () => {
  it('tells the line ends of the whole message', () => {
    assert.equal(parseMessage(octetsOf('A: 1\n\nb\n')).lineEnds, 'lf');
    assert.equal(parseMessage(octetsOf('A: 1\r\n\r\nb\r\n')).lineEnds, 'crlf');
    assert.equal(parseMessage(octetsOf('A: 1\r\n\r\nb\n')).lineEnds, 'mixed');
    assert.equal(parseMessage(octetsOf('A: 1\n\nb\r\n')).lineEnds, 'mixed');
    assert.equal(parseMessage(octetsOf('A: 1\n\na\rb\n')).lineEnds, 'lf');
    assert.equal(parseMessage(octetsOf('A: 1')).lineEnds, 'none');
    assert.equal(parseMessage(octetsOf('')).lineEnds, 'none');
  });

  it('tells line ends as counting them would', () => {
    const anyText = fc.array(fc.constantFrom('\r', '\n', '\r\n', 'a', ':')).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(anyText, (text) => {
        const all = text.split('\n').length - 1;
        const crlf = text.split('\r\n').length - 1;
        const expected = all === 0 ? 'none' : crlf === all ? 'crlf' : crlf === 0 ? 'lf' : 'mixed';
        assert.equal(parseMessage(octetsOf(text)).lineEnds, expected);
      }),
    );
  });

  it('keeps the octets it was given, uncopied', () => {
    const octets = mail('A: 1', '', 'x');
    assert.equal(parseMessage(octets).octets, octets);
  });
});

/** Octets that look like a header often enough to reach every branch. */
const anyHeader = fc
  .array(fc.constantFrom('A', 'Subject', ':', ': ', ' ', '\t', '\r\n', '\n', '\r', '\0', '\xe9', 'From ', '>From ', '--x', 'x y'))
  .map((pieces) => latin1(pieces.join('')));
