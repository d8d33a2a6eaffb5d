/**
 * Where this verifier and mailauth disagree on generated messages, each with the clause that decides. A disagreement that none of these
 * explains fails the test, and so does an entry that explains none.
 */
export interface Disagreement {
  readonly clause: string;
  readonly why: string;
  /** @param kind - Name of the case kind. @param theirs - What mailauth says. */
  readonly explains: (kind: string, message: string, theirs: string) => boolean;
}

const kinds =
  (...names: readonly string[]): Disagreement['explains'] =>
  (kind) =>
    names.includes(kind);

export const DISAGREEMENTS: readonly Disagreement[] = [
  {
    clause: 'RFC 6376 §3.5, `l=`',
    why: '`l=0` signs no octet of the body; it is not the same as no `l=`.',
    explains: kinds('l=0'),
  },
  {
    clause: 'RFC 6376 §3.5, `l=`: "MUST NOT be larger"',
    why: '`l=` is larger than the canonical body, so the body is not the one that was signed.',
    explains: kinds('l= as long as the body or longer', 'l= shorter than the body', 'l=, text added after it'),
  },
  {
    clause: 'RFC 6376 §3.4.4',
    why: 'The last line ends in white space and lacks its line end. White space at the end of a line is ignored, and a line end added.',
    explains: (_, message, theirs) => /[ \t]$/.test(message) && theirs.includes('body hash'),
  },
  {
    clause: 'RFC 6376 §3.5, §6.1.1',
    why: '`t=` or `l=` is no number.',
    explains: kinds('t= no number', 'l= no number'),
  },
  {
    clause: 'RFC 6376 §3.5, `i=`; §6.1.1',
    why: 'The domain of `i=` is neither that of `d=` nor below it.',
    explains: kinds('i= outside of d='),
  },
  { clause: 'RFC 6376 §3.5, `q=`', why: 'The key is to be asked for in a way that does not exist.', explains: kinds('q= unknown') },
  {
    clause: 'RFC 6376 §3.2',
    why: 'A tag stands twice: the whole list is invalid.',
    explains: kinds('a tag twice', 'key record: a tag twice'),
  },
  { clause: 'RFC 6376 §3.2', why: 'Nothing stands between two semicolons: no tag list.', explains: kinds('empty tag') },
  { clause: 'RFC 6376 §3.2', why: 'Values are case-sensitive unless a tag says otherwise.', explains: kinds('c= in capitals') },
  {
    clause: 'RFC 6376 §3.2, §3.7',
    why: 'White space stands around the equals sign of `b=`; it may, and goes with the value when that is taken out.',
    explains: kinds('white space everywhere'),
  },
  { clause: 'RFC 6376 §5.4, §6.1.1', why: 'From is not signed.', explains: kinds('h= without From') },
  { clause: 'RFC 6376 §3.5, `v=`', why: 'The version is missing, or is not 1.', explains: kinds('v= missing', 'v=2') },
  { clause: 'RFC 6376 §3.5, `d=`', why: 'A domain name has two labels at least.', explains: kinds('d= of one label') },
  { clause: 'RFC 6376 §3.6.1, `v=`', why: '`v=` must be the first tag of a key record.', explains: kinds('key record: v= last') },
  {
    clause: 'RFC 6376 §3.6.1, `p=`',
    why: 'The key is a bare RSAPublicKey (PKCS #1), as the clause says; mailauth reads only the SubjectPublicKeyInfo of the examples.',
    explains: kinds('key record: PKCS #1'),
  },
  {
    clause: 'RFC 6376 §3.6.1, `s=`',
    why: 'The key is for another service than e-mail.',
    explains: kinds('key record: s= for another service'),
  },
  { clause: 'RFC 6376 §3.6.1, `h=`', why: "The key is not for this signature's hash.", explains: kinds('key record: h= has another hash') },
  {
    clause: 'RFC 6376 §3.6.1, `t=s`',
    why: 'With `t=s` the domain of `i=` must be that of `d=`.',
    explains: kinds('key record: t=s, i= in a subdomain'),
  },
  {
    clause: 'RFC 8017 §8.2.2, note; §A.2.4',
    why: 'The DigestInfo leaves out its NULL parameters, which a verifier may accept.',
    explains: kinds('DigestInfo without NULL'),
  },
];
