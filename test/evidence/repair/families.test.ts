import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assessMessage } from '../../../src/evidence/judge.ts';
import { keyRingOf } from '../../../src/evidence/keys/key-ring.ts';
import type { RepairName } from '../../../src/evidence/repair/reversal.ts';
import { explainSignature } from '../../../src/evidence/steps/steps.ts';
import type { Verdict } from '../../../src/evidence/verdict.ts';
import { parseMessage } from '../../../src/message/message.ts';
import { AS_IT_STANDS, type Assessed, assess, messageOf, nodeCrypto } from '../support/assess.ts';
import { storedKey } from '../support/keys.ts';
import { base64, type Dice, diceOf, joined, type MailOptions, quotedPrintable, signedMail, split } from './mails.ts';

/** So many damaged mails of each family, of which so many must be mended. */
const DAMAGED = 200;
const SHARE = 0.95;

interface Damage {
  readonly repair: RepairName;
  readonly what: string;
  readonly mails?: MailOptions;
  /** Default: green, hatched. */
  readonly verdict?: Verdict;
  /** What happens to the body; undefined where there is nothing for it to happen to. */
  readonly damage: (body: string, dice: Dice, header: string) => string | readonly [string, string] | undefined;
}

const PLAIN = ['plain', 'eight-bit', 'alternative', 'attachment'] as const;
const FOOTER = '_______________________________________________\r\nharbour mailing list\r\nharbour@lists.example.net\r\n';

const DAMAGES: readonly Damage[] = [
  {
    repair: 'line-ends',
    what: 'some CRLF turned into LF, or into CR CR LF, or into CR',
    damage: (body, dice, header) => {
      // A CR ends no line of a multipart: then there is no telling what a reader is shown.
      const other = dice.pick(header.includes('multipart') ? ['\n', '\r\r\n'] : ['\n', '\r\r\n', '\r']);
      return body.replace(/\r\n/g, () => (dice(3) === 0 ? other : '\r\n'));
    },
  },
  {
    repair: 'final-line-ends',
    what: 'a line end lost or added before a boundary',
    mails: { shapes: ['alternative', 'attachment'] },
    damage: (body, dice) => {
      const boundary = /\r\n--=_/g;
      const more = dice(2) === 0;
      const places = [...body.matchAll(boundary)].slice(1);
      const { index } = dice.pick(places);
      return more ? `${body.slice(0, index)}\r\n${body.slice(index)}` : body.slice(0, index).replace(/\r\n$/, '') + body.slice(index);
    },
  },
  {
    repair: 'from-quoting',
    what: '“>” put before “From ” at some lines or all',
    mails: { shapes: PLAIN },
    damage: (body, dice) => {
      const more = body.replace('.profile', 'From him .profile');
      return dice(2) === 0 ? body.replace(/^From /gm, '>From ') : more === body ? undefined : body.replace(/^From /m, '>From ');
    },
  },
  {
    repair: 'dot-stuffing',
    what: 'dots doubled',
    mails: { shapes: ['plain', 'eight-bit', 'alternative', 'attachment'] },
    damage: (body) => body.replace(/^\./gm, '..'),
  },
  {
    repair: 'trailing-space',
    what: 'white space stripped from the end of lines, or a space added there, under simple canonicalisation',
    mails: { shapes: ['plain', 'flowed', 'eight-bit', 'alternative', 'attachment'], bodies: ['simple'] },
    damage: (body, dice) => {
      if (dice(2) === 0 || body.includes('Content-Disposition')) return body.replace(/[ \t]+(?=\r\n)/g, '');
      return body.replace(/\S(?=\r\n)/g, (char) => (dice(4) === 0 ? `${char}  ` : char));
    },
  },
  {
    repair: 'tabs',
    what: 'tabs expanded, under simple canonicalisation',
    mails: { shapes: PLAIN, bodies: ['simple'] },
    damage: (body, dice) => {
      const width = dice.pick([4, 8]);
      return body.replace(/.*\t.*/g, (line) => {
        let out = '';
        for (const char of line) out += char === '\t' ? ' '.repeat(width - (out.length % width)) : char;
        return out;
      });
    },
  },
  {
    repair: 'long-lines',
    what: 'long lines broken at 998 octets, or at 990 with an exclamation mark',
    mails: { shapes: PLAIN },
    damage: (body, dice) => (dice(2) === 0 ? body.replace(/^.{998}(?=.)/gm, '$&\r\n') : body.replace(/^.{989}(?=.)/gm, '$&!\r\n ')),
  },
  {
    repair: 'transfer-encoding',
    what: 'quoted-printable or base64 undone, 8bit written in either, base64 in other widths',
    mails: { shapes: ['plain', 'eight-bit', 'quoted-printable', 'base64', 'html'], lengths: false },
    damage: (body, dice, header) => {
      const as = (value: string) => header.replace(/(Content-Transfer-Encoding: )\S+/, `$1${value}`);
      const encoding = /Content-Transfer-Encoding: (\S+)/.exec(header)?.[1];
      switch (encoding) {
        case 'base64': {
          const plain = Buffer.from(body, 'base64').toString('latin1');
          return dice(3) === 0 ? [as('7bit'), plain] : [as('base64'), base64(plain, dice.pick([72, 64, 60]))];
        }
        case 'quoted-printable': {
          const plain = body
            .replace(/=\r\n/g, '')
            .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
          return dice(2) === 0 ? [as('8bit'), plain] : [as('base64'), base64(plain, 76)];
        }
        default:
          return dice(2) === 0 ? [as('quoted-printable'), quotedPrintable(body)] : [as('base64'), base64(body, 76)];
      }
    },
  },
  {
    repair: 'charset',
    what: 'text of parts called otherwise, or written in another charset',
    mails: { shapes: ['alternative', 'attachment', 'eight-bit'], lengths: false },
    damage: (body, dice, header) => {
      if (header.includes('multipart'))
        return body.replaceAll('charset="us-ascii"', `charset=${dice.pick(['utf-8', '"UTF-8"', 'iso-8859-1'])}`);
      return [header.replace('charset=utf-8', 'charset=iso-8859-1'), Buffer.from(body, 'latin1').toString('utf8')];
    },
  },
  {
    repair: 'added-text',
    what: 'a footer below the body, or below the text of a part',
    verdict: 'verified-partly',
    mails: { shapes: PLAIN, lengths: false },
    damage: (body, _, header) => {
      if (!header.includes('multipart')) return body + FOOTER;
      return body.replace(/Ada\r\n\r\n--/, `Ada\r\n${FOOTER}\r\n--`);
    },
  },
  {
    repair: 'added-part',
    what: 'a footer added as a part, around what was no multipart too',
    verdict: 'verified-partly',
    mails: { shapes: ['plain', 'eight-bit', 'html', 'attachment'], lengths: false },
    damage: (body, _, header) => {
      const footer = `Content-Type: text/plain; charset="us-ascii"\r\nMIME-Version: 1.0\r\nContent-Disposition: inline\r\n\r\n${FOOTER}`;
      const boundary = /boundary="([^"]+)"/.exec(header)?.[1];
      if (boundary !== undefined) return body.replace(`\r\n--${boundary}--`, `\r\n--${boundary}\r\n${footer}\r\n--${boundary}--`);
      const fields = [...header.matchAll(/^Content-.*\r\n(?:[ \t].*\r\n)*/gm)].map(([field]) => field).join('');
      const rest = header.replace(/^Content-.*\r\n(?:[ \t].*\r\n)*/gm, '');
      const wrapped = `--===1==\r\n${fields}\r\n${body}\r\n--===1==\r\n${footer}\r\n--===1==--\r\n`;
      return [`${rest}Content-Type: multipart/mixed; boundary="===1=="\r\n`, wrapped];
    },
  },
  {
    repair: 'injected-meta',
    what: 'a <meta> that names the charset put into HTML',
    mails: { shapes: ['html', 'alternative'], lengths: false },
    damage: (body, dice) =>
      body.replace('<head>\r\n', `<head>\r\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">${dice.pick(['', '\r\n'])}`),
  },
];

