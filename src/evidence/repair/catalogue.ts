import { addedEncodedText } from './added-encoded-text.ts';
import { addedPart } from './added-part.ts';
import { addedText } from './added-text.ts';
import { charset } from './charset.ts';
import { dotStuffing } from './dot-stuffing.ts';
import { finalLineEnds } from './final-line-ends.ts';
import { fromQuoting } from './from-quoting.ts';
import { HEADER_REVERSALS } from './headers/catalogue.ts';
import { injectedMeta } from './injected-meta.ts';
import { lineEnds } from './line-ends.ts';
import { longLines } from './long-lines.ts';
import { replacedCharacters } from './replaced-characters.ts';
import type { Reversal } from './reversal.ts';
import { tabs } from './tabs.ts';
import { trailingSpace } from './trailing-space.ts';
import { transferEncoding } from './transfer-encoding.ts';

/** Every modification that can be undone. Of those that cost the same, the first here is tried first. */
export const REVERSALS: readonly Reversal[] = [
  lineEnds,
  fromQuoting,
  finalLineEnds,
  addedText,
  longLines,
  injectedMeta,
  addedPart,
  dotStuffing,
  trailingSpace,
  transferEncoding,
  addedEncodedText,
  replacedCharacters,
  tabs,
  charset,
  ...HEADER_REVERSALS,
];
