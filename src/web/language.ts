import type { Context } from 'hono';
import { chooseLanguage, languageOf } from '../pages/words/languages.ts';
import type { Words } from '../pages/words/words.ts';

/**
 * The language of a page: that which its address names, else the one that the reader chose before, else what his browser asks for. A
 * choice by address is remembered in a cookie that holds the language and nothing else.
 */
export function languageFor(context: Context): Words {
  const chosen = languageOf(context.req.query('lang'));
  if (chosen !== undefined) context.header('Set-Cookie', `${cookie}=${chosen.language}; ${cookieAttributes}`);
  return chosen ?? languageOf(remembered(context.req.header('cookie'))) ?? chooseLanguage(context.req.header('accept-language'));
}

/** What the language of a page depends on beside its address (RFC 9110 §12.5.5). */
export const languageVary = 'Accept-Language, Cookie';

const cookie = 'lang';
/** A year. Not for scripts, and not sent along with what other sites ask for, but with a link that leads here. */
const cookieAttributes = 'Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly';

/** Of a field that is longer, the rest is not looked at: other programs at this address may have left cookies of any size. */
const maxCookies = 4_096;

function remembered(cookies: string | undefined): string | undefined {
  return /(?:^|;) *lang=([a-z-]{2,20}) *(?:;|$)/.exec((cookies ?? '').slice(0, maxCookies))?.[1];
}
