import { describe, it } from 'node:test';
import { fieldsAdded } from '../../../../src/evidence/repair/headers/fields-added.ts';
import { listFrom } from '../../../../src/evidence/repair/headers/list-from.ts';
import { recipients } from '../../../../src/evidence/repair/headers/recipients.ts';
import { sender } from '../../../../src/evidence/repair/headers/sender.ts';
import { subjectTag } from '../../../../src/evidence/repair/headers/subject-tag.ts';
import { type Letter, letters, qWhole, utf8 } from './letters.ts';
import { assertMends, fieldValue, withField, withFieldBelow, withoutField } from './workshop.ts';

const ascii = letters();
const beyond = letters(true);

describe('headers that lists wrote anew', () => {
  it('are mended where a tag was put into the Subject', () => {
    const tagged = (tag: string) => (message: string) => withField(message, 'Subject', (subject) => `${tag} ${subject}`);
    assertMends(subjectTag, [
      { name: 'a tag in front', letters: ascii, damage: (message, { list }) => tagged(`[${list.name}]`)(message) },
      {
        name: 'a tag after Re:',
        letters: ascii,
        damage: (message, { list }) => withField(message, 'Subject', (subject) => subject.replace(/^(Re: )?/, `$1[${list.name}] `)),
      },
      {
        name: 'the Re: put before the tag of the author',
        letters: ascii.map((letter) => tagAsWritten(letter)),
        damage: (message, { list }) =>
          withField(message, 'Subject', (subject) => subject.replace(/^\[(.*?)\] Re: /, `Re: [${list.name}] `)),
      },
      { name: 'a warning', letters: ascii, damage: tagged('[EXTERNAL]') },
      { name: 'a mark of spam', letters: ascii, damage: tagged('***SPAM***') },
      { name: 'two tags', letters: ascii, damage: (message, { list }) => tagged(`[EXT] [${list.name}:42]`)(message) },
      { name: 'a tag before encoded text', letters: beyond, damage: (message, { list }) => tagged(`[${list.name}]`)(message) },
      {
        name: 'all encoded anew with the tag',
        letters: beyond,
        damage: (message, { list, subject }) => withField(message, 'Subject', () => qWhole('utf-8', `[${list.name}] ${subject}`)),
      },
    ]);
  });

  it('are mended where From was rewritten, and the author stands elsewhere', () => {
    const from = (message: string, value: string, more = '') => withField(message, 'From', () => value + more);
    assertMends(listFrom, [
      {
        name: 'via, the author in Reply-To',
        letters: ascii,
        damage: (message, { author, list }) => {
          const kept = withFieldBelow(message, `Reply-To: ${fieldValue(message, 'From')}`);
          return from(kept, `${author.name} via ${list.name} <${list.address}>`);
        },
      },
      {
        name: 'via, in quotes, the bare address in X-Original-Sender',
        letters: ascii,
        damage: (message, { author, list }) =>
          from(withFieldBelow(message, `X-Original-Sender: ${author.address}`), `"'${author.name}' via ${list.name}" <${list.address}>`),
      },
      {
        name: 'the address written into the list’s',
        letters: ascii,
        damage: (message, { author, list }) =>
          from(message, `${author.name} <${author.address.replace('@', '=')}@${list.address.split('@')[1]}>`),
      },
      { name: '.invalid', letters: ascii, damage: (message) => withField(message, 'From', (value) => value.replace('>', '.invalid>')) },
      {
        name: 'via, the author in Cc',
        letters: ascii.map(withoutCc),
        damage: (message, { author, list }) =>
          from(withFieldBelow(message, `Cc: ${author.name} <${author.address}>`), `${author.name} via ${list.name} <${list.address}>`),
      },
      {
        name: 'via, beyond ASCII',
        letters: beyond,
        damage: (message, { author, list }) =>
          from(
            withFieldBelow(message, `X-MailFrom: ${author.address}`),
            `${qWhole('utf-8', `${author.name} via ${list.name}`)} <${list.address}>`,
          ),
      },
    ]);
  });

  it('are mended where the Sender is the list’s, and was the author’s or an account of his', () => {
    const replaced = (message: string, { list }: Letter) => withField(message, 'Sender', () => list.address.replace('@', '-bounces@'));
    const account = (write: (name: readonly string[]) => string) => (letter: Letter) =>
      withSender(letter, `${letter.author.name} <${write(letter.author.name.toLowerCase().split(' '))}@gmail.com>`);
    assertMends(sender, [
      { name: 'From', letters: ascii.map((letter) => withSender(letter, fieldValue(letter.text, 'From')!)), damage: replaced },
      { name: 'the address', letters: ascii.map((letter) => withSender(letter, letter.author.address)), damage: replaced },
      { name: 'first.last@', letters: ascii.map(account((words) => words.join('.'))), signing: { domain: 'gmail.com' }, damage: replaced },
      {
        name: 'flast@',
        letters: ascii.map(account(([first, last]) => `${first?.[0]}${last}`)),
        signing: { domain: 'gmail.com' },
        damage: replaced,
      },
      {
        name: 'none',
        letters: ascii.map((letter) => ({ ...letter, names: [...letter.names, 'Sender'] })),
        damage: (message, { list }) => withFieldBelow(message, `Sender: ${list.address}`),
      },
      {
        name: 'taken away',
        letters: ascii.map((letter) => withSender(letter, letter.author.address)),
        damage: (message) => withoutField(message, 'Sender'),
      },
    ]);
  });

  it('are mended where recipients were added or taken away', () => {
    assertMends(recipients, [
      {
        name: 'the list put last',
        letters: ascii.map(withoutList),
        damage: (message, { list }) => withField(message, 'To', (value) => `${value}, ${list.address}`),
      },
      {
        name: 'the list taken out',
        letters: ascii,
        damage: (message, { list }) =>
          withFieldBelow(
            withField(message, 'To', (value) => value.replace(/^[^,]*,\s*/, '')),
            `List-Post: <mailto:${list.address}>`,
          ),
      },
      {
        name: 'the author put into Cc',
        letters: ascii,
        damage: (message) => withField(message, 'Cc', (value) => `${value}, ${fieldValue(message, 'From')}`),
      },
      {
        name: 'the list’s own Cc dropped',
        letters: ascii.map((letter) => ({
          ...letter,
          text: withFieldBelow(withoutField(letter.text, 'Cc'), `Cc: "${letter.list.address}" <${letter.list.address}>`),
          names: [...new Set([...letter.names, 'Cc'])],
        })),
        damage: (message, { list }) => withFieldBelow(withoutField(message, 'Cc'), `List-Post: <mailto:${list.address}>`),
      },
      {
        name: 'a hidden To filled in',
        letters: ascii.map((letter) => ({ ...letter, text: withField(letter.text, 'To', () => 'undisclosed-recipients:;') })),
        damage: (message) => withField(message, 'To', () => 'ben@example.net'),
      },
    ]);
  });

  it('are mended where fields were added that the signature says were absent', () => {
    const oversigned = (...names: string[]) => ascii.map((letter) => ({ ...letter, names: [...letter.names, ...names] }));
    const added =
      (...fields: string[]) =>
      (message: string) =>
        fields.reduce(withFieldBelow, message);
    assertMends(fieldsAdded, [
      { name: 'Reply-To', letters: oversigned('Reply-To'), damage: added('Reply-To: harbour@lists.example') },
      {
        name: 'the fields of lists',
        letters: oversigned('Sender', 'List-Id', 'List-Unsubscribe', 'Reply-To'),
        damage: added(
          'Sender: bounces@lists.example',
          'List-Id: <harbour.lists.example>',
          'List-Unsubscribe: <mailto:leave@lists.example>',
        ),
      },
      {
        name: 'two of them',
        letters: oversigned('Content-Language', 'Resent-From'),
        damage: added('Content-Language: en-GB', 'Resent-From: ben@example.net'),
      },
      {
        name: 'Cc',
        letters: oversigned('Cc').filter(({ names }) => names.filter((name) => name === 'Cc').length === 1),
        damage: added('Cc: ben@example.net'),
      },
    ]);
  });
});

function tagAsWritten(letter: Letter): Letter {
  return {
    ...letter,
    text: withField(letter.text, 'Subject', (subject) => `[${letter.list.name}] ${subject.replace(/^(Re: )?/, 'Re: ')}`),
  };
}

function withSender(letter: Letter, value: string): Letter {
  return { ...letter, text: withFieldBelow(letter.text, `Sender: ${utf8(value)}`), names: ['Sender', ...letter.names] };
}

function withoutCc(letter: Letter): Letter {
  return { ...letter, text: withoutField(letter.text, 'Cc'), names: letter.names.filter((name) => name !== 'Cc') };
}

function withoutList(letter: Letter): Letter {
  return {
    ...letter,
    text: withFieldBelow(
      withField(letter.text, 'To', (value) => value.replace(/^[^,]*,\s*/, '')),
      `X-BeenThere: ${letter.list.address}`,
    ),
  };
}
