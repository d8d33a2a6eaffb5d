import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { createNodeCrypto } from '../../../src/archive/node-crypto.ts';
import { evidenceBundle } from '../../../src/evidence/bundle/bundle.ts';
import { assessMessage } from '../../../src/evidence/judge.ts';
import { keyRingOf } from '../../../src/evidence/keys/key-ring.ts';
import { explainSignature } from '../../../src/evidence/steps/steps.ts';
import { parseMessage } from '../../../src/message/message.ts';
import { scratchFolder } from '../../scratch.ts';
import { readZip } from '../../zip.ts';
import { readInputs, readLetterKeys } from '../signed/inputs.ts';

const withoutTools = ['openssl', 'sha256sum'].some((tool) => spawnSync(tool, ['--version']).error !== undefined);
const inputs = readInputs();

function bundleOf(octets: Uint8Array): Uint8Array {
  const message = parseMessage(octets);
  const context = { keys: keyRingOf(readLetterKeys()), crypto: createNodeCrypto() };
  const { evidence, judgement } = assessMessage(message, context);
  const contents = {
    title: 'Message 1 of a test',
    octets,
    verdict: judgement.verdict,
    signatures: evidence.signatures.map((signature) => explainSignature(message, signature, context)),
    keyLines: readLetterKeys()
      .map((key) => `${JSON.stringify(key)}\n`)
      .join(''),
    record: `${JSON.stringify(evidence)}\n`,
  };
  return evidenceBundle(contents, context.crypto);
}

function letter(name: string): Buffer {
  return Buffer.from(inputs.find((input) => input.name === name)!.base64, 'base64');
}

/** A command of the README, what stands below it, and what it printed. */
interface Followed {
  readonly command: string;
  readonly expected: string;
  readonly status: number | null;
  readonly printed: string;
}

/** Does what the README of an unpacked bundle says, to the letter. */
function follow(folder: string, readme: string): Followed[] {
  return [...readme.matchAll(/^\$ (.+)\n((?:(?!\$ ).+\n)*)/gm)].map(([, command = '', expected = '']) => {
    const { status, stdout } = spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' });
    return { command, expected: expected.trim(), status, printed: stdout.trim() };
  });
}

function unpack(bundle: Uint8Array, folder: string): string {
  const members = readZip(bundle);
  for (const [name, octets] of members) {
    assert.match(name, /^(?:[\w-]+\/)?[\w.-]+$/);
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), octets);
  }
  return String(members.get('README.txt'));
}

describe('the README of an evidence bundle', { skip: withoutTools && 'openssl and sha256sum are not both here' }, () => {
  it('is right to the letter for every signed letter: each command prints what stands below it', () => {
    let commands = 0;
    for (const { name, base64 } of inputs) {
      using scratch = scratchFolder();
      const readme = unpack(bundleOf(Buffer.from(base64, 'base64')), scratch.path);
      for (const { command, expected, status, printed } of follow(scratch.path, readme)) {
        commands += 1;
        if (expected !== '') assert.equal(printed, expected, `${name}: ${command}`);
        const fails = /Verification [Ff]ailure/.test(expected);
        assert.equal(status === 0, !fails, `${name}: ${command} ended with ${status}`);
      }
    }
    assert.ok(commands > 150, `${commands} commands`);
  });

  it('shows with openssl alone that a verified letter is one, by RSA and by Ed25519', () => {
    for (const [name, said] of [
      ['verified', 'Verified OK'],
      ['verified-ed25519', 'Signature Verified Successfully'],
      ['verified-sha1-expired-testing', 'Verified OK'],
    ] as const) {
      using scratch = scratchFolder();
      const followed = follow(scratch.path, unpack(bundleOf(letter(name)), scratch.path));
      assert.ok(
        followed.some(({ printed }) => printed === said),
        name,
      );
    }
  });

  it('shows which part was tampered with', () => {
    const tampered = (file: string, find: string, replacement: string): Followed[] => {
      using scratch = scratchFolder();
      const bundle = bundleOf(letter('verified'));
      const readme = unpack(bundle, scratch.path);
      const octets = readZip(bundle).get(file)!.toString('latin1');
      assert.ok(octets.includes(find));
      writeFileSync(join(scratch.path, file), octets.replace(find, replacement), 'latin1');
      return follow(scratch.path, readme).filter(
        ({ expected, printed, status }) => status !== 0 || (expected !== '' && printed !== expected),
      );
    };
    const failing = (all: Followed[]) => all.map(({ command }) => command.replace(/ .*-(\w+) .*/, ' $1'));
    assert.match(failing(tampered('message.eml', 'nine', 'ten')).join(), /^sha256sum/);
    assert.equal(tampered('signature-1/body.bin', 'nine', 'ten').length, 2, 'its sum and its hash');
    assert.equal(tampered('signature-1/headers.bin', 'The lamp', 'A lamp').length, 3, 'its sum, its hash and the signature');
  });

  it('tells of a letter that was altered that the signature does not fit', () => {
    using scratch = scratchFolder();
    const altered = Buffer.from(letter('verified').toString('latin1').replace('The lamp at', 'A lamp at'), 'latin1');
    const followed = follow(scratch.path, unpack(bundleOf(altered), scratch.path));
    const verification = followed.find(({ command }) => command.includes('-verify '));
    assert.equal(verification?.printed, 'Verification failure');
    assert.equal(verification?.expected, 'Verification failure');
  });
});

describe('an evidence bundle', () => {
  it('is the same each time', () => {
    assert.deepEqual(bundleOf(letter('verified-two-signatures')), bundleOf(letter('verified-two-signatures')));
  });

  it('holds the message octet for octet, whatever it is', () => {
    for (const { name, base64 } of inputs)
      assert.equal(
        readZip(bundleOf(Buffer.from(base64, 'base64')))
          .get('message.eml')
          ?.toString('base64'),
        base64,
        name,
      );
  });

  it('holds few bodies, however many lengths of it are signed', () => {
    const field = (length: number) =>
      `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/simple; d=example.org; s=s1; h=from; l=${length}; bh=AAAA; b=AAAA\r\n`;
    const fields = Array.from({ length: 20 }, (_, index) => field(index + 1)).join('');
    const members = readZip(bundleOf(Buffer.from(`${fields}From: a@example.org\r\n\r\n${'x'.repeat(100)}\r\n`)));
    assert.equal([...members.keys()].filter((name) => name.endsWith('body.bin')).length, 4);
    assert.match(String(members.get('README.txt')), /not in this bundle for its size/);
  });

  it('says nothing that a terminal obeys', () => {
    const octets = letter('verified');
    const message = parseMessage(octets);
    const source = 'keys \u001b[31m of \u202e nobody';
    const context = { keys: keyRingOf(readLetterKeys().map((key) => ({ ...key, source }))), crypto: createNodeCrypto() };
    const signatures = assessMessage(message, context).evidence.signatures.map((each) => explainSignature(message, each, context));
    const bundle = evidenceBundle({ title: 'a \u001b[0m b', octets, verdict: 'x', signatures, keyLines: '', record: '' }, context.crypto);
    assert.doesNotMatch(String(readZip(bundle).get('README.txt')), /[^\n\x20-\x7e]/);
  });
});
