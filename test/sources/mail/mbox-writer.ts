import type { MboxDialect } from '../../../src/sources/mail/mbox-quoting.ts';

/** Writes an mbox as the dialects' definitions say, sharing nothing with the reader. Messages are latin-1, and end in a line end. */
export function writeMbox(
  dialect: MboxDialect,
  messages: readonly string[],
  options: { lineEnd?: string; fromLine?: string } = {},
): Buffer {
  const { lineEnd = '\n', fromLine = 'From author@example.org Thu Jan  1 00:00:00 1970' } = options;
  const written = messages.map((message) => {
    const lines = message.split(lineEnd).slice(0, -1);
    const quoted = lines.map((line) => quoteLine(dialect, line));
    const emptyLine = quoted.indexOf('');
    if ((dialect === 'mboxcl' || dialect === 'mboxcl2') && emptyLine >= 0) {
      const body = quoted.slice(emptyLine + 1).map((line) => line + lineEnd);
      quoted.splice(emptyLine, 0, `Content-Length: ${body.join('').length}`);
    }
    return [fromLine, ...quoted, ''].map((line) => line + lineEnd).join('');
  });
  return Buffer.from(written.join(''), 'latin1');
}

function quoteLine(dialect: MboxDialect, line: string): string {
  switch (dialect) {
    case 'mboxo':
    case 'mboxcl':
      return line.startsWith('From ') ? `>${line}` : line;
    case 'mboxrd':
      return /^>*From /.test(line) ? `>${line}` : line;
    case 'mboxcl2':
      return line;
  }
}
