import { workerData } from 'node:worker_threads';
import type { Relation } from '../../evidence/chains/relate.ts';
import { openDatabase } from '../../store/database.ts';
import { type Concluded, createChainComparer } from '../chains/compare.ts';

const { directory } = workerData as { directory: string };
const comparer = createChainComparer(openDatabase(directory, { readOnly: true, oneOfMany: true }));

export function relate(numbers: readonly number[]): Relation[][] {
  return comparer.relate(numbers);
}

export function conclude(numbers: readonly number[]): Concluded[] {
  return comparer.conclude(numbers);
}