function namesOf({ signature }: Assessed): RepairName[] {
  return signature.repairs.map(({ name }) => name);
}

describe('a modification of the body', () => {
  for (const { repair, what, mails, verdict = 'verified-repaired', damage } of DAMAGES) {
    it(`is undone: ${what} (${repair})`, () => {
      const dice = diceOf(DAMAGES.findIndex((one) => one.repair === repair) + 1);
      const missed = new Map<string, number>();
      let damaged = 0;
      let mended = 0;
      while (damaged < DAMAGED) {
        const [header, body] = split(signedMail(dice, mails));
        const changed = damage(body, dice, header);
        if (changed === undefined || changed === body) continue;
        const mail = typeof changed === 'string' ? joined(header, changed) : joined(...changed);
        const found = assess(mail, [storedKey('rsa1024')]);
        if (found.judgement.verdict === 'verified') continue; // canonicalisation has undone it
        damaged++;
        const isMended = found.judgement.verdict === verdict && namesOf(found).includes(repair);
        if (isMended) mended++;
        // As an mbox has it: line ends are no repair, and what is undone is the same.
        const stored = mail.replaceAll('\r\n', '\n');
        if (damaged % 4 === 0 && !stored.includes('\r') && stored.replaceAll('\n', '\r\n') === mail) {
          const again = assess(stored, [storedKey('rsa1024')]);
          assert.deepEqual([again.judgement.verdict, namesOf(again)], [found.judgement.verdict, namesOf(found)]);
        }
        if (!isMended) {
          const how = `${found.signature.canonicalization} ${found.judgement.verdict} ${namesOf(found)} ${/Content-Type: [^;]+/.exec(header)?.[0]}`;
          missed.set(how, (missed.get(how) ?? 0) + 1);
        }
      }
      assert.ok(mended >= SHARE * DAMAGED, `${mended} of ${damaged} mended; not: ${JSON.stringify([...missed])}`);
    });
  }

  it('is undone under a header in LF alone, which is told, and what is mended verifies by itself', () => {
    const dice = diceOf(77);
    for (let mails = 0; mails < 40; mails++) {
      const [header, body] = split(signedMail(dice, { lengths: false }));
      const isIntact = mails % 2 === 0;
      const below = isIntact ? body : body.replace('\r\n', '\n');
      const message = messageOf(`${header.replaceAll('\r\n', '\n')}\n${below}`);
      const context = { keys: keyRingOf([storedKey('rsa1024')]), crypto: nodeCrypto };
      const { judgement, evidence } = assessMessage(message, context);
      const [signature] = evidence.signatures;
      assert.equal(judgement.verdict, 'verified-repaired');
      assert.deepEqual(new Set(signature!.repairs.map(({ name }) => name)), new Set(['line-ends']));
      assert.equal(signature!.repairs.length, isIntact ? 1 : 2);
      const { mendedOctets } = explainSignature(message, signature!, context);
      const again = assessMessage(parseMessage(mendedOctets!), { ...context, policy: AS_IT_STANDS });
      assert.equal(again.judgement.verdict, 'verified');
    }
  });
});
