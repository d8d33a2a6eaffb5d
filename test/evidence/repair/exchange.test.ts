import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { zstdDecompressSync } from 'node:zlib';
import { hashBody } from '../../../src/evidence/dkim/body.ts';
import { parseSignature } from '../../../src/evidence/dkim/signature.ts';
import type { Canonicalization } from '../../../src/evidence/dkim/tag-values.ts';
import { defaultPolicy } from '../../../src/evidence/policy.ts';
import { Budget } from '../../../src/evidence/repair/budget.ts';
import { REVERSALS } from '../../../src/evidence/repair/catalogue.ts';
import { type Attempt, searchReversals } from '../../../src/evidence/repair/search.ts';
import { rawValue } from '../../../src/message/fields.ts';
import { parseMessage } from '../../../src/message/message.ts';
import { nodeCrypto, octetsOf } from '../support/assess.ts';
import { sign } from '../support/signer.ts';
import { type Dice, diceOf } from './mails.ts';

const BODY_REVERSALS = REVERSALS.filter(({ part }) => part === 'body');
const LINES = [
  'Dear Señor Núñez,',
  'der Leuchtturm ist morgen für alle geöffnet.',
  'The café closes at nine – be there.',
  'Łódź or Åbo?',
  'Grüße',
];

describe('bodies that Exchange and gateways behind it signed or changed', () => {
  it('are mended where the signer hashed U+FFFD for what is no UTF-8', () => {
    assertMends('replaced-characters', (dice) => {
      const text = `${Array.from({ length: 1 + dice(8) }, () => dice.pick(LINES)).join('\r\n')} ${dice(10_000)}\r\n`;
      const sent = Buffer.from(text, 'latin1').toString('latin1'); // Ł and – become octets below 128, like a careless program’s
      const header =
        'From: ada@example.org\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset="iso-8859-1"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n';
      const hashed = Buffer.from(new TextDecoder().decode(Buffer.from(sent, 'latin1')), 'utf8').toString('latin1');
      const signed = sign(header + hashed, { key: 'rsa1024' });
      return /[\x80-\xff]/.test(sent) ? signed.replace(hashed, () => sent) : undefined;
    });
  });

  it('are mended where a gateway added its text inside base64', () => {
    assertMends('added-text', (dice) => {
      const text = `${Array.from({ length: 1 + dice(9) }, () => dice.pick(LINES)).join('\r\n')}\r\n${'\r\n'.repeat(dice(2))}`;
      const lineEnd = dice.pick(['\n', '\r\n']);
      const added = ['', 'Harbour Lamps Ltd., 10 Quay Street', `Telephone: ${dice(90_000)}`, 'Directors: A. Brandt, B. Weiss', '']
        .slice(dice(2))
        .join(lineEnd);
      const header =
        'From: ada@example.org\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n';
      const signed = sign(header + inBase64(Buffer.from(text, 'utf8')), { key: 'rsa1024' });
      return signed.slice(0, signed.indexOf('\r\n\r\n') + 4) + inBase64(Buffer.from(text + added, 'utf8'));
    });
  });

  it('are mended for the greater part of the mail in public lists that Microsoft’s servers sealed and others changed', (t) => {
    const sealed = existsSync(SHARED) ? [...sealedByMicrosoft()] : [];
    if (sealed.length === 0) return t.skip('../shared/corpora is not here');
    const how = new Map<string, number>();
    let broken = 0;
    for (const start of sealed) {
      if (isIntact(start)) continue;
      broken++;
      const names =
        mendBody(start)
          ?.repairs.map(({ name }) => name)
          .join(' + ') ?? 'not mended';
      how.set(names, (how.get(names) ?? 0) + 1);
    }
    const lost = how.get('not mended') ?? 0;
    t.diagnostic(
      `${sealed.length} bodies sealed by microsoft.com, ${broken} altered since: ${[...how].map(([name, n]) => `${n} ${name}`).join(', ')}`,
    );
    assert.ok(broken >= 20);
    assert.ok(lost / broken <= 0.45);
  });
});

