/**
 * Whether a name that a mail gives to somebody could be taken for an address, or for more than one mailbox: it holds an at sign (of
 * any width) or an angle bracket. Such a name must never stand alone, nor unquoted: anyone may call himself `ada@victim.example`.
 */
export function looksLikeAddress(name: string): boolean {
  return /[@\uFE6B\uFF20<>\u2039\u203A\uFF1C\uFF1E]/u.test(name);
}
