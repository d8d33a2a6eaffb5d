import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultPolicy, type Policy } from '../../../src/evidence/policy.ts';
import { assess } from '../support/assess.ts';
import { storedKey } from '../support/keys.ts';
import { base64, type Dice, diceOf, joined, quotedPrintable, signedMail, split } from './mails.ts';

/** What must never be said of a mail whose content was changed. */
const GREEN = new Set(['verified', 'verified-repaired', 'verified-recovered']);

/** In all, over the changes of the header and of the body, alone and with a benign one. */
const CHANGES_OF_EACH_KIND = 2_600;
/** So that ten thousand searches end soon; one in so many has the budget of every archive. */
const SMALL: Policy = { ...defaultPolicy, repairBudget: { candidates: 24, octets: 1_000_000 } };
const WITH_WHOLE_BUDGET = 400;

type Change = (mail: string, dice: Dice) => string | undefined;

/** A visible change of a part that is covered; undefined where the mail has no place for it. */
const CHANGES: Readonly<Record<string, Change>> = {
  'a word, number, name, address, date or recipient of the header': (mail, dice) => {
    const [header, body] = split(mail);
    const change = dice.pick<(header: string) => string>([
      (text) => text.replace(/^(Subject: \S+ )\S+/m, '$1clerks'),
      (text) => text.replace(/^(Subject: .* )\d+/m, (_, start: string) => `${start}${dice(900) + 100}`),
      (text) => text.replace(/^From: .*/m, 'From: Eve Brandt <ada@example.org>'),
      (text) => text.replace(/^(From: .*)<ada@/m, '$1<eve@'),
      (text) => text.replace(/^(To: .*)ben@example.net/m, '$1bob@example.net'),
      (text) => text.replace(/^(To: .*)$/m, '$1, Eve <eve@example.com>'),
      (text) => text.replace(/^(From|To): ?/m, '$1: Eve and Bob: '),
      (text) => text.replace(/^Cc: .*\r\n/m, ''),
      (text) =>
        text.replace(/^(Date: \w+, )(\d\d)/m, (_, start: string, day: string) => start + String((Number(day) % 28) + 1).padStart(2, '0')),
      (text) => text.replace(/^(Date: .* )1(\d:\d\d)/m, '$12$2'),
      (text) => text.replace(/^(Subject: )/m, '$1Re: '),
      (text) => `Subject: something else\r\n${text}`,
      (text) => `${text}Reply-To: eve@example.com\r\nCc: eve@example.com\r\n`,
    ]);
    const changed = change(header);
    return changed === header ? undefined : joined(changed, body);
  },
  'a word or number of the text, or an octet of an attachment': (mail, dice) => {
    const [header, body] = split(mail);
    const changed = dice(5) === 0 && body.includes('Content-Disposition') ? otherOctet(body) : otherWord(header, body, dice);
    return changed === undefined || changed === body ? undefined : joined(header, changed);
  },
};

/** What happens to mail on its way, that is undone where nothing else happened. */
const BENIGN: readonly Change[] = [
  (mail) => mail.replace(/^From here/gm, '>From here'),
  (mail) => changedBody(mail, (body) => body.replace(/\r\n/, '\n')),
  (mail) => changedBody(mail, (body) => body.replace(/\r\n/g, '\r\r\n')),
  (mail) => changedBody(mail, (body) => body.replace(/^\./gm, '..')),
  (mail) => changedBody(mail, (body) => body.replace(/[ \t]+(?=\r\n)/g, '')),
  (mail) => changedBody(mail, (body) => `${body}___________\r\nharbour mailing list\r\n`),
  (mail) => mail.replace('Subject: ', 'Subject: [harbour] '),
  (mail) => mail.replace(/\r\nTo: /, '\r\nto: '),
  (mail) => mail.replace(/charset="?us-ascii"?/, 'charset=utf-8'),
];

describe('a mail whose content was changed', () => {
  for (const [what, change] of Object.entries(CHANGES)) {
    for (const also of ['alone', 'and something benign besides'] as const) {
      it(`is never mended into green: ${what}, ${also}`, () => {
        const dice = diceOf(what.length + also.length);
        let tried = 0;
        while (tried < CHANGES_OF_EACH_KIND) {
          // Few of the same mail: signing it costs as much as many changes.
          const mail = signedMail(dice, { lengths: false });
          for (let i = 0; i < CHANGES_OF_ONE_MAIL; i++) {
            const changed = change(mail, dice);
            if (changed === undefined) continue;
            const damaged = also === 'alone' ? changed : dice.pick(BENIGN)(changed, dice);
            if (damaged === undefined) continue;
            tried++;
            const { judgement, signature } = assess(damaged, [storedKey('rsa1024')], {
              policy: tried % WITH_WHOLE_BUDGET === 0 ? defaultPolicy : SMALL,
            });
            assert.ok(!GREEN.has(judgement.verdict), `${judgement.verdict} ${JSON.stringify(signature.repairs)}\n${mail}\n≠\n${damaged}`);
          }
        }
      });
    }
  }

  it('is green where nothing but something benign happened, so that the law is not kept by finding nothing', () => {
    const dice = diceOf(1);
    let green = 0;
    for (let i = 0; i < 100; i++) {
      const mail = signedMail(dice, { lengths: false });
      const { verdict } = assess(BENIGN[dice(5)]!(mail, dice) ?? mail, [storedKey('rsa1024')]).judgement;
      if (GREEN.has(verdict)) green++;
    }
    assert.ok(green >= 90, `${green} of 100`);
  });
});

const CHANGES_OF_ONE_MAIL = 10;

function changedBody(mail: string, change: (body: string) => string): string {
  const [header, body] = split(mail);
  return joined(header, change(body));
}

/** Another word or number in what a reader sees: in the text, whatever its encoding. */
function otherWord(header: string, body: string, dice: Dice): string | undefined {
  switch (/^Content-Transfer-Encoding: (\S+)/m.exec(header)?.[1]) {
    case 'base64':
      return base64(changedText(Buffer.from(body, 'base64').toString('latin1'), dice), 76);
    case 'quoted-printable': {
      const text = body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
      return quotedPrintable(changedText(text, dice));
    }
    default:
      return changedText(body, dice);
  }
}

/** The words and figures that mails.ts writes stand in the texts alone, but for `harbour` and the like in no boundary or field. */
function changedText(text: string, dice: Dice): string {
  const places = [...text.matchAll(/(?<=[ >])(?:harbour|lamp|nobody|office|budget|letter|1000|4711)(?=[ \r<])/g)];
  if (places.length === 0) return text;
  const { index, 0: word } = dice.pick(places);
  const other = /\d/.test(word)
    ? dice.pick(['1001', '47', '5 '.trim(), `${word}0`])
    : dice.pick(['port', 'not', 'somebody', `un${word}`, '']);
  return text.slice(0, index) + other + text.slice(index + word.length);
}

/** One digit of the attachment's base64, not the last: it is a bit of an octet. */
function otherOctet(body: string): string {
  return body.replace(/(filename=plan.bin\r\n\r\n.{12})(.)/, (_, start: string, digit: string) => start + (digit === 'Q' ? 'R' : 'Q'));
}