/** Damages 200 mails, each made of other dice, and asserts that 95 of 100 are mended in this way. */
function assertMends(name: string, damaged: (dice: Dice) => string | undefined): void {
  let made = 0;
  let mended = 0;
  for (let seed = 1; made < 200; seed++) {
    const arrived = damaged(diceOf(seed));
    if (arrived === undefined) continue;
    const message = parseMessage(octetsOf(arrived));
    const parsed = parseSignature(rawValue(message.octets, message.fields[0]!));
    assert.ok(parsed.kind === 'signature');
    const start: Attempt = { message, signature: parsed.signature, ownField: 0, repairs: [] };
    if (isIntact(start)) continue;
    made++;
    if (mendBody(start)?.repairs.some((repair) => repair.name === name)) mended++;
  }
  assert.ok(mended >= 190, `${mended} of ${made} mended`);
}

function mendBody(start: Attempt): Attempt | undefined {
  const seen = new Set<string>();
  const oracle = (attempt: Attempt) => {
    if (isIntact(attempt)) return 'holds';
    const name = `${digestOf(attempt)} ${attempt.message.bodyStart}`;
    if (seen.has(name)) return 'seen';
    seen.add(name);
    return 'differs';
  };
  return searchReversals(start, BODY_REVERSALS, oracle, { crypto: nodeCrypto, budget: new Budget(defaultPolicy.repairBudget) });
}

function isIntact(attempt: Attempt): boolean {
  return digestOf(attempt) === Buffer.from(attempt.signature.bodyHash).toString('base64');
}

function digestOf({ message, signature }: Attempt): string {
  const { digest } = hashBody(message, signature.bodyCanonicalization, signature.hash, signature.bodyLength, nodeCrypto);
  return Buffer.from(digest).toString('base64');
}

function inBase64(octets: Buffer): string {
  return octets.toString('base64').replace(/.{1,76}/g, '$&\r\n');
}

const SHARED = new URL('../../../../shared/corpora/lists/', import.meta.url);

/** Messages with an ARC-Message-Signature of Microsoft's, which says what the body hashed to when their server passed it on. */
function* sealedByMicrosoft(): Generator<Attempt> {
  const folder = new URL('sample/eml/', SHARED);
  const files = readdirSync(folder).map((name) => readFileSync(new URL(name, folder)).toString('latin1'));
  const lists = ['linux-api-5000', 'blinux-list'].flatMap((name) => {
    const mbox = zstdDecompressSync(readFileSync(new URL(`${name}.mbox.zst`, SHARED))).toString('latin1');
    return mbox
      .split(/(?:^|\n\n)From [^\n]*\n/)
      .slice(1)
      .map((text) => `${text.replace(/^>(?=>*From )/gm, '')}\n`);
  });
  for (const text of [...files, ...lists]) {
    if (!text.includes('d=microsoft.com')) continue;
    const header = text.slice(0, text.search(/\r?\n\r?\n/));
    for (const [field] of header.matchAll(/^ARC-Message-Signature:.*(?:\n[ \t].*)*/gim)) {
      const tags = field.replaceAll(/\s/g, '');
      const bodyHash = /;bh=([^;]*)/.exec(tags)?.[1];
      if (!tags.includes(';d=microsoft.com;') || bodyHash === undefined) continue;
      const bodyMode: Canonicalization = /;c=[a-z]*\/relaxed/.test(tags) ? 'relaxed' : 'simple';
      const message = parseMessage(
        octetsOf(
          `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/${bodyMode}; d=microsoft.com; s=s; h=from; bh=${bodyHash}; b=AAAA\r\n${text.replaceAll(/\r?\n/g, '\r\n')}`,
        ),
      );
      const parsed = parseSignature(rawValue(message.octets, message.fields[0]!));
      if (parsed.kind === 'signature') yield { message, signature: parsed.signature, ownField: 0, repairs: [] };
    }
  }
}
