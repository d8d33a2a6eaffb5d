import { describe, it } from 'node:test';
import { exportedHeader } from '../../../../src/evidence/repair/headers/exported-header.ts';
import { fieldNames } from '../../../../src/evidence/repair/headers/field-names.ts';
import { headerFolding } from '../../../../src/evidence/repair/headers/header-folding.ts';
import { headerWhiteSpace } from '../../../../src/evidence/repair/headers/header-white-space.ts';
import { letters } from './letters.ts';
import { assertMends, headerOf, withField } from './workshop.ts';

const ascii = letters();
const simple = { canonicalization: 'simple/simple' };
/** A change to the lines of the header, the signature's own field excepted. */
const belowSignature = (change: (header: string) => string) => (message: string) => {
  const end = headerOf(message).length;
  const start = message.search(/\r\nFrom:/) + 2;
  return message.slice(0, start) + change(message.slice(start, end)) + message.slice(end);
};
const allOfIt = (change: (header: string) => string) => (message: string) =>
  change(headerOf(message)) + message.slice(headerOf(message).length);

describe('headers whose layout was changed', () => {
  it('are mended where they were folded otherwise, under simple canonicalisation', () => {
    assertMends(headerFolding, [
      { name: 'tabs', letters: ascii, signing: simple, damage: belowSignature((header) => header.replaceAll('\r\n ', '\r\n\t')) },
      {
        name: 'eight spaces',
        letters: ascii,
        signing: simple,
        damage: belowSignature((header) => header.replaceAll('\r\n ', '\r\n        ')),
      },
      { name: 'unfolded', letters: ascii, signing: simple, damage: belowSignature((header) => header.replaceAll('\r\n ', ' ')) },
      {
        name: 'unfolded but what is long',
        letters: ascii,
        signing: simple,
        damage: (message) => withField(message, 'To', (value) => value),
      },
      {
        name: 'folded at 78 columns',
        letters: ascii.map((letter) => ({ ...letter, text: letter.text.replaceAll('\r\n ', ' ') })),
        signing: simple,
        damage: belowSignature((header) => header.replaceAll(/^(.{40,70}) /gm, '$1\r\n ')),
      },
      {
        name: 'the signature too',
        letters: ascii,
        signing: simple,
        damage: allOfIt((header) => header.replaceAll(/\r\n[ \t]+/g, '\r\n        ')),
      },
    ]);
  });

  it('are mended where white space went, under simple canonicalisation', () => {
    assertMends(headerWhiteSpace, [
      {
        name: 'after the colon',
        letters: ascii,
        signing: simple,
        damage: belowSignature((header) => header.replaceAll(/^([A-Za-z-]+): /gm, '$1:')),
      },
      {
        name: 'added after the colon',
        letters: ascii,
        signing: simple,
        damage: belowSignature((header) => header.replaceAll(/^([A-Za-z-]+): /gm, '$1:\t')),
      },
      {
        name: 'as majordomo fills it up',
        letters: ascii,
        signing: simple,
        damage: belowSignature((header) => header.replaceAll(/^(From|To|Cc|Date): /gm, (_, name: string) => `${name}:`.padEnd(8))),
      },
      {
        name: 'at the ends of lines',
        letters: ascii.map((letter) => ({ ...letter, text: letter.text.replaceAll(',\r\n ', ', \r\n ') })),
        signing: simple,
        damage: belowSignature((header) => header.replaceAll(/[ \t]+\r\n/g, '\r\n')),
      },
      { name: 'one field', letters: ascii, signing: simple, damage: (message) => message.replace('\r\nSubject: ', '\r\nSubject:  ') },
    ]);
  });

  it('are mended where names have another letter case, under simple canonicalisation', () => {
    const names = (change: (name: string) => string) => belowSignature((header) => header.replaceAll(/^[A-Za-z-]+(?=:)/gm, change));
    assertMends(fieldNames, [
      { name: 'small letters', letters: ascii, signing: simple, damage: names((name) => name.toLowerCase()) },
      { name: 'capitals', letters: ascii, signing: simple, damage: names((name) => name.toUpperCase()) },
      {
        name: 'Message-Id, Mime-Version',
        letters: ascii,
        signing: simple,
        damage: names((name) => name.replace('ID', 'Id').replace('MIME', 'Mime')),
      },
      {
        name: 'the signature too',
        letters: ascii,
        signing: simple,
        damage: allOfIt((header) => header.replaceAll(/^[A-Za-z-]+(?=:)/gm, (name) => name.replace('ID', 'Id').replace('DKIM', 'Dkim'))),
      },
      {
        name: 'one field, unlike how the signature lists it',
        letters: ascii.map((letter) => ({ ...letter, text: letter.text.replace('\r\nCc:', '\r\nCC:') })),
        signing: simple,
        damage: (message) => message.replace('\r\nCC:', '\r\nCc:'),
      },
    ]);
  });

  it('are mended where an exporter harmed their lines', () => {
    assertMends(exportedHeader, [
      { name: '>From:', letters: ascii, damage: (message) => message.replace('\r\nFrom:', '\r\n>From:') },
      {
        name: 'indents lost',
        letters: letters(false, { isReply: true }),
        damage: belowSignature((header) => header.replaceAll('\r\n ', '\r\n')),
      },
      {
        name: 'the mailbox’s line left inside',
        letters: letters(false, { isReply: true }),
        damage: (message) =>
          message
            .replace('\r\nReferences:', '\r\nFrom ben@example.net Tue Mar  1 10:00:00 2016\r\nReferences:')
            .replaceAll('\r\n <', '\r\n<'),
      },
      {
        name: 'CR CR LF',
        letters: ascii,
        damage: belowSignature((header) =>
          header
            .replace(/\r\n\r\n$/, '\n\n')
            .replaceAll('\r\n', '\r\r\n')
            .replace(/\n\n$/, '\r\n\r\n'),
        ),
      },
    ]);
  });
});
