import type { Archive } from '../archive/archive.ts';
import { parseAccent } from '../pages/accent.ts';
import type { Site } from '../pages/layout.ts';
import { type Stylesheet, stylesheetWith } from '../pages/style.css.ts';
import type { Words } from '../pages/words/words.ts';

/** What every page of an archive has in common, as its keeper has it set at the moment of asking. */
export function siteOf(archive: Archive, words: Words): Site & { readonly stylesheet: Stylesheet } {
  let kept: { readonly accent: string | undefined; readonly stylesheet: Stylesheet } | undefined;
  return {
    words,
    get title() {
      return archive.appearance().title;
    },
    get description() {
      return archive.appearance().description;
    },
    get stylesheet() {
      const { accent } = archive.appearance();
      if (kept === undefined || kept.accent !== accent) kept = { accent, stylesheet: stylesheetFor(accent) };
      return kept.stylesheet;
    },
  };
}

/** An archive may come from a stranger: what is no accent leaves the stylesheet as it is. */
function stylesheetFor(accent: string | undefined): Stylesheet {
  const parsed = accent === undefined ? undefined : parseAccent(accent);
  return stylesheetWith(parsed?.ok ? parsed.accent : undefined);
}
