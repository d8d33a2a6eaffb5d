/**
 * Why this verifier differs from what a suite expects, each with the clause that decides. Keyed by suite and file; a vector that differs
 * and does not stand here fails the test, and so does one that stands here and does not differ.
 */
export interface Difference {
  readonly clause: string;
  readonly why: string;
  readonly vectors: readonly string[];
}

export const DIFFERENCES: readonly Difference[] = [
  {
    clause: 'RFC 6376 §3.5, `v=`',
    why: 'The signature follows a draft from before RFC 4871: `v=` is missing or is 0.5. It is required, and must be 1.',
    vectors: [
      ...['good_ietf00_1', 'good_ietf00_2', 'good_ietf00_3', 'good_ietf00_4', 'good_ietf00_5', 'mine_ietf01_1', 'mine_ietf01_2'],
      ...['mine_ietf01_3', 'mine_ietf01_4', 'mine_ietf05_1', 'good_ietf01_1', 'good_ietf01_2', 'no_body_1', 'no_body_2', 'no_body_3'],
      ...['multiple_1', 'bad_ietf01_1', 'bad_ietf01_2', 'bad_ietf01_3', 'bad_1'],
    ].map((file) => `mail-dkim/${file}.txt`),
  },
  {
    clause: 'RFC 6376 §3.5, `x=`',
    why: 'The signature had expired when the suite ran. A verifier *may* refuse such a one; an archive is read years later, so the time that counts is that of delivery, and expiry before it is a caution.',
    vectors: ['mail-dkim/ignore_7.txt'],
  },
  {
    clause: 'RFC 6376 §3.2, §3.6.1',
    why: 'The key record has a `g=` that does not match. RFC 6376 took that tag away; tags that are not defined must be ignored.',
    vectors: ['badkey_8', 'badkey_9', 'badkey_12', 'badkey_13'].map((file) => `mail-dkim/${file}.txt`),
  },
  {
    clause: '–',
    why: 'The suite ships no key for this signature.',
    vectors: ['dkimpy/message.mbox'],
  },
  {
    clause: 'RFC 6376 §3.5, `x=` and `t=`',
    why: 'The library refuses before it tests, since the time of the test run is past `x=` or before `t=`. Judged by what was signed: the key opens the signature, and it was made over other fields.',
    vectors: ['opendkim/t-test103-1.eml', 'opendkim/t-test104-1.eml', 'opendkim/t-test87-1.eml'],
  },
  {
    clause: 'RFC 6376 §3.4.5, §3.5, `l=`',
    why: '`l=` is larger than the body. Here that is a body which is not the signed one; the signed fields are still proven.',
    vectors: ['opendkim/t-test98-1.eml'],
  },
  {
    clause: 'RFC 6376 §3.4.3, §3.4.4',
    why: 'The body lacks the last line end, or the line ends are bare LF throughout. The suite asks the library to refuse such input; a canonical body always ends in CRLF, and LF throughout is transport.',
    vectors: ['opendkim/t-test149-1.eml', 'opendkim/t-test142-1.eml'],
  },
  {
    clause: 'RFC 5322 §3.6, RFC 6376 §5.4',
    why: 'From is missing or is no address. The library takes no such message; here the signature is tested all the same, and does not hold.',
    vectors: ['opendkim/t-test63-1.eml', 'opendkim/t-test66-1.eml'],
  },
  {
    clause: 'RFC 6376 §3.5, `d=`',
    why: '`d=` is longer than a domain name can be: malformed. The library reports an internal error.',
    vectors: ['opendkim/t-test134-1.eml'],
  },
  {
    clause: '– (an option of the library)',
    why: 'The test turns on something that no message can ask for: a list of fields that must be signed (102), a check at the end of the header (119), a directory that cannot be written (59), calls out of order (88, 89). The library itself passes 102, 88 and 89 without it.',
    vectors: ['102-1', '119-1', '59-1', '88-1', '89-1'].map((test) => `opendkim/t-test${test}.eml`),
  },
];
