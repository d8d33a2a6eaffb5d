import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addressKey, domainOf, parseAddresses } from '../../src/message/addresses.ts';

/** `name <address>` of every mailbox. */
function read(text: string): string[] {
  return parseAddresses(text).map(({ name, address }) => (name === undefined ? address : `${name} <${address}>`));
}

describe('parseAddresses', () => {
  it('reads the examples of RFC 5322, appendix A', () => {
    assert.deepEqual(read('John Doe <jdoe@machine.example>'), ['John Doe <jdoe@machine.example>']);
    assert.deepEqual(read('"Joe Q. Public" <john.q.public@example.com>'), ['Joe Q. Public <john.q.public@example.com>']);
    assert.deepEqual(read('Mary Smith <mary@x.test>, jdoe@example.org, Who? <one@y.test>'), [
      'Mary Smith <mary@x.test>',
      'jdoe@example.org',
      'Who? <one@y.test>',
    ]);
    assert.deepEqual(read('<boss@nil.test>, "Giant; \\"Big\\" Box" <sysservices@example.net>'), [
      'boss@nil.test',
      'Giant; "Big" Box <sysservices@example.net>',
    ]);
    assert.deepEqual(read('A Group:Ed Jones <c@a.test>,joe@where.test,John <jdoe@one.test>;'), [
      'Ed Jones <c@a.test>',
      'joe@where.test',
      'John <jdoe@one.test>',
    ]);
    assert.deepEqual(read('Undisclosed recipients:;'), []);
    assert.deepEqual(read('Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>'), ['Pete <pete@silly.test>']);
  });

  it('reads the obsolete forms of RFC 5322 §4.4', () => {
    assert.deepEqual(read('Mary Smith <@node.test,@b.test:mary@example.net>, , jdoe@test   . example'), [
      'Mary Smith <mary@example.net>',
      'jdoe@test.example',
    ]);
    assert.deepEqual(read('joe@a.example (Joe (the one) Doe)'), ['Joe (the one) Doe <joe@a.example>']);
    assert.deepEqual(read('"two words"@a.example'), ['"two words"@a.example']);
    assert.deepEqual(read('joe@[IPv6:2001:db8::1], x@y'), ['joe@[IPv6:2001:db8::1]', 'x@y']);
  });

  it('decodes names, and splits at no comma inside an encoded-word (RFC 2047 §5)', () => {
    assert.deepEqual(read('=?utf-8?Q?M=C3=BCller,_J?= <m@a.example>, b@b.example'), ['Müller, J <m@a.example>', 'b@b.example']);
    assert.deepEqual(read('"=?utf-8?Q?M=C3=BCller?=" <m@a.example>'), ['Müller <m@a.example>']);
    assert.deepEqual(read('=?utf-8?B?TcO8?= =?utf-8?B?bGxlcg==?= <m@a.example>'), ['Müller <m@a.example>']);
  });

  it('reads addresses in Unicode (RFC 6532)', () => {
    assert.deepEqual(read('Дима <дима@пример.example>'), ['Дима <дима@пример.example>']);
  });

  it('reads what programs write besides', () => {
    assert.deepEqual(read('Smith, John <j@a.example>'), ['Smith, John <j@a.example>']);
    assert.deepEqual(read('a@a.example; b@b.example'), ['a@a.example', 'b@b.example']);
    assert.deepEqual(read('John <j@a.example'), ['John <j@a.example>']);
    assert.deepEqual(read('John Smith j@a.example'), ['John Smith <j@a.example>']);
    assert.deepEqual(read("'John' <j@a.example>"), ['John <j@a.example>']);
    assert.deepEqual(read('"John <j@a.example>'), ['John <j@a.example>']);
    assert.deepEqual(read('mailto:j@a.example'), ['j@a.example']);
    assert.deepEqual(read('John [mailto:j@a.example]'), ['John <j@a.example>']);
    assert.deepEqual(read('j@a.example [mailto:j@a.example]'), ['j@a.example']);
    assert.deepEqual(read('root'), ['root']);
    assert.deepEqual(read('<>, <Undisclosed-Recipient:;@a.example>'), []);
  });

  it('gives the names of those who have no address', () => {
    assert.deepEqual(parseAddresses('John Smith; Doe, Jane'), [
      { name: 'John Smith', address: '' },
      { address: 'Doe' },
      { address: 'Jane' },
    ]);
  });

  it('shows a second mailbox that someone hides behind the first', () => {
    assert.deepEqual(read('<a@a.example> <b@b.example>'), ['a@a.example', 'b@b.example']);
    assert.deepEqual(read('a@a.example b@b.example'), ['a@a.example', 'b@b.example']);
    assert.deepEqual(read('a@a.example: b@b.example'), ['a@a.example', 'b@b.example']);
    assert.deepEqual(read('a@a.example <b@b.example>'), ['a@a.example <b@b.example>']);
  });

  it('makes control characters harmless', () => {
    assert.deepEqual(read('a\0b\x1b <c\x07@d>'), ['a\ufffdb\ufffd <c\ufffd@d>']);
  });

  it('stops at the limit', () => {
    assert.equal(parseAddresses('a@b,'.repeat(50), 10).length, 10);
  });

  it('finds every address of a well-formed list', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    const name = fc.oneof(
      word,
      word.map((text) => `"${text}, \\"x\\" <y@z>"`),
      fc.tuple(word, word).map((words) => words.join(' ')),
    );
    const mailbox = fc.tuple(name, word, word).map(([display, local, domain]) => ({ display, address: `${local}@${domain}.example` }));
    fc.assert(
      fc.property(fc.array(mailbox), (list) => {
        const text = list.map(({ display, address }) => `${display} <${address}>`).join(', ');
        assert.deepEqual(
          parseAddresses(text).map((found) => found.address),
          list.map(({ address }) => address),
        );
      }),
    );
  });

  it('reads a lone encoded-word as a name, a lone atom as a local user', () => {
    assert.deepEqual(parseAddresses('=?utf-8?q?J=C3=BCrgen;_Koch?='), [{ name: 'Jürgen; Koch', address: '' }]);
    assert.deepEqual(parseAddresses('=?utf-8?q?\r\n;?='), [{ name: ';', address: '' }]);
    assert.deepEqual(parseAddresses('root'), [{ address: 'root' }]);
  });

  it('never throws, and never gives an address that holds a line end', () => {
    const token = fc.constantFrom(
      'a@b',
      '<',
      '>',
      '(',
      ')',
      '"',
      '\\',
      ',',
      ';',
      ':',
      ' ',
      '=?utf-8?q?',
      '?=',
      '[',
      ']',
      '@',
      '.',
      'x',
      '\r\n',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(token).map((tokens) => tokens.join('')),
        ),
        (text) => {
          for (const { name, address } of parseAddresses(text)) assert.doesNotMatch(`${name ?? ''}${address}`, /[\r\n]/);
        },
      ),
    );
  });
});

describe('addressKey and domainOf', () => {
  it('compare without regard to case', () => {
    assert.equal(addressKey(' Alice@A.Example '), 'alice@a.example');
    assert.equal(domainOf('Alice@A.Example.'), 'a.example');
    assert.equal(domainOf('"a@b"@c.example'), 'c.example');
    assert.equal(domainOf('alice'), undefined);
    assert.equal(domainOf('alice@'), undefined);
  });

  it('give the A-label of a domain in Unicode', () => {
    assert.equal(domainOf('a@Bücher.example'), 'xn--bcher-kva.example');
    assert.equal(domainOf('a@xn--bcher-kva.example'), 'xn--bcher-kva.example');
  });
});
