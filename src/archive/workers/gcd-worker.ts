import { parentPort, workerData } from 'node:worker_threads';
import { type SignedBlock, sharedModulus } from '../../evidence/keys/recovery/shared-modulus.ts';

/** What signatures share: the task of one worker, which ends with it. */
export interface GcdTask {
  readonly first: SignedBlock;
  readonly others: readonly SignedBlock[];
  readonly exponent: number;
}

export type GcdMessage = { readonly kind: 'progress'; readonly share: number } | { readonly kind: 'done'; readonly shared: bigint };

const { first, others, exponent } = workerData as GcdTask;
const post = (message: GcdMessage): void => parentPort!.postMessage(message);

/** Progress is told in steps of a hundredth. */
let told = -1;
const shared = sharedModulus(first, others[0]!, exponent, (share) => {
  if (Math.floor(100 * share) <= told) return;
  told = Math.floor(100 * share);
  post({ kind: 'progress', share });
});
post({ kind: 'done', shared });
