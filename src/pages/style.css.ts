import type { Accent } from './accent.ts';
import { dark, light, toneRules } from './style/colours.ts';
import { conversationRules } from './style/conversation.ts';
import { elementRules } from './style/elements.ts';
import { frontRules } from './style/front.ts';
import { listRules } from './style/lists.ts';
import { mastheadRules } from './style/masthead.ts';
import { messageRules } from './style/message.ts';
import { narrowRules } from './style/narrow.ts';
import { printRules } from './style/print.ts';
import { resultRules } from './style/results.ts';
import { verdictRules } from './style/verdicts.ts';
import { verifyRules } from './style/verify.ts';

/** The one stylesheet. Serif for headlines and mail, sans for the apparatus, monospace for source, all of the reader's own system. */
export const stylesheet = [
  `:root{color-scheme:light dark;${light};
--accent:var(--ink);
--serif:"Iowan Old Style","Palatino Linotype",Palatino,"Source Serif 4",Charter,Georgia,"Liberation Serif","Times New Roman",serif;
--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Liberation Sans",Arial,sans-serif;
--mono:ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace}
@media (prefers-color-scheme:dark){:root{${dark}}}
${toneRules}
`,
  elementRules,
  mastheadRules,
  frontRules,
  verdictRules,
  resultRules,
  messageRules,
  conversationRules,
  listRules,
  verifyRules,
  narrowRules,
  printRules,
].join('');

/** Changes whenever the stylesheet does, so that a browser may keep it for ever (FNV-1a, 32 bits: no secret is kept by it). */
export const stylesheetVersion = fingerprint(stylesheet);

/** A stylesheet with its own version, which its address carries. */
export interface Stylesheet {
  readonly text: string;
  readonly version: string;
}

/** The stylesheet of an archive that has a colour of its own, or has none. */
export function stylesheetWith(accent: Accent | undefined): Stylesheet {
  if (accent === undefined) return { text: stylesheet, version: stylesheetVersion };
  const text = `${stylesheet}:root{--accent:${accent}}\n`;
  return { text, version: fingerprint(text) };
}

function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return hash.toString(36);
}
