import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decodePart, partText } from '../../src/message/content.ts';
import { unfoldFlowed } from '../../src/message/flowed.ts';
import { parseMessage } from '../../src/message/message.ts';
import { parseParts } from '../../src/message/parts.ts';
import { latin1, mail, octetsOf } from './mail.ts';

function textOf(octets: Uint8Array): string {
  const message = parseMessage(octets);
  return partText(message, parseParts(message).root);
}

describe('decodePart', () => {
  it('copies nothing where there is no encoding to undo', () => {
    const octets = mail('Content-Type: text/plain', '', 'body');
    const message = parseMessage(octets);
    assert.equal(decodePart(message, parseParts(message).root).buffer, octets.buffer);
  });
});

describe('partText', () => {
  it('decodes by the declared charset, and ends lines with LF', () => {
    const octets = latin1('Content-Type: text/plain; charset=koi8-r\r\n\r\n\xf0\xd2\r\n\xc9\n');
    assert.equal(textOf(octets), 'Пр\nи\n');
  });

  it('detects the charset where none is declared', () => {
    assert.equal(textOf(octetsOf('\r\né')), 'é');
    assert.equal(textOf(latin1('\r\n\xe9')), 'é');
  });

  it('takes the charset of HTML from its meta element where the header has none', () => {
    const html = (meta: string): Uint8Array => latin1(`Content-Type: text/html\r\n\r\n<head>${meta}</head>\xcf`);
    assert.match(textOf(html('<meta charset="windows-1251">')), /П$/);
    assert.match(textOf(html('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">')), /П$/);
    assert.match(textOf(html('')), /Ï$/);
  });

  it('cuts uuencoded files out of a text', () => {
    assert.equal(textOf(mail('', 'Look:', 'begin 644 cat.txt', '#0V%T', '`', 'end', 'bye')), 'Look:\nbye\n');
  });

  it('joins flowed lines (RFC 3676)', () => {
    assert.equal(textOf(mail('Content-Type: text/plain; format=flowed', '', 'one ', 'two', 'three')), 'one two\nthree\n');
  });
});

describe('unfoldFlowed', () => {
  it('joins lines of one quote depth only (§4.5)', () => {
    assert.equal(unfoldFlowed('> one \n> two\n>> deep \nown \nmore', false), '> one two\n>> deep \nown more');
  });

  it('undoes space-stuffing (§4.4) and deletes the space with DelSp (§4.1)', () => {
    assert.equal(unfoldFlowed(' >not quoted\n From here', false), '>not quoted\nFrom here');
    assert.equal(unfoldFlowed('日本 \n語', true), '日本語');
    assert.equal(unfoldFlowed('one  \ntwo', true), 'one two');
    assert.equal(unfoldFlowed(`https://example.org/${'x'.repeat(40)} \nyz here`, true), `https://example.org/${'x'.repeat(40)}yz here`);
  });

  it('makes no word of two, nor a figure', () => {
    assert.equal(unfoldFlowed('invoice 1 \n2 people know. I am now \nhere.', true), 'invoice 1 2 people know. I am now here.');
    assert.equal(unfoldFlowed('我们付了1 \n2千人知道, 元1 \n000 people', true), '我们付了1 2千人知道, 元1 000 people');
    const address = `https://bank.example/transfer/account/123456789/amount/10`;
    assert.equal(unfoldFlowed(`${address} \n00 people saw it.`, true), `${address} 00 people saw it.`);
    assert.equal(unfoldFlowed('> 1. \n> 5 \n> \n> x', true), '> 1. 5\n> x');
  });

  it('never joins the signature separator (§4.3)', () => {
    assert.equal(unfoldFlowed('text \n-- \nAlice', false), 'text \n-- \nAlice');
    assert.equal(unfoldFlowed('> text \n> -- \n> Alice', false), '> text \n> -- \n> Alice');
  });

  it('keeps every character but spaces, quote marks and line ends', () => {
    const ink = (text: string): string => text.replace(/[ >\n]/g, '');
    const anyText = fc.array(fc.constantFrom('a', ' ', '\n', '>', '-- ', ' \n')).map((pieces) => pieces.join(''));
    fc.assert(fc.property(anyText, fc.boolean(), (text, deletesSpace) => ink(unfoldFlowed(text, deletesSpace)) === ink(text)));
  });

  it('changes no text without a space at the start or end of a line, or a quote mark', () => {
    const anyText = fc.array(fc.constantFrom('a', 'b c', '\n')).map((pieces) => pieces.join(''));
    fc.assert(fc.property(anyText, (text) => unfoldFlowed(text, false) === text));
  });
});
