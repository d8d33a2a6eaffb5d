import { workerData } from 'node:worker_threads';
import type { Relation } from '../../evidence/chains/relate.ts';
import { openDatabase } from '../../store/database.ts';
import { createChainComparer, type Weighed } from '../chains/compare.ts';

const { directory } = workerData as { directory: string };
const comparer = createChainComparer(openDatabase(directory, { readOnly: true, oneOfMany: true }));

export function relate(numbers: readonly number[]): Relation[][] {
  return comparer.relate(numbers);
}

export function weigh(numbers: readonly number[]): Weighed[][] {
  return comparer.weigh(numbers);
}
