import { spawnSync } from 'node:child_process';
import { constants, generateKeyPairSync, hash, publicDecrypt, sign } from 'node:crypto';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { signedSets, writeSigned } from './corpus/signed.ts';
import { type DkimFigures, median } from './figures.ts';
import { isInstalled } from './run.ts';

/** Seconds of processor time for each program, set and round. */
const SLICE_SECONDS = 1;
const ROUNDS = 3;

const ours = 'Chainmail';

/** Verifies the same signed mail with every verifier that is here, by turns, each alone in a process of its own. */
export function measureDkim(directory: string, seed: number, tell: (text: string) => void): DkimFigures {
  const signed = join(directory, 'signed');
  writeSigned(signed, seed);
  const verifiers = findVerifiers(directory, tell);
  const taken: Record<string, Record<string, number[]>> = {};
  for (let round = 0; round < ROUNDS; round++) {
    for (const set of Object.keys(signedSets)) {
      for (const [name, command] of Object.entries(verifiers)) {
        const rate = runVerifier(name, [...command, join(signed, set), join(signed, 'keys.tsv'), String(SLICE_SECONDS)]);
        taken[set] ??= {};
        taken[set][name] ??= [];
        taken[set][name].push(rate);
      }
    }
    tell(`DKIM: round ${round + 1} of ${ROUNDS}`);
  }
  const mapped = (map: (rates: number[], set: string) => number) =>
    Object.fromEntries(
      Object.entries(taken).map(([set, programs]) => [
        set,
        Object.fromEntries(Object.entries(programs).map(([name, rates]) => [name, map(rates, set)])),
      ]),
    );
  const rates = mapped((all) => Math.round(median(all)));
  const limits = measureLimits();
  return {
    load: loadavg()[0]!,
    rates,
    ratios: mapped((all, set) => Math.round(100 * median(all.map((rate, round) => taken[set]![ours]![round]! / rate))) / 100),
    limits,
    nearLimit: nearLimit(limits, rates['mix']![ours]!),
  };
}

/** Messages a second. Every signature must be found good: who refuses one has less to do. */
function runVerifier(name: string, command: readonly string[]): number {
  const { status, stdout, stderr } = spawnSync(command[0]!, command.slice(1), { encoding: 'utf8' });
  const [verified, count, seconds] = stdout.trim().split(' ').map(Number);
  if (status !== 0 || verified === undefined) throw new Error(`${name} ended with ${status}: ${stderr}`);
  if (verified !== count) throw new Error(`${name} verified ${verified} of ${count} messages.`);
  return count! / seconds!;
}

/** The commands of the verifiers that can run here. */
function findVerifiers(directory: string, tell: (text: string) => void): Record<string, string[]> {
  const path = (name: string) => new URL(`./peers/${name}`, import.meta.url).pathname;
  const node = [process.execPath, '--disable-warning=ExperimentalWarning'];
  const verifiers: Record<string, string[]> = { [ours]: [...node, path('chainmail.ts')], mailauth: [...node, path('mailauth.ts')] };
  const harness = join(directory, 'opendkim-verifier');
  if (runs('gcc', '-O2', '-o', harness, path('opendkim-verifier.c'), '-lopendkim')) verifiers['libopendkim'] = [harness];
  else tell('libopendkim is not measured: it takes gcc and the Debian package libopendkim-dev.');
  const python = process.env['BENCH_PYTHON'] ?? 'python3';
  if (runs(python, '-c', 'import dkim')) verifiers['dkimpy'] = [python, path('dkimpy_verifier.py')];
  else tell('dkimpy is not measured: it takes python3-dkim, or BENCH_PYTHON, a Python that has it.');
  if (runs('perl', '-MMail::DKIM', '-e', '1')) verifiers['Mail::DKIM'] = ['perl', path('mail-dkim-verifier.pl')];
  else tell('Mail::DKIM is not measured: it takes libmail-dkim-perl.');
  return verifiers;
}

function runs(program: string, ...args: string[]): boolean {
  return isInstalled(program) && spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}

/** What OpenSSL can do here, by a second of processor time. */
function measureLimits(): Record<string, number> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const signature = sign('sha256', Buffer.from('bench'), privateKey);
  const key = Object.assign(publicKey, { padding: constants.RSA_NO_PADDING }); // as src/archive/node-crypto.ts does
  const octets = new Uint8Array(1 << 20);
  return {
    'SHA-256, MB/s': Math.round(rateOf(() => hash('sha256', octets, 'buffer')) * 1.048576),
    'RSA-2048 signatures opened a second': Math.round(rateOf(() => publicDecrypt(key, signature))),
  };
}

function rateOf(work: () => unknown): number {
  let count = 0;
  const before = process.threadCpuUsage();
  for (;;) {
    for (let step = 0; step < 50; step++) work();
    count += 50;
    const { user, system } = process.threadCpuUsage(before);
    if (user + system > 1e6) return (count * 1e6) / (user + system);
  }
}

/** How much of the time for the mix the limits alone would take: one hash over all, one signature each. */
function nearLimit(limits: Record<string, number>, rate: number): DkimFigures['nearLimit'] {
  const parts = signedSets.mix;
  const messages = parts.reduce((sum, [, count]) => sum + count, 0);
  const octets = parts.reduce((sum, [each, count]) => sum + each * count, 0);
  const limitSeconds = octets / 1e6 / limits['SHA-256, MB/s']! + messages / limits['RSA-2048 signatures opened a second']!;
  return { limitSeconds: Math.round(limitSeconds * 1000) / 1000, tookSeconds: Math.round((1000 * messages) / rate) / 1000 };
}
