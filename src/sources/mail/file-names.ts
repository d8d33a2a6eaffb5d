import { isUtf8 } from 'node:buffer';

/**
 * A path's octets as text that names it alone and can be printed: UTF-8 as it is, backslashes doubled, control characters and
 * octets that are no UTF-8 as `\xNN`. File names are octets on most systems, and an archive made elsewhere may hold any.
 */
export function printablePath(path: Uint8Array): string {
  const octets = Buffer.from(path.buffer, path.byteOffset, path.length);
  const text = isUtf8(octets)
    ? octets.toString('utf8')
    : [...octets].map((octet) => (octet < 0x80 ? String.fromCharCode(octet) : escaped(octet))).join('');
  const plain = isUtf8(octets) ? text.replaceAll('\\', '\\\\') : text.replaceAll(/\\(?!x[0-9A-F]{2})/g, '\\\\');
  return plain.replaceAll(/[\x00-\x1f\x7f]/g, (character) => escaped(character.charCodeAt(0)));
}

function escaped(octet: number): string {
  return `\\x${octet.toString(16).toUpperCase().padStart(2, '0')}`;
}

/**
 * Files that mail programs and systems keep beside mail. They hold none, unless what they begin with says otherwise: they are counted
 * and named, not failures.
 */
export function isControlFile(name: string): boolean {
  return systemFile.test(name) || mailProgramFile.test(name);
}

const systemFile =
  /^(?:\.DS_Store|Thumbs\.db|desktop\.ini|\._.*|\.gitignore|\.gitattributes|\.gitkeep|\.keep|\.nfs[0-9a-f]+|\.lock|.*\.lock|.*\.msf)$/i;

/** As Dovecot, Courier, qmail, MH, Cyrus, UW IMAP and notmuch write them. */
const mailProgramFile =
  /^(?:dovecot(?:-uidlist|-uidvalidity(?:\.[0-9a-f]+)?|-keywords|-acl(?:-list)?|-shared|-quota|\.index(?:\..*)?|\.list\.index(?:\..*)?|\.mailbox\.log(?:\..*)?|\.sieve|\.svbin|\.lda-dupes)|\.dovecot\..*|\.?subscriptions|courier(?:imap[a-z]+|pop3d[a-z]+)(?:\.[a-z]+)?|\.courier(?:-[a-z-]+)?|maildirfolder|maildirsize|\.?uidvalidity.*|\.qmail.*|\.mh_sequences|\.xmhcache|\.customflags|\.mailboxlist|shared-maildirs|\.notmuch|sieve)$/;

/** Folders of version control and of systems: what lies in them is not the user's mail. Named, not failures. */
export function isControlFolder(name: string): boolean {
  return /^(?:\.git|\.hg|\.svn|__MACOSX|\.Spotlight-V100|\.fseventsd|\.AppleDouble|\.notmuch|lost\+found)$/.test(name);
}

/** The letters behind `2,` in a Maildir name; `;` and `!` stand for `:` where a file system knows no colon. */
export function maildirFlags(name: string): string | undefined {
  return /[:;!]2,([A-Za-z]{1,52})[^:;!]*$/.exec(name)?.[1];
}

/** A Maildir's folder: nested folders as they are, Maildir++'s `.Sent.2016` as `Sent/2016`. Undefined: the Maildir itself. */
export function maildirFolder(path: string): string | undefined {
  const parts = path.split('/').filter((part) => part !== '');
  const named = parts.map((part) => (part.startsWith('.') ? part.slice(1).split('.').filter(Boolean).join('/') : part)).filter(Boolean);
  return named.length === 0 ? undefined : named.join('/');
}
