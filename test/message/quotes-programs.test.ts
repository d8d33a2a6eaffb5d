import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { unquoted } from '../../src/message/quotes.ts';
import { splitAnyhow } from './white-space.ts';

/** `o0 text`: the first letter of the kind, the depth, the words; `q1 Alice: text` where an attribution names somebody. */
function read(text: string): string[] {
  return splitAnyhow(text)
    .filter((segment) => unquoted(segment) !== '')
    .map((segment) => {
      const { kind, depth, source } = segment;
      const who = kind === 'quoted' ? (source?.sender?.name ?? source?.sender?.address) : undefined;
      return `${kind[0]}${depth} ${who === undefined ? '' : `${who}: `}${kind === 'attribution' ? '' : unquoted(segment).replaceAll('\n', ' / ')}`.trimEnd();
    });
}

/** Each program with a mail as it writes them, and how it is read. */
const mails: readonly (readonly [what: string, text: string, expected: readonly string[]])[] = [
  [
    'Gmail, answers between the lines and a quote in the quote',
    'Hi,\n\nOn Tue, May 3, 2016 at 2:02 PM, Alice <alice@a.example> wrote:\n\n> one?\n>\n>> from Carol\n>\n> two?\n\nYes.\n\n> three?\n\nNo.\n',
    ['o0 Hi,', 'a0', 'q1 Alice: one?', 'q2 from Carol', 'q1 Alice: two?', 'o0 Yes.', 'q1 Alice: three?', 'o0 No.'],
  ],
  [
    'Yahoo, which marks nothing, above a mail with answers between the lines',
    'Ok.\n\nOn Tuesday, May 3, 2016 2:02 PM, Alice <alice@a.example> wrote:\nSee below.\nOne line more.\nAnd another.\nA last one.\n\nOn 2 May 2016 at 9:00, Bob <bob@b.example> wrote:\n> Well?\n\nYes.\n\n> And now?\n\nNo.\n',
    [
      'o0 Ok.',
      'a0',
      'q1 Alice: See below. One line more. And another. A last one.',
      'a1',
      'q2 Bob: Well?',
      'q1 Alice: Yes.',
      'q2 Bob: And now?',
      'q1 Alice: No.',
    ],
  ],
  [
    'Gmail in Turkish, wrapped before its verb',
    'Evet.\n\nYusuf Aydın Karahasanoğlu <alice@a.example>, 17 Oca 2014 Cum, 09:08 tarihinde şunu\nyazdı:\n\n> Tamam.\n',
    ['o0 Evet.', 'a0', 'q1 Yusuf Aydın Karahasanoğlu: Tamam.'],
  ],
  [
    'Gmail, each quote below its own attribution',
    'No.\n\nOn Tue, May 3, 2016 at 2:02 PM, Alice <alice@a.example> wrote:\n\n> Well?\n>\n> On Mon, May 2, 2016 at 1:00 PM, Bob Brown <bob@b.example> wrote:\n>\n>> Wait.\n>>\n>> On Sun, May 1, 2016 at 9:00 AM, Alice <alice@a.example> wrote:\n>>\n>>> Now.\n',
    ['o0 No.', 'a0', 'q1 Alice: Well?', 'a1', 'q2 Bob Brown: Wait.', 'a2', 'q3 Alice: Now.'],
  ],
  [
    'Outlook, a chain of three mails',
    'Fine.\n\n________________________________\nFrom: Bob Brown <bob@b.example>\nSent: Wednesday, May 4, 2016 9:00:01 AM\nTo: Carol; Dave Dunn\nCc: Eve\nSubject: RE: Budget\n\nOk with me.\n\nFrom: Alice [mailto:alice@a.example]\nSent: Tuesday, May 03, 2016 2:02 PM\nTo: Bob Brown\nSubject: Budget\n\nHere it is.\n',
    ['o0 Fine.', 'a0', 'q1 Bob Brown: Ok with me.', 'a1', 'q2 Alice: Here it is.'],
  ],
  [
    'Outlook above Gmail',
    'Top.\n\n-----Original Message-----\nFrom: Bob [mailto:bob@b.example]\nSent: 04 May 2016 09:00\nTo: Carol\nSubject: Re: x\n\nSure.\n\nOn 3 May 2016 at 10:00, Alice <alice@a.example> wrote:\n> hello\n>> deep\n',
    ['o0 Top.', 'a0', 'q1 Bob: Sure.', 'a1', 'q2 Alice: hello', 'q3 deep'],
  ],
  [
    'Gmail above Outlook',
    'Top.\n\nOn 3 May 2016 at 10:00, Alice <alice@a.example> wrote:\n\n> Sure.\n>\n> From: Bob\n> Sent: 2 May 2016 09:00\n> To: Alice\n> Subject: x\n>\n> Could you?\n',
    ['o0 Top.', 'a0', 'q1 Alice: Sure.', 'a1', 'q2 Bob: Could you?'],
  ],
  [
    'Outlook on a phone, without a blank line between header lines and text, the addressees over two lines',
    'Ok\n\nGet Outlook for iOS\n________________________________\nFrom: Alice <alice@a.example>\nSent: Tuesday, May 3, 2016 2:02:05 PM\nTo: Bob Brown <bob@b.example>; Carol Cole <carol@c.example>; Dave Dunn\n<dave@d.example>\nSubject: Budget\nHere it is.\n',
    ['o0 Ok', 's0 Get Outlook for iOS', 'a0', 'q1 Alice: Here it is.'],
  ],
  [
    'a forward made text from HTML, no empty line between the addressees, or a long subject, and the text',
    `FYI\n\n---------- Forwarded message ----------\nFrom: Alice <alice@a.example>\nDate: 3 May 2016 14:02\nSubject: Budget\nTo: Bob Brown <bob@b.example>, Carol Cole <carol@c.example>\nDear both; here it is.\n\n---------- Forwarded message ----------\nFrom: Bob <bob@b.example>\nDate: 2 May 2016 14:02\nTo: Alice\nSubject: The budget of the archive and what is left of it\n${'The first of a few words. '.repeat(5)}\n`,
    ['o0 FYI', 'a0', 'q1 Alice: Dear both; here it is.', 'a1', `q2 Bob: ${'The first of a few words. '.repeat(5).trim()}`],
  ],
  [
    'Outlook.com made text from HTML, an empty line below each header line',
    'Ok.\n\nFrom: Alice <alice@a.example>\n\nSent: Tuesday, May 3, 2016 2:02 PM\n\nTo: Bob <bob@b.example>\n\nSubject: Budget\n\nHere it is.\n',
    ['o0 Ok.', 'a0', 'q1 Alice: Here it is.'],
  ],
  [
    'Outlook Express, header lines and marks, and an answer below',
    '----- Original Message ----- \nFrom: "Alice" <alice@a.example>\nTo: "Bob" <bob@b.example>\nSent: Tuesday, May 03, 2016 2:02 PM\nSubject: Budget\n\n\n> Well?\n\nYes.\n',
    ['a0', 'q1 Alice: Well?', 'o0 Yes.'],
  ],
  [
    'Apple Mail, the attribution marked',
    'Yes.\n\n> On 3 May 2016, at 10:00, Alice <alice@a.example> wrote:\n> \n> Well?\n> \n>> On 2 May 2016, at 9:00, Bob <bob@b.example> wrote:\n>> \n>> Wait.\n',
    ['o0 Yes.', 'a0', 'q1 Alice: Well?', 'a1', 'q2 Bob: Wait.'],
  ],
  [
    'Apple Mail, a name with an initial, and a mark that does not show',
    'Yes.\n\n> On May 3, 2016, at 10:00, Alice B. Carroll <alice@a.example> wrote:\n> \n> \ufeff\n> Well?\n',
    ['o0 Yes.', 'a0', 'q1 Alice B. Carroll: Well?'],
  ],
  [
    'Apple Mail, a forward in a forward',
    'See below.\n\nBegin forwarded message:\n\n> From: Alice <alice@a.example>\n> Subject: Fwd: Budget\n> Date: May 3, 2016 at 2:02:05 PM GMT+2\n> To: Bob <bob@b.example>\n> \n> For you.\n> \n> Begin forwarded message:\n> \n>> From: Carol <carol@c.example>\n>> Subject: Budget\n>> Date: May 2, 2016 at 1:00:00 PM GMT+2\n>> To: Alice <alice@a.example>\n>> \n>> The budget.\n',
    ['o0 See below. / Begin forwarded message:', 'a0', 'q1 Alice: For you. / Begin forwarded message:', 'a1', 'q2 Carol: The budget.'],
  ],
  [
    'a phone, quotes without marks below each other',
    'Ok\n\nSent from my iPhone\n\nOn May 3, 2016, at 2:02 PM, Alice <alice@a.example> wrote:\n\nHello Bob,\nsome text\n\nOn May 2, 2016, at 1:00 PM, Bob <bob@b.example> wrote:\n\nfirst mail\n',
    ['o0 Ok', 's0 Sent from my iPhone', 'a0', 'q1 Alice: Hello Bob, some text', 'a1', 'q2 Bob: first mail'],
  ],
  [
    'BlackBerry',
    'Yes\nSent via BlackBerry from T-Mobile\n\n------Original Message------\nFrom: Alice\nTo: Bob\nReplyTo: Alice\nSubject: Budget\nSent: May 3, 2016 2:02 PM\n\nWell?\n',
    ['o0 Yes', 's0 Sent via BlackBerry from T-Mobile', 'a0', 'q1 Alice: Well?'],
  ],
  [
    'Lotus Notes, header lines with tabs below its summary',
    'Agreed.\n\n\nAlice Arden ---05/13/2016 02:02:05 PM---Dear all, the budget is\n\nFrom:\tAlice Arden/Halden\nTo:\tBob Brown/Halden@HALDEN\nDate:\t05/13/2016 02:02 PM\nSubject:\tBudget\n\n\nDear all\n',
    ['o0 Agreed.', 'a0', 'q1 Alice Arden/Halden: Dear all'],
  ],
  [
    'Lotus Notes, a forward that names who passed it on',
    'fyi\n----- Forwarded by Bob Brown/Halden on 05/04/2016 10:00 AM -----\n\nFrom:\tAlice Arden/Halden\nTo:\tBob Brown/Halden@HALDEN\nDate:\t05/13/2016 02:02 PM\nSubject:\tBudget\n\nHere\n',
    ['o0 fyi', 'a0', 'q1 Alice Arden/Halden: Here'],
  ],
  [
    'Yahoo, header lines below its attribution',
    'Thanks\n\n--- On Fri, 5/13/16, Alice <alice@a.example> wrote:\n\nFrom: Alice <alice@a.example>\nSubject: Budget\nTo: bob@b.example\nDate: Friday, May 13, 2016, 2:02 PM\n\nHere it is\n',
    ['o0 Thanks', 'a0', 'q1 Alice: Here it is'],
  ],
  [
    'GMX, the date first',
    'Danke\n\nGesendet: Dienstag, 03. Mai 2016 um 14:02 Uhr\nVon: "Alice" <alice@a.example>\nAn: bob@b.example\nBetreff: Budget\n\nHier.\n',
    ['o0 Danke', 'a0', 'q1 Alice: Hier.'],
  ],
  [
    'mutt, a forward that says where it ends',
    'FYI\n\n----- Forwarded message from Alice <alice@a.example> -----\n\nDate: Tue, 3 May 2016 14:02:05 +0200\nFrom: Alice <alice@a.example>\nTo: bob@b.example\nSubject: Budget\n\nwords\n\n----- End forwarded message -----\n\nWhat do you think?\n\n-- \nBob\n',
    ['o0 FYI', 'a0', 'q1 Alice: words', 'a0', 'o0 What do you think?', 's0 -- Bob'],
  ],
  [
    'Thunderbird, a forward that begins with its subject',
    'FYI\n\n-------- Forwarded Message --------\nSubject: Budget\nDate: Tue, 3 May 2016 14:02:05 +0200\nFrom: Alice <alice@a.example>\nTo: bob@b.example\n\nwords\n',
    ['o0 FYI', 'a0', 'q1 Alice: words'],
  ],
  [
    'KMail, a greeting between attribution and quote',
    'On Tuesday 03 May 2016 14:02:05 Alice wrote:\n\nHi Alice,\n\n> one?\n\nYes.\n\n> two?\n\nNo.\n',
    ['a0', 'o0 Hi Alice,', 'q1 Alice: one?', 'o0 Yes.', 'q1 Alice: two?', 'o0 No.'],
  ],
  [
    'an attribution within a quote that was wrapped and lost a mark',
    'Yes.\n\nOn Tue, May 3, 2016 at 2:02 PM, Alice <alice@a.example> wrote:\n\n> No.\n>\n> > On May 2, 2016, at 1:00 PM, Bob Brown of the Budget Office <\n> bob@b.example> wrote:\n> >\n> > Well?\n',
    ['o0 Yes.', 'a0', 'q1 Alice: No.', 'a1', 'q2 Bob Brown of the Budget Office: Well?'],
  ],
  [
    'a quoted line that was wrapped within a quote',
    'Yes.\n\n> > a line that is as long as lines of quotes may become before a program wraps\n> them\n> > and goes on\n',
    ['o0 Yes.', 'q2 a line that is as long as lines of quotes may become before a program wraps them and goes on'],
  ],
  [
    'a mailing list, its footer below a signature',
    'Yes.\n\nOn Tue, 3 May 2016, Alice wrote:\n\n> no\n\n-- \nBob\n\n_______________________________________________\nBudget mailing list\nBudget@a.example\nhttp://a.example/mailman/listinfo/budget\n',
    [
      'o0 Yes.',
      'a0',
      'q1 Alice: no',
      's0 -- Bob',
      'd0 _______________________________________________ Budget mailing list Budget@a.example http://a.example/mailman/listinfo/budget',
    ],
  ],
  [
    'a program that wraps what it quotes and leaves the ends of lines without marks',
    'Yes.\n\nOn 3 May 2016 at 10:00, Alice <alice@a.example> wrote:\n\n> The board met on Thursday and has approved the budget of the archive\nfor next\n> year. Nobody from the bank was there to see it, and so the papers were\nsent.\n>\n> We shall meet again in June, when the house of the archive is finished\n> and empty.\n>> It is said that the bridge will not be opened before the winter comes\nback.\n>\n> Regards\n',
    [
      'o0 Yes.',
      'a0',
      'q1 Alice: The board met on Thursday and has approved the budget of the archive for next year. Nobody from the bank was there to see it, and so the papers were sent. / We shall meet again in June, when the house of the archive is finished and empty.',
      'q2 It is said that the bridge will not be opened before the winter comes back.',
      'q1 Alice: Regards',
    ],
  ],
  [
    'such a program, and paragraphs that were not wrapped before',
    '> The board has approved the budget of the archive for the\nadministration of the old bridge, which was closed as long as winter\nlasts.\n>\n> Nobody from the bank was there to see it, and the papers of\nparliament were kept in a drawer until Friday, when Lena found them.\n>\n> Regards\n',
    [
      'q1 The board has approved the budget of the archive for the administration of the old bridge, which was closed as long as winter lasts. / Nobody from the bank was there to see it, and the papers of parliament were kept in a drawer until Friday, when Lena found them. / Regards',
    ],
  ],
  [
    'a forward of a mail that begins with what it answers',
    'FYI\n\n---------- Forwarded message ----------\nFrom: Alice <alice@a.example>\nDate: 3 May 2016 14:02\nSubject: Budget\nTo: Bob Brown <bob@b.example>\nOn 2 May 2016 at 9:00, Bob <bob@b.example> wrote:\n> Well?\n\nYes.\n',
    ['o0 FYI', 'a0', 'a1', 'q2 Bob: Well?', 'q1 Alice: Yes.'],
  ],
  [
    'Outlook in a language that is not known, with names alone',
    'Hola,\n\nDe: Pau Ferrer\nEnviat: dijous, 5 de maig 2016 11:23\nPer a: Jordi Puig; Roig, Mercè\nAssumpte: Pressupost\n\nPrimer.\n\nΑπό: Οικονόμου, Γιώργος\nΣτάλθηκε: Τετάρτη, 4 Μαΐου 2016 21:10\nΠρος: Τμήμα προϋπολογισμού\nΘέμα: ΑΠ: Σχέδιο\nΔεύτερο.\n\n보낸 사람: 김민수\n보낸 날짜: 2016년 5월 3일 화요일 오전 5:10\n받는 사람: 이영희\n제목: 회의\n\n셋\n',
    ['o0 Hola,', 'a0', 'q1 Pau Ferrer: Primer.', 'a1', 'q2 Οικονόμου, Γιώργος: Δεύτερο.', 'a2', 'q3 김민수: 셋'],
  ],
  [
    'Yahoo, which marks nothing, above a mail that begins with what it quotes',
    'Ok.\n\nOn Tuesday, May 3, 2016 2:02 PM, Alice <alice@a.example> wrote:\n2016-05-02 오후 1:09에 Bob 이(가) 쓴 글:\n> Well?\n\nYes.\n',
    ['o0 Ok.', 'a0', 'a1', 'q2 Well?', 'q1 Alice: Yes.'],
  ],
];

