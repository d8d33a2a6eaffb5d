/**
 * A `<meta>` that names a charset and says nothing else (WHATWG HTML §4.2.5.4). A quotation mark that is opened is closed: one that is
 * not would make an attribute of whatever stands behind it.
 *
 * @param equals - How an equals sign is written.
 * @param charset - What may follow the type in `content`.
 */
export function charsetMeta(equals: string, charset: string, flags: string): RegExp {
  const quoted = (value: string): string => `(?:"${value}"|'${value}')`;
  const optional = (value: string): string => `(?:"${value}"|'${value}'|${value})`;
  const attributes = [
    `http-equiv${equals}${optional('content-type')}\\s{1,9}content${equals}${quoted(`text/html${charset}`)}`,
    `charset${equals}${optional('[\\w-]{1,40}')}`,
  ];
  return new RegExp(`<meta\\s{1,9}(?:${attributes.join('|')})\\s{0,9}/?>`, flags);
}

/**
 * HTML without each `<meta>` of a charset in its head, which tells nothing but how the octets are to be read, and without the white space
 * there. Elsewhere, and within a comment, a style or a title, one stays: there it can change what is read.
 */
export function withoutCharsetMeta(html: string): string {
  const kept: string[] = [];
  for (let at = 0; ; ) {
    META.lastIndex = at;
    const meta = META.exec(html);
    const token = meta?.[0] ?? headToken(html, at);
    if (token === '') return kept.join('') + html.slice(at);
    if (meta === null) kept.push(token.trim());
    at += token.length;
  }
}

const META = charsetMeta('\\s{0,3}=\\s{0,3}', ';?\\s{0,9}(?:charset\\s{0,3}=\\s{0,3}[\\w-]{1,40})?', 'iy');

/** What may stand in a head, or before one: tags with their quotation marks closed, comments, and elements whose text is not shown. */
const HEAD_TOKENS = [
  /\s+/y,
  /<\/?(?:!doctype|html|head|meta|link|base)(?=[\s/>])(?:[^<>"']|"[^"<>]*"|'[^'<>]*')*>/iy,
  /<!--[\s\S]*?-->/y,
  /<title>[^<]*<\/title>/iy,
  /<style(?=[\s>])(?:[^<>"']|"[^"<>]*"|'[^'<>]*')*>[\s\S]*?<\/style\s*>/iy,
];

function headToken(html: string, at: number): string {
  for (const token of HEAD_TOKENS) {
    token.lastIndex = at;
    const found = token.exec(html);
    if (found !== null) return found[0];
  }
  return '';
}
