import type { Context } from 'hono';
import type { Archive } from '../archive/archive.ts';
import { parseAccent } from '../pages/accent.ts';
import type { Site } from '../pages/layout.ts';
import { type Stylesheet, stylesheetWith } from '../pages/style.css.ts';
import { languageFor } from './language.ts';

declare module 'hono' {
  interface ContextVariableMap {
    /** Set before any route is asked. */
    readonly site: ReturnType<ReturnType<typeof sitesOf>>;
  }
}

/** Makes what every page of an archive has in common, as its keeper has it set at the moment of asking, in the language of the reader. */
export function sitesOf(archive: Archive): (context: Context) => Site & { readonly stylesheet: Stylesheet } {
  let kept: { readonly accent: string | undefined; readonly stylesheet: Stylesheet } | undefined;
  return (context) => ({
    words: languageFor(context),
    address: addressOf(context.req.url),
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
  });
}

/** What was asked for, without a language. Two slashes in front would make of a path the name of another server. */
function addressOf(url: string): string {
  const parsed = URL.parse(url);
  if (parsed === null) return '/';
  const { pathname, search } = parsed;
  const parameters = search
    .slice(1)
    .split('&')
    .filter((parameter) => parameter !== '' && !/^lang(?:=|$)/.test(parameter));
  const address = `${pathname.replace(/^\/+/, '/')}${parameters.length > 0 ? `?${parameters.join('&')}` : ''}`;
  return address.length <= maxAddress ? address : '/';
}

/** Longer than that of the longest query; more would only make a page of refusal heavy. */
const maxAddress = 16_000;

/** An archive may come from a stranger: what is no accent leaves the stylesheet as it is. */
function stylesheetFor(accent: string | undefined): Stylesheet {
  const parsed = accent === undefined ? undefined : parseAccent(accent);
  return stylesheetWith(parsed?.ok ? parsed.accent : undefined);
}