describe('a mail is read as its program wrote it', () => {
  for (const [what, text, expected] of mails) {
    it(what, () => assert.deepEqual(read(text), expected));

    it(`${what}: with CRLF too`, () => assert.deepEqual(read(text.replaceAll('\n', '\r\n')), expected));
  }
});

describe('what is in doubt', () => {
  it('words below an attribution are own where quote marks follow, far below, that nothing else introduces', () => {
    const text = `On 3 May 2016 at 10:00, Alice <alice@a.example> wrote:\n\n${'My answer.\n\n'.repeat(6)}> her words\n`;
    assert.deepEqual(
      splitAnyhow(text).map(({ kind, source }) => [kind, source]),
      [
        ['own', undefined],
        ['quoted', undefined],
      ],
    );
  });

  it('a short line between quoted ones is own, even where it might be the end of the one above', () => {
    const text = '> a line that is as long as the lines of mail may become before a program wraps\nthem\n> and goes on\n';
    assert.deepEqual(read(text), [
      'q1 a line that is as long as the lines of mail may become before a program wraps',
      'o0 them',
      'q1 and goes on',
    ]);
  });

  it('answers right below quoted lines are own, where those are not as wide as they could be', () => {
    const answers = 'o0 Yes.|q1 And will you bring the papers that we spoke of?|o0 No.|q1 Regards';
    const text =
      '> Will you come to the meeting of the board that is\nYes.\n> And will you bring the papers that we spoke of?\nNo.\n> Regards\n';
    assert.deepEqual(read(text), ['q1 Will you come to the meeting of the board that is', ...answers.split('|')]);
  });

  it('lines with labels of which none names people in the order of header lines are own', () => {
    for (const text of [
      'Meeting\n\nSpeaker: Anna Berg\nTime: 3 May 2016 10:00\nPlace: the old library\nTitle: On bridges\n\nWelcome.\n',
      'Meeting\n\nTitle: Bridges of stone\nWho: Anna Berg\nWhen: 3 May 2016 10:00\nRoom: Archive Hall\n\nWelcome.\n',
    ])
      assert.deepEqual(read(text), [
        `o0 ${text
          .replace(/\n$/, '')
          .replaceAll('\n\n', ' / ')
          .replaceAll(/(?<=\S)\n/g, ' ')}`,
      ]);
  });

  it('prose that tells a date and ends in "wrote:" is own', () => {
    for (const text of ['On 3 May 2016 we met Bob and he wrote:\n\nnothing.\n', 'On 3 May Bob wrote:\n\nnothing.\n']) {
      assert.deepEqual(read(text), [`o0 ${text.trim().replace('\n\n', ' / ')}`]);
    }
  });

  it('both readings of a date with slashes are told', () => {
    const date = splitAnyhow('On 4/5/2016 10:00, Alice wrote:\n> no\n')[1]!.source!.date!;
    assert.deepEqual([date.month, date.day, date.otherDay], [5, 4, { month: 4, day: 5 }]);
  });
});

describe('unquoted', () => {
  it('gives the words without marks and wrapping, a paragraph a line', () => {
    const [, segment] = splitAnyhow('On 4 May 2016, Alice wrote:\n> one\n> two\n>\n>   three\n');
    assert.equal(unquoted(segment!), 'one two\nthree');
  });
});
