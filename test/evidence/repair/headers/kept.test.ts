import { describe, it } from 'node:test';
import { copiedFields } from '../../../../src/evidence/repair/headers/copied-fields.ts';
import { fieldsRemoved } from '../../../../src/evidence/repair/headers/fields-removed.ts';
import { originalFields } from '../../../../src/evidence/repair/headers/original-fields.ts';
import { repeatedFields } from '../../../../src/evidence/repair/headers/repeated-fields.ts';
import { type Letter, letters } from './letters.ts';
import { assertMends, fieldValue, withField, withFieldBelow, withoutField } from './workshop.ts';

const ascii = letters();

describe('headers that kept what was signed', () => {
  it('are mended from the copies in the signature', () => {
    assertMends(copiedFields, [
      {
        name: 'the subject',
        letters: ascii,
        ...copying(),
        damage: (message) => withField(message, 'Subject', (value) => `[harbour] ${value}`),
      },
      {
        name: 'another date and author',
        letters: ascii,
        ...copying(),
        damage: (message) =>
          withField(
            withField(message, 'Date', () => 'now'),
            'From',
            () => 'a@b.example',
          ),
      },
      {
        name: 'fields taken away',
        letters: ascii,
        ...copying(),
        damage: (message) => withoutField(withoutField(message, 'Message-ID'), 'MIME-Version'),
      },
      {
        name: 'under simple canonicalisation',
        letters: ascii,
        ...copying('simple/simple'),
        damage: (message) => message.replaceAll('\r\n ', '\r\n\t').replace('\r\nMIME-V', '\r\nMime-V'),
      },
    ]);
  });

  it('are mended from fields that keep the original under another name', () => {
    const moved = (name: string, kept: string, value: string) => (message: string) =>
      withField(withFieldBelow(message, `${kept}: ${fieldValue(message, name)}`), name, () => value);
    assertMends(originalFields, [
      { name: 'Gmail’s Message-ID', letters: ascii, damage: moved('Message-ID', 'X-Google-Original-Message-ID', '<abc@mx.google.com>') },
      {
        name: 'Google Groups’ From',
        letters: ascii,
        damage: moved('From', 'X-Original-From', "'Ada' via Harbour <harbour@lists.example>"),
      },
      {
        name: 'From and Date',
        letters: ascii,
        damage: (message) =>
          moved(
            'Date',
            'X-Google-Original-Date',
            'Tue, 1 Mar 2016 10:00:00 -0800',
          )(moved('From', 'X-Google-Original-From', 'a@b.example')(message)),
      },
      { name: 'a Subject', letters: ascii, damage: moved('Subject', 'Original-Subject', 'Untitled') },
    ]);
  });

  it('are mended where another instance of a field was signed', () => {
    const twice = (letter: Letter): Letter => ({
      ...letter,
      text: withFieldBelow(letter.text, `Comments: two\r\nComments: one of ${letter.list.name}`),
      names: [...letter.names, 'Comments', 'Comments'],
    });
    assertMends(repeatedFields, [
      {
        name: 'a Reply-To below',
        letters: ascii.map(withReplyTo),
        damage: (message) => withFieldBelow(message, 'Reply-To: harbour@lists.example'),
      },
      { name: 'a second Subject', letters: ascii, damage: (message) => withFieldBelow(message, 'Subject: another') },
      {
        name: 'two in the other order',
        letters: ascii.map(twice),
        damage: (message) => message.replace(/(Comments: .*\r\n)(Comments: .*\r\n)/, '$2$1'),
      },
      {
        name: 'one above, of a signature that says there is no other',
        letters: ascii.map((letter) => ({ ...letter, names: [...letter.names, 'Subject'] })),
        damage: (message) => `Subject: another\r\n${message}`,
      },
    ]);
  });

  it('are mended where fields are gone that nearly always say the same', () => {
    assertMends(fieldsRemoved, [
      { name: 'MIME-Version', letters: ascii, damage: (message) => withoutField(message, 'MIME-Version') },
      { name: 'Content-Transfer-Encoding', letters: ascii, damage: (message) => withoutField(message, 'Content-Transfer-Encoding') },
      {
        name: 'both',
        letters: ascii,
        damage: (message) => withoutField(withoutField(message, 'MIME-Version'), 'Content-Transfer-Encoding'),
      },
      {
        name: 'all of MIME',
        letters: ascii,
        damage: (message) => ['MIME-Version', 'Content-Type', 'Content-Transfer-Encoding'].reduce(withoutField, message),
      },
    ]);
  });
});

/** Signatures that hold `z=`. */
function copying(canonicalization = 'relaxed/relaxed') {
  return { signing: ({ text }: Letter) => ({ canonicalization, tags: `z=${copiesOf(text)}` }) };
}

function copiesOf(text: string): string {
  const header = text.slice(0, text.indexOf('\r\n\r\n'));
  return header
    .split(/\r\n(?![ \t])/)
    .map((field) =>
      field.replace(/^([^:]*:)([\s\S]*)$/, (_, name: string, value: string) => name + value.replaceAll(/[^!-:<>-{}~]/g, escaped)),
    )
    .join('|');
}

function escaped(character: string): string {
  return `=${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

function withReplyTo(letter: Letter): Letter {
  return { ...letter, text: withFieldBelow(letter.text, `Reply-To: ${letter.author.address}`), names: [...letter.names, 'Reply-To'] };
}
