import type { Target } from './target.ts';
import { arcTargets } from './targets/arc.ts';
import { chainTargets } from './targets/chains.ts';
import { dkimTargets } from './targets/dkim.ts';
import { keyTargets } from './targets/keys.ts';
import { messageTargets } from './targets/message.ts';
import { pageTargets } from './targets/pages.ts';
import { queryTargets } from './targets/query.ts';
import { repairTargets } from './targets/repair.ts';
import { sourceTargets } from './targets/sources.ts';
import { textTargets } from './targets/text.ts';
import { threadTargets } from './targets/threads.ts';
import { transferTargets } from './targets/transfer.ts';
import { valueTargets } from './targets/values.ts';

/** Every parser that a stranger's octets reach, those that face them rawest first. */
export const targets: readonly Target[] = [
  ...messageTargets,
  ...dkimTargets,
  ...repairTargets,
  ...arcTargets,
  ...sourceTargets,
  ...transferTargets,
  ...valueTargets,
  ...threadTargets,
  ...textTargets,
  ...chainTargets,
  ...keyTargets,
  ...queryTargets,
  ...pageTargets,
];

export function targetNamed(name: string): Target {
  const found = targets.find((target) => target.name === name);
  if (found === undefined) throw new Error(`No target is named "${name}". There are: ${targets.map((target) => target.name).join(', ')}.`);
  return found;
}
