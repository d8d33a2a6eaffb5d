import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { listAttachments } from '../../src/message/attachments.ts';
import { parseParts } from '../../src/message/parts.ts';
import { bestText } from '../../src/message/text.ts';
import { assess, messageOf } from './support/assess.ts';
import { type SigningOptions, sign } from './support/signer.ts';

const HEADER = [
  'From: Ada <ada@example.org>',
  'To: Ben <ben@example.net>',
  'Subject: The money',
  'Date: Tue, 01 Mar 2016 10:00:00 +0000',
  'MIME-Version: 1.0',
];
/** About half of all signers leave Content-Type out. */
const TYPE_OPEN: Partial<SigningOptions> = { names: ['from', 'to', 'subject', 'date', 'mime-version'] };
const HTML = 'Content-Type: text/html; charset=utf-8';

function signed(fields: readonly string[], body: readonly string[], options: Partial<SigningOptions> = {}): string {
  return sign([...HEADER, ...fields, '', ...body, ''].join('\r\n'), { key: 'rsa2048', ...options });
}

interface Shown {
  readonly verdict: string;
  readonly text: string;
  readonly files: readonly string[];
}

/** What a reader is shown: the best text, and the files with their names. */
function shown(text: string): Shown {
  const message = messageOf(text);
  const { root } = parseParts(message);
  return {
    verdict: assess(text).judgement.verdict,
    text: bestText(message, root).text.replace(/\s+/g, ' ').trim(),
    files: listAttachments(root).map(({ type, filename = '' }) => `${type} ${filename}`),
  };
}

const GREEN = ['verified', 'verified-repaired'];

/** The letter is green as it was signed; changed, it is green only where a reader is shown the same. */
function assertHonest(letter: string, from: string, to: string): void {
  const before = shown(letter);
  assert.ok(GREEN.includes(before.verdict), `${before.verdict} as it was signed`);
  assert.ok(letter.includes(from), 'nothing to change');
  const after = shown(letter.replace(from, to));
  if (GREEN.includes(after.verdict)) assert.deepEqual({ ...after, verdict: '' }, { ...before, verdict: '' }, after.verdict);
}

