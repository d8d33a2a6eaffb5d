import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { nameDomain, nameInvisible, nameOverrides } from '../../src/pages/display.ts';
import { personInFull, personInShort } from '../../src/pages/people.ts';

describe('a text of a stranger', () => {
  it('shows no letter with so many marks that they are painted over other lines', () => {
    const piled = `H${'\u0300\u0489'.repeat(200)}i`;
    for (const shown of [nameInvisible(piled), nameOverrides(piled)]) assert.equal(shown, `H${'\u0300\u0489'.repeat(4)}⟦+392 marks⟧i`);
    for (const honest of ['Việt Nam', 'שָׁלוֹם', 'สวัสดี', '👩🏽‍🚀', 'བསྒྲུབས']) assert.equal(nameInvisible(honest), honest);
  });

  it('never leaves more than eight marks in a row, whatever it holds', () => {
    const unit = fc.constantFrom('a', '\u0300', '\u0489', '\u034f', '\u20e3', '\ufe0f', '\r', '\u202e');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 200 }), (text) => assert.doesNotMatch(nameOverrides(nameInvisible(text)), /\p{M}{9}/u)),
    );
  });

  it('names the letters that have no ink', () => {
    assert.equal(nameInvisible('\u3164 \u2800 \uffa0 \u115f'), '⟦filler⟧ ⟦empty Braille⟧ ⟦filler⟧ ⟦U+115F⟧');
  });
});

describe('a domain that looks like another', () => {
  it('has beside it what DNS has for it, wherever an address stands', () => {
    const shown = 'info@p\u0430ypal.example ⟦xn--pypal-4ve.example⟧';
    assert.equal(nameDomain('info@p\u0430ypal.example'), shown);
    assert.ok(String(personInFull({ name: 'Bank', address: 'info@p\u0430ypal.example' })).includes(shown));
    assert.ok(String(personInShort({ address: 'info@p\u0430ypal.example' })).includes(shown));
  });

  it('and nothing where it is plainly itself', () => {
    for (const address of ['lena@halden.example', 'info@münchen.example']) assert.equal(nameDomain(address), address);
    assert.doesNotMatch(String(personInFull({ name: 'Иван Petrov', address: 'ivan@halden.example' })), /⟦/);
  });
});
