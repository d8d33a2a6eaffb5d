import { describe, it } from 'node:test';
import { addressForm } from '../../../../src/evidence/repair/headers/address-form.ts';
import { contentFields } from '../../../../src/evidence/repair/headers/content-fields.ts';
import { dateForm } from '../../../../src/evidence/repair/headers/date-form.ts';
import { encodedWords } from '../../../../src/evidence/repair/headers/encoded-words.ts';
import { messageIds } from '../../../../src/evidence/repair/headers/message-ids.ts';
import { bWhole, type Letter, letters, qWhole, utf8 } from './letters.ts';
import { assertMends, fieldValue, withField, withFieldBelow } from './workshop.ts';

const ascii = letters();
const beyond = letters(true);
const replies = letters(false, { isReply: true });
const eachAddressField = (change: (value: string) => string) => (message: string) =>
  ['From', 'To', 'Cc'].reduce((text, name) => withField(text, name, change), message);

describe('headers that programs wrote anew', () => {
  it('are mended where addresses were', () => {
    assertMends(addressForm, [
      {
        name: 'names put in quotes',
        letters: ascii,
        damage: eachAddressField((value) => value.replaceAll(/(^|, )([A-Z][a-z]+ [A-Z][a-z]+) </g, '$1"$2" <')),
      },
      { name: 'quotes taken away', letters: ascii, damage: eachAddressField((value) => value.replaceAll('"', '')) },
      {
        name: 'names for the nameless',
        letters: ascii,
        damage: eachAddressField((value) => value.replace(/^([a-z-]+@[a-z.]+),/, '"$1" <$1>,')),
      },
      { name: 'no space after commas', letters: ascii, damage: eachAddressField((value) => value.replaceAll(/, +/g, ',')) },
      {
        name: 'angle brackets for all',
        letters: ascii,
        damage: eachAddressField((value) => value.replace(/^([a-z-]+@[a-z.]+),/, '<$1>,')),
      },
      {
        name: 'names before addresses',
        letters: ascii.map((letter) => ({
          ...letter,
          text: withField(letter.text, 'From', () => `${letter.author.address} (${letter.author.name})`),
        })),
        damage: (message, { author }) => withField(message, 'From', () => `${author.name} <${author.address}>`),
      },
      { name: 'one field only', letters: ascii, damage: (message) => withField(message, 'To', (value) => value.replaceAll('"', '')) },
    ]);
  });

  it('are mended where text beyond ASCII was encoded in another form', () => {
    const subject = (write: (text: string) => string) => (message: string, letter: Letter) =>
      withField(message, 'Subject', () => write(letter.subject));
    assertMends(encodedWords, [
      { name: 'Q in UTF-8', letters: beyond, damage: subject((text) => qWhole('UTF-8', text)) },
      { name: 'B in UTF-8', letters: beyond, damage: subject((text) => bWhole('utf-8', text)) },
      { name: 'raw', letters: beyond, damage: subject(utf8) },
      {
        name: 'author and subject in Q',
        letters: beyond,
        damage: (message, { author, subject: text }) =>
          withField(
            withField(message, 'Subject', () => qWhole('utf-8', text)),
            'From',
            () => `${qWhole('utf-8', author.name)} <${author.address}>`,
          ),
      },
      {
        name: 'the author raw',
        letters: beyond,
        damage: (message, { author }) => withField(message, 'From', () => `"${utf8(author.name)}" <${author.address}>`),
      },
      {
        name: 'cut into words by another program',
        letters: beyond.map((letter) => ({ ...letter, text: withField(letter.text, 'Subject', () => cutWords(letter.subject)) })),
        damage: subject((text) => qWhole('UTF-8', text)),
      },
      {
        name: 'only the words that need it encoded',
        letters: beyond
          .map((letter) => ({
            ...letter,
            text: withField(letter.text, 'Subject', () =>
              letter.subject
                .split(' ')
                .map((word) => (/[^ -~]/.test(word) ? qWhole('UTF-8', word) : word))
                .join(' '),
            ),
          }))
          .filter(({ subject: text }) => !/[^ -~]\S* \S*[^ -~]/.test(text)),
        damage: subject((text) => bWhole('UTF-8', text)),
      },
    ]);
  });

  it('are mended where the Date was', () => {
    const date = (change: (value: string) => string) => (message: string) => withField(message, 'Date', change);
    const moment = (message: string) => new Date(fieldValue(message, 'Date')!.replace(/\(.*/, ''));
    assertMends(dateForm, [
      { name: 'no comment', letters: ascii, damage: date((value) => value.replace(/ \(.*\)/, '')) },
      { name: 'two digits', letters: ascii, damage: date((value) => value.replace(/, (\d) /, ', 0$1 ')) },
      { name: 'in UTC', letters: ascii, damage: (message) => date(() => moment(message).toUTCString().replace('GMT', '+0000'))(message) },
      { name: 'in GMT', letters: ascii, damage: (message) => date(() => moment(message).toUTCString())(message) },
      { name: 'no day of the week', letters: ascii, damage: date((value) => value.replace(/^\w+, /, '')) },
    ]);
  });

  it('are mended where fields of identifiers were', () => {
    const eachField = (change: (value: string) => string) => (message: string) =>
      ['Message-ID', 'In-Reply-To', 'References'].reduce((text, name) => withField(text, name, change), message);
    assertMends(messageIds, [
      { name: 'without brackets', letters: replies, damage: eachField((value) => value.replaceAll(/[<>]/g, '')) },
      { name: 'without spaces', letters: replies, damage: eachField((value) => value.replaceAll(/> +</g, '><')) },
      {
        name: 'with commas',
        letters: replies,
        damage: (message) => withField(message, 'References', (value) => value.replaceAll(/> +</g, '>, <')),
      },
      {
        name: 'the last cut off',
        letters: replies,
        damage: (message) => withField(message, 'References', (value) => value.replace(/ +<[^<]*$/, '')),
      },
      {
        name: 'the Message-ID alone',
        letters: ascii,
        damage: (message) => withField(message, 'Message-ID', (value) => value.slice(1, -1)),
      },
    ]);
  });

  it('are mended where the description of the content was', () => {
    const type = (change: (value: string) => string) => (message: string) => withField(message, 'Content-Type', change);
    const encoding = (value: string) => (message: string) => withField(message, 'Content-Transfer-Encoding', () => value);
    assertMends(contentFields, [
      { name: 'quotes around parameters', letters: ascii, damage: type((value) => value.replace(/=([^"]*)$/, '="$1"')) },
      { name: 'no quotes around parameters', letters: ascii, damage: type((value) => value.replaceAll('"', '')) },
      { name: 'letter case and space', letters: ascii, damage: type((value) => value.replace('; ', ';').replace('utf', 'UTF')) },
      { name: 'format=flowed added', letters: ascii, damage: type((value) => `${value}; format=flowed`) },
      { name: 'another charset', letters: ascii, damage: type(() => 'text/plain; charset="us-ascii"') },
      { name: 'another transfer encoding', letters: ascii, damage: encoding('base64') },
      {
        name: 'one that sendmail told of',
        letters: ascii.map((letter) => ({ ...letter, text: encoding('quoted-printable')(letter.text) })),
        damage: (message) =>
          withFieldBelow(encoding('8bit')(message), 'X-MIME-Autoconverted: from quoted-printable to 8bit by mx.example id 1'),
      },
      { name: 'both', letters: ascii, damage: (message) => encoding('8bit')(type(() => 'text/plain; charset="iso-8859-1"')(message)) },
      {
        name: 'the comment of Apple’s Mail dropped',
        letters: ascii.map((letter) => ({
          ...letter,
          text: withField(
            withFieldBelow(letter.text, 'X-Mailer: Apple Mail (2.3124)'),
            'MIME-Version',
            () => '1.0 (Mac OS X Mail 9.3 \\(2.3124\\))',
          ),
        })),
        damage: (message) => withField(message, 'MIME-Version', () => '1.0'),
      },
    ]);
  });
});

/** As Python cuts text into encoded-words: none longer than 75, no character in two. */
function cutWords(text: string): string {
  const words: string[] = [];
  let held = '';
  for (const character of text) {
    const longer = held + character;
    if (qWhole('utf-8', longer).length > 75) {
      words.push(qWhole('utf-8', held));
      held = character;
    } else held = longer;
  }
  return [...words, qWhole('utf-8', held)].join(' ').replaceAll('?Q?', '?q?');
}
