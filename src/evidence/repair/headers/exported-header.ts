import type { Message } from '../../../message/message.ts';
import { withoutTrailing } from '../../../message/trailing.ts';
import type { Reversal } from '../reversal.ts';
import { type HeaderText, headerCandidate, headerText } from './header-text.ts';

/**
 * What exporters and mailboxes do to the lines of a header: `>From: ` for `From: ` (quoting that takes every line that begins with From,
 * not only `From `), the mailbox's `From ` line left inside the header, the indent of continuation lines lost (copies out of spreadsheets
 * and consoles), a CR left at the ends of lines that were CR CR LF.
 *
 * @see RFC 4155 (mbox); `docs/formats/mbox.md` for its dialects
 */
export const exportedHeader: Reversal = {
  name: 'exported-header',
  part: 'header',
  cost: 1,
  *propose(message) {
    const fixes = [unquoted(message), reindented(message), withoutPostmark(message), withoutCarriageReturns(message)];
    const found = fixes.filter(({ changes }) => changes.size > 0);
    // The header came through one program: what is seen of its damage was done at once.
    if (found.length > 1) {
      const changes = new Map(found.toReversed().flatMap((fix) => [...fix.changes]));
      const all = headerCandidate(message, 'exported-header', changes, found.map(({ detail }) => detail).join('; '));
      if (all !== undefined) yield all;
    }
    for (const { changes, detail } of found) {
      const made = headerCandidate(message, 'exported-header', changes, detail);
      if (made !== undefined) yield made;
    }
  },
};

interface Fix {
  readonly changes: Map<number, HeaderText[]>;
  readonly detail: string;
}

function unquoted(message: Message): Fix {
  const changes = new Map<number, HeaderText[]>();
  for (const [index, field] of message.fields.entries()) {
    const { name, value } = headerText(message, field);
    if (/^>+[A-Za-z]/.test(name)) changes.set(index, [{ name: name.replace(/^>+/, ''), value }]);
  }
  return { changes, detail: `${changes.size} field names without the “>” before them` };
}

function reindented(message: Message): Fix {
  const changes = new Map<number, HeaderText[]>();
  let lines = 0;
  let open: { index: number; text: HeaderText } | undefined;
  for (const [index, field] of message.fields.entries()) {
    const text = headerText(message, field);
    if (isField(text) || open === undefined) {
      open = { index, text };
      continue;
    }
    if (isPostmark(text)) continue;
    open = {
      index: open.index,
      text: { ...open.text, value: `${open.text.value}\r\n ${text.name === '' ? text.value : `${text.name}:${text.value}`}` },
    };
    changes.set(open.index, [open.text]);
    changes.set(index, []);
    lines++;
  }
  return { changes, detail: `${lines} lines read as continuing the field above` };
}

/** A name that no field has, such as the `https` of an address or a time, was the beginning of a continuation line. */
function isField({ name, value }: HeaderText): boolean {
  return name !== '' && !/^(?:https?|mailto|ftp|<.*|\d.*)$/i.test(name) && !/^\/\//.test(value);
}

function withoutPostmark(message: Message): Fix {
  const changes = new Map<number, HeaderText[]>();
  for (const [index, field] of message.fields.entries()) if (isPostmark(headerText(message, field))) changes.set(index, []);
  return { changes, detail: 'the mailbox’s own “From ” line taken out' };
}

function isPostmark({ name, value }: HeaderText): boolean {
  return /^>?From .*\d\d:\d\d/.test(name === '' ? value : `${name}:${value}`);
}

function withoutCarriageReturns(message: Message): Fix {
  const changes = new Map<number, HeaderText[]>();
  for (const [index, field] of message.fields.entries()) {
    const text = headerText(message, field);
    if (text.value.includes('\r\r\n') || text.value.endsWith('\r')) {
      const value = withoutTrailing(text.value.replaceAll(/(?<!\r)\r+\n/g, '\r\n'), /\r/);
      changes.set(index, [{ ...text, value }]);
    }
  }
  return { changes, detail: `${changes.size} fields without the second CR at the ends of their lines` };
}