describe('what was changed after it was signed is green only where a reader is shown what was signed:', () => {
  describe('a <meta> put into HTML', () => {
    const letter = signed(
      [HTML],
      ['<html><body><!-- draft: we pay --><p>I did not take it. <b>That is a lie.</b></p>', '<p class="x">Ada</p></body></html>'],
    );
    for (const [what, from, to] of [
      ['with a quotation mark that is closed far below', 'not take', '<meta charset="x>not take'],
      ['with another that is never closed', 'not take', "<meta charset='x>not take"],
      ['with a quotation mark within the type', 'not take', '<meta http-equiv="content-type content="text/html; charset=x">not take'],
      ['that parts the beginning of a comment', '<!--', '<!-<meta charset=x>-'],
      ['within a comment', 'draft', '<meta charset="x">draft'],
      ['within a tag', '<p class="x">', '<p class="<meta charset="x">x">'],
      ['in the midst of a word', 'not', 'n<meta charset="x">ot'],
    ] as const)
      it(what, () => assertHonest(letter, from, to));

    it('is mended in the head, where servers put it', () => {
      const before = ['<!DOCTYPE html>', '<html lang="de"><head><title>A > B</title><style><!-- p { margin: 0 } --></style>'];
      const plain = signed([HTML], [...before, '</head><body><p>Hello</p></body></html>']);
      const meta = '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">';
      const { verdict, text } = shown(plain.replace('</style>', `</style>${meta}`));
      assert.deepEqual([verdict, text], ['verified-repaired', 'Hello']);
    });
  });

  describe('white space in an empty line', () => {
    const MIXED = 'Content-Type: multipart/mixed; boundary=b';
    const letter = signed(
      [MIXED],
      [
        ...['--b', 'Content-Type: text/plain', '', 'Note: I do not agree to this.', 'PS: never.', 'Please go on.'],
        ...['--b', '', 'https://ada.example has it.', 'Yes.'],
        ...['--b', 'Content-Type: message/rfc822', '', 'From: Ben <ben@example.net>', 'Subject: No', '', 'Bob: no.', 'Never.', '--b--'],
      ],
    );
    for (const [what, from, to] of [
      ['below the header of a part', 'text/plain\r\n\r\n', 'text/plain\r\n \r\n'],
      ['below it, a tab', 'text/plain\r\n\r\n', 'text/plain\r\n\t \t\r\n'],
      ['of a part without a header', '--b\r\n\r\n', '--b\r\n \r\n'],
      ['below the header of an attached message', 'Subject: No\r\n\r\n', 'Subject: No\r\n \r\n'],
      ['above the header of an attached message', 'rfc822\r\n\r\n', 'rfc822\r\n \r\n'],
    ] as const)
      it(what, () => {
        const { verdict } = shown(letter.replace(from, to));
        assert.equal(verdict, 'verified');
        assertHonest(letter, from, to);
      });
  });

  describe('a Content-Type that nobody signed', () => {
    const parts = (...each: string[][]) => [...each.flatMap((part) => ['--b', ...part]), '--b--'];
    const text = (words: string) => ['Content-Type: text/plain', '', words];
    const html = (words: string) => ['Content-Type: text/html', '', `<p>${words}</p>`];
    const pdf = ['Content-Type: application/pdf', 'Content-Transfer-Encoding: base64', '', 'JVBERi0='];
    const MIXED = 'Content-Type: multipart/mixed; boundary=b';
    for (const [what, body] of [
      ['the letter and its file', parts(html('I do not agree.'), pdf, text('Scanned for viruses.'))],
      ['what stands above a file', parts(html('I do not agree.'), pdf, html('Sent from my phone'))],
      ['a letter above another', parts(text('I do not agree.'), text('Scanned for viruses.'))],
    ] as const)
      it(`hides ${what}, as alternatives`, () =>
        assertHonest(signed([MIXED], body, TYPE_OPEN), 'multipart/mixed', 'multipart/alternative'));

    it('hides one of two texts, as forms of one', () =>
      assertHonest(
        signed([MIXED], parts(text('I agree to pay him.'), html('But only if the court orders it. Ada')), TYPE_OPEN),
        'multipart/mixed',
        'multipart/alternative',
      ));
    const add = (field: string) => [HEADER[4]!, `${HEADER[4]}\r\n${field}`] as const;
    const RULER = 'Content-Type: multipart/mixed; boundary="--------------------------"';
    const receipt = [
      '-'.repeat(28),
      'Order: 4711',
      'Total: 5,000, refused by Ada',
      '',
      'Thanks, we shall see.',
      '-'.repeat(30),
      'I do not agree to it.',
    ];
    it('takes what stands below a ruler for the header of a part, and below the last for no text', () =>
      assertHonest(signed([], receipt), ...add(RULER)));
    it('takes the text above a ruler for a notice', () =>
      assertHonest(
        signed([], ['This is my message in MIME: I refuse.', '---', '', 'Thanks.']),
        ...add('Content-Type: multipart/mixed; boundary="-"'),
      ));
    it('makes HTML of a letter that begins with an address', () =>
      assertHonest(signed([], ['<https://a.example> is mine. If a <b and not c> d, I refuse.']), ...add('Content-Type: text/html')));
    it('takes a letter away by its charset', () =>
      assertHonest(signed([], ['I told \xabJan\xbb not to pay.']), ...add('Content-Type: text/plain; charset=gbk')));
    it('gives a file a name', () =>
      assertHonest(signed(['Content-Type: image/png'], ['\x89PNG\0'], TYPE_OPEN), 'image/png', 'application/pdf; name=bribe.pdf'));
    it('gives a file a name by its disposition', () =>
      assertHonest(
        signed(['Content-Type: application/pdf'], ['%PDF-1.4\0']),
        ...add('Content-Disposition: attachment; filename=bribe.pdf'),
      ));
    it('leaves HTML with a byte order mark green', () => {
      const { verdict } = shown(signed([HTML], ['\xef\xbb\xbf<html><body><p>Hello</p></body></html>'], TYPE_OPEN));
      assert.equal(verdict, 'verified');
    });
  });

  describe('lines that flow into each other', () => {
    const FLOWED = 'Content-Type: text/plain; format=flowed; delsp=yes';
    const body = ['We paid invoice 1', '2 people know. I am now', 'here.'];
    const spaced = (letter: string, space: string) => letter.replace('invoice 1', `invoice 1${space}`).replace('am now', `am now${space}`);
    const words = (letter: string) => shown(letter).text;
    it('make no other word, by an added Content-Type', () => {
      const letter = signed([], body);
      assert.equal(words(spaced(letter, ' ').replace(HEADER[4]!, `${HEADER[4]}\r\n${FLOWED}`)), words(letter));
    });
    for (const canonicalization of ['relaxed/relaxed', 'relaxed/simple'])
      it(`nor by white space at the end of lines, under ${canonicalization}`, () => {
        const letter = signed([FLOWED], body, { canonicalization });
        assert.equal(words(spaced(letter, ' ')), words(letter));
        assertHonest(letter, 'invoice 1', 'invoice 1 ');
      });
  });

  it('a Reply-To put in where the signature says that there is none', () => {
    const names = ['from', 'to', 'subject', 'date', 'mime-version', 'reply-to'];
    const letter = signed([], ['Hello'], { names });
    assert.equal(shown(letter).verdict, 'verified');
    const { judgement } = assess(letter.replace(HEADER[0]!, `Reply-To: Eve <eve@example.com>\r\n${HEADER[0]}`));
    assert.equal(judgement.verdict, 'verified-partly');
    assert.deepEqual(judgement.reasons.at(-1), { code: 'field-signed-otherwise', values: { field: 'Reply-To', value: '' } });
  });

  describe('white space that a relaxed signature leaves open', () => {
    const MIXED = 'Content-Type: multipart/mixed; boundary="=_next part"';
    const one = Buffer.from('I agree to pay him.\n').toString('base64');
    const two = Buffer.from('But only if the court orders it!\n').toString('base64');
    const base64 = ['Content-Type: text/plain', 'Content-Transfer-Encoding: base64', ''];
    const letter = signed(
      [MIXED],
      ['--=_next part', ...base64, one, two, '--=_next part', '', 'But only if she agrees.', '--=_next part--'],
    );
    const uuencoded = signed([], ['See the minutes.', 'begin 644 minutes.txt', `#0V%T`, '`', 'end']);
    for (const [what, mail, from, to] of [
      ['in a delimiter', letter, '--=_next part\r\n\r\n', '--=_next  part\r\n\r\n'],
      ['in a delimiter, very wide', letter, '--=_next part\r\n\r\n', `--=_next${'\t'.repeat(300)}part\r\n\r\n`],
      ['in the last delimiter', letter, '=_next part--', '=_next\tpart--'],
      ['behind a piece of base64', letter, two, `${two} `],
      ['in the first line of a uuencoded file', uuencoded, 'begin 644', 'begin  644'],
      ['in it, a tab', uuencoded, 'begin 644', 'begin\t644'],
      ['in it, very wide', uuencoded, '644 min', `644${' '.repeat(400)}min`],
      ['behind its data', uuencoded, '#0V%T', '#0V%T   \t'],
      ['behind its end', uuencoded, '`\r\nend', '` \r\nend\t'],
    ] as const)
      it(what, () => {
        assert.equal(shown(mail.replace(from, to)).verdict, 'verified');
        assertHonest(mail, from, to);
      });

    it('is all that a reader is not told of, wherever a run of it stands', () =>
      fc.assert(
        fc.property(fc.infiniteStream(fc.constantFrom(' ', '  ', '\t', ' \t ')), (widths) => {
          for (const mail of [letter, uuencoded]) {
            const body = mail.indexOf('\r\n\r\n') + 4;
            const changed = mail.slice(0, body) + mail.slice(body).replace(/[ \t]+|(?<!\r\n)(?=\r\n)/g, () => widths.next().value!);
            assert.deepEqual(shown(changed), shown(mail));
          }
        }),
        { numRuns: 30 },
      ));
  });

  it('which part of a multipart/related is shown', () => {
    const related = 'Content-Type: multipart/related; boundary=b';
    const letter = signed(
      [related],
      ['--b', HTML, '', '<p>I do not agree.</p>', '--b', HTML, 'Content-ID: <x>', '', '<p>Sure, I agree.</p>', '--b--'],
      { tags: 'z=Content-Type:multipart/related=3B=20boundary=3Db' },
    );
    assertHonest(letter, related, `${related}; start="<x>"`);
  });

  it('a mark put before one that the author wrote, which makes a quote of his words', () => {
    const letter = signed([], ['Dear Ben,', '', '>From Monday on I have paid the minister.'], { canonicalization: 'relaxed/simple' });
    assertHonest(letter, '>From', '>>From');
  });
});
