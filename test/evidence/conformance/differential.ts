import type { SignatureEvidence } from '../../../src/evidence/evidence.ts';
import { AS_IT_STANDS, assess } from '../support/assess.ts';
import { storedKey } from '../support/keys.ts';
import { CASE_KINDS } from './cases.ts';
import { DISAGREEMENTS, type Disagreement } from './disagreements.ts';
import { mailauthResults, mailauthSign } from './mailauth.ts';
import { Random } from './random.ts';
import { resultWords } from './vectors.ts';

export interface Compared {
  readonly kind: string;
  readonly ours: string;
  readonly theirs: string;
  readonly agrees: boolean;
  /** Of a disagreement: what explains it, if anything does. */
  readonly explanation: Disagreement | undefined;
}

/** Judges `each` messages of every kind by both verifiers. The same on every machine. */
export async function compareWithMailauth(each: number): Promise<Compared[]> {
  const compared: Compared[] = [];
  for (const [seed, kind] of CASE_KINDS.entries()) {
    const random = new Random(seed + 1);
    for (let i = 0; i < each; i++) {
      const { message, record } = await kind.make(random, { signMail: mailauthSign });
      const { signatures } = assess(message, record === undefined ? [] : [storedKey('rsa1024', { record })], { policy: AS_IT_STANDS });
      const theirs = await mailauthResults(message, record);
      const agrees = agree(signatures, theirs);
      const explanation = agrees ? undefined : DISAGREEMENTS.find(({ explains }) => explains(kind.name, message, theirs.join(', ')));
      compared.push({ kind: kind.name, ours: signatures.map(resultWords).join(', '), theirs: theirs.join(', '), agrees, explanation });
    }
  }
  return compared;
}

/**
 * Whether both say the same of each signature, as far as mailauth has a word for it: it passes; the body is another one; or it does
 * not pass for another reason. mailauth leaves a signature out that it cannot read.
 */
function agree(ours: readonly SignatureEvidence[], theirs: readonly string[]): boolean {
  const readable = ours.length === theirs.length ? ours : ours.filter(({ result }) => result !== 'malformed');
  return readable.length === theirs.length && readable.every((signature, i) => saysTheSame(signature, theirs[i] ?? ''));
}

function saysTheSame(signature: SignatureEvidence, word: string): boolean {
  if ((signature.result === 'pass') !== (word === 'pass')) return false;
  const isComparable = signature.result !== 'malformed' && signature.result !== 'keyless';
  return !isComparable || signature.bodyIntact === !word.includes('body hash');
}
