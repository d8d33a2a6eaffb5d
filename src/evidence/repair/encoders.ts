import { latin1ToOctets, octetsToLatin1 } from '../../message/charset.ts';

/** A way in which some program writes octets for transport. Text has CRLF line ends, which quoted-printable keeps. */
export interface Encoder {
  readonly encoding: 'quoted-printable' | 'base64';
  readonly detail: string;
  encode(octets: Uint8Array): Uint8Array;
}

/** Lines of base64: RFC 2045 §6.8 allows 76; PEM has 64, uuencode-like programs 60, Lotus Notes 72. */
const BASE64_WIDTHS = [76, 72, 64, 60, 73, 74, 75, 70, 68, 54];

const HEX = '0123456789ABCDEF';

/** How one program writes quoted-printable. What RFC 2045 §6.7 leaves open differs: how long lines get, where they break, what is encoded. */
interface QuotedPrintableRules {
  /** Octets of the longest line, its `=` included. */
  readonly width: number;
  /** Whether a line that just fits goes without a break, or whether each line has room for a `=`. */
  readonly fillsLastLine: boolean;
  /** Breaks after the last space that fits. */
  readonly breaksAtSpaces?: boolean;
  /** Encoded beside what must be. */
  readonly alsoEncodes?: RegExp;
  /** `From ` and a dot alone or at the beginning of a line, so that no mailbox and no SMTP server changes them. */
  readonly guardsLines?: 'from' | 'from-and-dot' | 'dot';
}

/**
 * The commonest first. Python's `quopri` and `email`, and through them mailman, fill 76; Perl's MIME::QuotedPrint 76 (older 73); Java
 * and Exchange 76 with a break at 75; Apple Mail and Thunderbird guard `From ` and break where a line of 76 would be reached; git
 * send-email as Perl; Lotus Notes 72.
 */
const QUOTED_PRINTABLE: readonly QuotedPrintableRules[] = [
  { width: 76, fillsLastLine: true },
  { width: 76, fillsLastLine: false },
  { width: 76, fillsLastLine: true, guardsLines: 'from-and-dot' },
  { width: 76, fillsLastLine: false, guardsLines: 'from' },
  { width: 75, fillsLastLine: false },
  { width: 73, fillsLastLine: true },
  { width: 74, fillsLastLine: false },
  { width: 72, fillsLastLine: false },
  { width: 77, fillsLastLine: true },
  { width: 76, fillsLastLine: false, breaksAtSpaces: true },
  { width: 76, fillsLastLine: true, guardsLines: 'dot' },
  { width: 76, fillsLastLine: true, alsoEncodes: /\t/ },
  { width: 76, fillsLastLine: false, alsoEncodes: /[!"#$@[\\\]^`{|}~]/ },
  { width: 76, fillsLastLine: true, alsoEncodes: /[!"#$@[\\\]^`{|}~]/ },
  { width: 998, fillsLastLine: true },
];

export const QUOTED_PRINTABLE_ENCODERS: readonly Encoder[] = QUOTED_PRINTABLE.map((rules) => ({
  encoding: 'quoted-printable',
  detail: `lines of ${rules.width}${rules.breaksAtSpaces ? ', broken at spaces' : ''}`,
  encode: (octets) => latin1ToOctets(quotedPrintable(octetsToLatin1(octets), rules)),
}));

export const BASE64_ENCODERS: readonly Encoder[] = BASE64_WIDTHS.map((width) => ({
  encoding: 'base64',
  detail: `lines of ${width}`,
  encode: (octets) => latin1ToOctets(base64(octets, width)),
}));

function base64(octets: Uint8Array, width: number): string {
  const digits = btoa(octetsToLatin1(octets));
  const lines: string[] = [];
  for (let at = 0; at < digits.length; at += width) lines.push(digits.slice(at, at + width));
  return lines.map((line) => `${line}\r\n`).join('');
}

function quotedPrintable(text: string, rules: QuotedPrintableRules): string {
  return text
    .split('\r\n')
    .map((line) => broken(encodedLine(line, rules), rules))
    .join('\r\n');
}

/** The tokens of a line: single characters and `=XX`. */
function encodedLine(line: string, { alsoEncodes, guardsLines }: QuotedPrintableRules): string[] {
  const tokens: string[] = [];
  for (let i = 0; i < line.length; i++) {
    const char = line[i]!;
    const code = line.charCodeAt(i);
    const isSpace = char === ' ' || char === '\t';
    const mustBe = code > 126 || (code < 32 && char !== '\t') || char === '=' || (isSpace && i === line.length - 1);
    const isGuarded =
      i === 0 &&
      ((guardsLines?.startsWith('from') === true && line.startsWith('From ')) || (guardsLines?.endsWith('dot') === true && char === '.'));
    tokens.push(mustBe || isGuarded || alsoEncodes?.test(char) ? `=${HEX[code >> 4]}${HEX[code & 15]}` : char);
  }
  return tokens;
}

function broken(tokens: readonly string[], { width, fillsLastLine, breaksAtSpaces }: QuotedPrintableRules): string {
  const lines: string[] = [];
  let line: string[] = [];
  let length = 0;
  for (const [index, token] of tokens.entries()) {
    const isLast = index === tokens.length - 1;
    const room = isLast && fillsLastLine ? width : width - 1;
    if (length + token.length > room) {
      const space = breaksAtSpaces ? line.lastIndexOf(' ') : -1;
      const rest = space > 0 ? line.splice(space + 1) : [];
      lines.push(`${line.join('')}=`);
      line = rest;
      length = rest.join('').length;
    }
    line.push(token);
    length += token.length;
  }
  lines.push(line.join(''));
  return lines.join('\r\n');
}
