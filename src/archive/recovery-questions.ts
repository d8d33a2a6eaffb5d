import { hash } from 'node:crypto';
import type { Crypto, RsaPublicKey } from '../evidence/crypto.ts';
import { encodedBlock } from '../evidence/dkim/pkcs1.ts';
import { modulusIn, numberOf, recoveryExponents } from '../evidence/keys/recovery/modulus.ts';
import { type Attempt, planAttempts } from '../evidence/keys/recovery/plan.ts';
import type { Sample } from '../evidence/keys/recovery/sample.ts';
import { type SignedBlock, sharedModulus } from '../evidence/keys/recovery/shared-modulus.ts';
import type { Database } from '../store/database.ts';
import { noteAskedInVain, wasAskedInVain } from '../store/recoveries.ts';
import type { RecoveryEngine } from './recovery-engine.ts';
import type { GcdTask } from './workers/gcd-worker.ts';

export interface QuestionOptions {
  readonly engine: RecoveryEngine;
  readonly attempts?: number;
  readonly onProgress: (progress: QuestionProgress) => void;
  readonly signal?: AbortSignal;
}

/** A question that is being worked on. */
export interface QuestionProgress {
  readonly exponent: number;
  readonly bits: number;
  /** From 0 to 1, where the engine tells. */
  readonly share?: number;
}

/**
 * Asks which modulus signatures of one length share: the cheap exponents first, and of each the likeliest signatures.
 *
 * @param samples - At least two that differ. None of them is opened by a known key.
 */
export async function askForModulus(
  database: Database,
  samples: readonly Sample[],
  crypto: Crypto,
  options: QuestionOptions,
): Promise<{ readonly key?: RsaPublicKey; readonly questions: number }> {
  let questions = 0;
  for (const exponent of recoveryExponents) {
    const isCheap = exponent < 65_537;
    const most = isCheap ? cheapAttempts : (options.attempts ?? defaultAttempts);
    const attempts = planAttempts(samples, isCheap ? 1 : options.engine.groupSize, most);
    // Few signers leave the NULL out, and then in all that they sign: one question is enough.
    const asked = [
      ...attempts.map((attempt) => ({ ...attempt, parameters: 'null' as const })),
      ...attempts.slice(0, 1).map((attempt) => ({ ...attempt, parameters: 'none' as const })),
    ];
    for (const attempt of asked) {
      if (options.signal?.aborted) return { questions };
      const question = nameOf(attempt, exponent, attempt.parameters);
      if (!isCheap && wasAskedInVain(database, question)) continue;
      const task = taskOf(attempt, exponent, attempt.parameters);
      if (task === undefined) continue;
      questions++;
      const shared = isCheap
        ? sharedModulus(task.first, task.others[0]!, exponent)
        : await ask(task, samples[0]!.signature.length, options);
      if (shared === undefined) return { questions };
      const key = modulusIn(shared, exponent, samples, crypto);
      if (key !== undefined) return { key, questions };
      if (!isCheap) noteAskedInVain(database, question);
    }
  }
  return { questions };
}

/** A damaged header among three spoils two pairs. */
const defaultAttempts = 4;
const cheapAttempts = 6;

/** @returns undefined where it was stopped. */
async function ask(task: GcdTask, length: number, { engine, onProgress, signal }: QuestionOptions): Promise<bigint | undefined> {
  const told = { exponent: task.exponent, bits: 8 * length };
  onProgress(told);
  try {
    return await engine.shared(task, (share) => onProgress({ ...told, share }), signal);
  } catch (error) {
    if (signal?.aborted) return undefined;
    throw error;
  }
}

type Parameters = 'null' | 'none';

function taskOf({ first, others }: Attempt, exponent: number, parameters: Parameters): GcdTask | undefined {
  const signed = [first, ...others].map((sample) => signedBlock(sample, parameters));
  const whole = signed.filter((one) => one !== undefined);
  return whole.length < signed.length ? undefined : { first: whole[0]!, others: whole.slice(1), exponent };
}

function signedBlock(sample: Sample, parameters: Parameters): SignedBlock | undefined {
  const block = encodedBlock(sample, sample.signature.length, parameters);
  return block && { signature: numberOf(sample.signature), block: numberOf(block) };
}

function nameOf({ first, others }: Attempt, exponent: number, parameters: Parameters): string {
  const parts = [first, ...others].flatMap(({ signature, hash: algorithm, digest }) => [signature, algorithm, digest].map(String));
  return hash('sha256', JSON.stringify([exponent, parameters, parts]));
}
