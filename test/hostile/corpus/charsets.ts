const script = "<script>owned('charset')</script>";
const image = '<img src=x onerror=owned(1)>';

/** A body, what it claims to be written in, and HTML that only some reading of it shows. */
export const charsetCases: readonly { readonly name: string; readonly charset: string; readonly body: Buffer }[] = [
  { name: 'UTF-7', charset: 'utf-7', body: ascii("+ADw-script+AD4-owned('charset')+ADw-/script+AD4-") },
  { name: 'UTF-7 by another name', charset: 'unicode-1-1-utf-7', body: ascii('+ADw-img src+AD0-x onerror+AD0-owned(1)+AD4-') },
  { name: 'UTF-7 that is not declared', charset: '', body: ascii("+/v8 +ADw-script+AD4-owned('charset')+ADw-/script+AD4-") },
  { name: 'IMAP’s UTF-7', charset: 'utf-7-imap', body: ascii('&ADw-script&AD4-owned(1)') },
  {
    name: 'ISO-2022-JP with its escapes inside tags',
    charset: 'iso-2022-jp',
    body: ascii(`<\u001b(Jimg title="\u001b$B"><img src=x onerror=owned(1)>\u001b(B">`),
  },
  { name: 'ISO-2022-JP whose backslash is a yen sign', charset: 'iso-2022-jp', body: ascii(`\u001b(J\\u003cscript>${script}\u001b(B`) },
  { name: 'ISO-2022-KR', charset: 'iso-2022-kr', body: ascii(`\u001b$)C\u000e<script>\u000f${script}`) },
  { name: 'HZ', charset: 'hz-gb-2312', body: ascii(`~{<script>~}${script}~\n`) },
  {
    name: 'UTF-8 longer than it must be',
    charset: 'utf-8',
    body: Buffer.from([0xc0, 0xbc, ...ascii('script'), 0xe0, 0x80, 0xbe, ...ascii('owned(1)'), 0xf0, 0x80, 0x80, 0xbc]),
  },
  {
    name: 'UTF-8 whose first octets swallow what follows',
    charset: 'utf-8',
    body: Buffer.concat([
      ascii('<p title="'),
      Buffer.from([0xe3]),
      ascii(`">${image}<p title="`),
      Buffer.from([0xf0, 0x9f]),
      ascii(`">${image}`),
    ]),
  },
  {
    name: 'Shift_JIS whose first octet swallows a quotation mark',
    charset: 'shift_jis',
    body: Buffer.concat([ascii('<p title="'), Buffer.from([0x81]), ascii(`"> x="${image}">`)]),
  },
  {
    name: 'GBK and Big5 whose second octet is a backslash',
    charset: 'gbk',
    body: Buffer.concat([Buffer.from([0xbf, 0x5c, 0xbf, 0x27]), ascii(image)]),
  },
  {
    name: 'EUC-JP with half a character',
    charset: 'euc-jp',
    body: Buffer.concat([ascii('<p title="'), Buffer.from([0x8f]), ascii(`">${image}`)]),
  },
  { name: 'UTF-16 that is declared', charset: 'utf-16', body: Buffer.from(script, 'utf16le') },
  { name: 'UTF-16 with its mark', charset: 'utf-16', body: Buffer.from(`\ufeff${script}`, 'utf16le') },
  { name: 'UTF-16 without its mark, the big end first', charset: 'utf-16be', body: Buffer.from(script, 'utf16le').swap16() },
  { name: 'UTF-16 that is declared UTF-8', charset: 'utf-8', body: Buffer.from(`\ufeff${script}`, 'utf16le') },
  { name: 'UTF-32', charset: 'utf-32', body: Buffer.from([...script].flatMap((letter) => [letter.charCodeAt(0), 0, 0, 0])) },
  { name: 'EBCDIC', charset: 'ibm037', body: Buffer.from([0x4c, 0xa2, 0x83, 0x99, 0x89, 0x97, 0xa3, 0x6e]) },
  { name: 'x-user-defined', charset: 'x-user-defined', body: Buffer.concat([Buffer.from([0xbc, 0xbe]), ascii(script)]) },
  { name: 'replacement', charset: 'replacement', body: ascii(script) },
  {
    name: 'US-ASCII with the eighth bit set',
    charset: 'us-ascii',
    body: Buffer.from(script.split('').map((letter) => letter.charCodeAt(0) | 0x80)),
  },
  { name: 'a charset that is markup', charset: '"><script>owned(1)</script>', body: ascii(script) },
  { name: 'a charset that is none', charset: '__proto__', body: ascii(script) },
];

function ascii(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}
