import type { Attribution } from './attributions.ts';
import { findDate } from './dates.ts';
import { type Line, skipBlank } from './lines.ts';
import { type QuotedPerson, readPeople } from './people.ts';
import { folded, labelsByName } from './phrases/languages.ts';
import type { Label } from './phrases/phrases.ts';

/** A block of header lines in a text: `From: … Sent: … To: … Subject: …`. */
export interface HeaderBlock {
  /** The number of the line behind its last. */
  readonly end: number;
  readonly attribution: Omit<Attribution, 'style'>;
}

/**
 * Reads the block of header lines that begins at a line: sender and date, and addressees or subject, within few lines of one level; in
 * one language or another; bold marks (`*From:*`) are looked through. Long values go on in lines without a label; one empty line may
 * stand between two labels, as in text made from HTML.
 *
 * @param isAnnounced - A separator stands above: then the block may begin with any label.
 * @returns undefined where none begins there.
 */
export function readHeaderBlock(lines: readonly Line[], start: number, isAnnounced: boolean): HeaderBlock | undefined {
  if (!mayHaveLabel(lines[start])) return undefined;
  const known = readKnownBlock(lines, start, isAnnounced);
  return known ?? readShapedBlock(lines, start, isAnnounced);
}

/**
 * A block whose labels are of a language that is not known: lines that each begin with a label, one of them with an address, one with a
 * year and a time. The first that has an address tells the sender, as in all programs; what the others tell cannot be said. Where none
 * has one, the lines must be those of Outlook, in its order.
 */
function readShapedBlock(lines: readonly Line[], start: number, isAnnounced: boolean): HeaderBlock | undefined {
  const first = lines[start];
  if (first === undefined || !anyLabel.test(first.content.slice(0, MAX_LABEL_LENGTH))) return undefined;
  const { level } = first;
  const above = lines[start - 1];
  const isRuled = isAnnounced || (above?.level === level && /^[_\-=]{3}/.test(above.content));
  if (!isRuled && above !== undefined && above.content !== '' && above.level === level) return undefined;
  const values: string[] = [];
  for (let at = start; at < lines.length && values.length < MAX_SHAPED_LINES; at++) {
    const line = lines[at]!;
    const label = line.level === level ? anyLabel.exec(line.content.slice(0, MAX_LABEL_LENGTH)) : null;
    if (label === null) break;
    values.push(line.content.slice(label[0].length, MAX_VALUE_LENGTH).trim());
  }
  const addressed = values.find((value) => addressInBrackets.test(value));
  const isBlock =
    addressed === undefined
      ? areOfOutlook(values) && (isRuled || labelOf(first)?.label === 'from' || values.slice(3).some(isAnswer) || arePeople(values[2]!))
      : values.length >= MIN_SHAPED_LINES;
  const dated = values.find((value) => yearAndTime.test(value.slice(0, MAX_DATE_LENGTH)))?.slice(0, MAX_DATE_LENGTH);
  const sender = readPeople(addressed ?? values[0]!, 1)[0];
  if (!isBlock || sender === undefined || dated === undefined) return undefined;
  const date = findDate(dated)?.date;
  return { end: start + values.length, attribution: { sender, ...(date && { date }) } };
}

/** Sender, time, recipients, subject; Outlook gives names alone within a firm. */
function areOfOutlook([from = '', date = '', to, subject]: readonly string[]): boolean {
  const isTime = date.length <= MAX_TIME_LENGTH && yearAndTime.test(date) && date.split(/\s+/).length <= MAX_NAMED_TIME_WORDS;
  return to !== undefined && subject !== undefined && isTime && arePeople(from);
}

/** `Alice Arden`, `Arden, Alice; Brown, Bob`: words that begin with capitals, where their script has them. */
function arePeople(value: string): boolean {
  return value.length <= MAX_PEOPLE_LENGTH && value.split(';').every((name) => fullName.test(name.trim()));
}

/** `Re: `, `FW: `, `ΑΠ: `. */
function isAnswer(subject: string): boolean {
  return /^\p{L}{1,4}(?:\[\d{1,2}\])?\s?[:：](?=\s)/u.test(subject);
}

/** Of scripts without capitals one word is enough: `김민수`. */
const fullName = /^(?:[\p{Lo}\p{M}]{2,12}|(?:[\p{Lu}\p{Lo}][\p{L}\p{M}.'’-]{0,30}(?:,?\s+(?=\S)|$)){2,5})$/u;
const MAX_PEOPLE_LENGTH = 400;
/** `Παρασκευή, 17 Ιανουαρίου 2014 01:06`. */
const MAX_TIME_LENGTH = 60;
const MAX_NAMED_TIME_WORDS = 8;
const MIN_SHAPED_LINES = 3;
const MAX_SHAPED_LINES = 8;
const anyLabel = /^\*{0,2}[\p{L}\p{M}][\p{L}\p{M}\p{Zs}'’/.-]{0,24}?\*{0,2}[\s\u00a0]?[:：]\*{0,2}(?=\s|[^\s\d/])/u;
const addressInBrackets = /[<[](?:mailto:)?[^\s<>@[\]]{1,100}@[^\s<>@[\]]{1,200}[>\]]/i;
const yearAndTime = /(?=.*(?<!\d)(?:19[7-9]\d|20\d\d)(?!\d)).*(?<!\d)\d{1,2}[:.]\d{2}(?!\d)/;

function readKnownBlock(lines: readonly Line[], start: number, isAnnounced: boolean): HeaderBlock | undefined {
  const first = labelOf(lines[start]);
  if (first === undefined || (!isAnnounced && first.label !== 'from' && first.label !== 'date')) return undefined;
  const level = lines[start]!.level;
  const values = new Map<Label, string>();
  let open: Label = 'other';
  let end = start;
  for (let at = start; at < lines.length && at - start < MAX_BLOCK_LINES; at++) {
    const line = lines[at]!;
    if (line.level !== level) break;
    const found = labelOf(line);
    if (line.content === '') {
      const next = lines[at + 1];
      const nextLabel = next?.level === level ? labelOf(next)?.label : undefined;
      if (nextLabel === undefined || (values.has(nextLabel) && nextLabel !== 'other')) break;
      continue;
    }
    if (found === undefined) {
      if (!(isIndented(line) && !isIndented(lines[start]!)) && !goesOn(lines[at - 1]!, line, open)) break;
      append(values, open, line.content);
    } else {
      // The block of the next mail of a chain, or a text that begins with a label.
      if (values.has(found.label) && found.label !== 'other' && found.label !== 'cc') break;
      open = found.label;
      append(values, open, found.value);
    }
    end = at + 1;
  }
  // Sender and date alone are enough right above marked lines.
  const below = lines[skipBlank(lines, end)];
  const isBlock = values.has('from') && values.has('date') && (values.has('to') || values.has('subject') || (below?.level ?? 0) > level);
  return isBlock ? { end, attribution: readValues(values) } : undefined;
}

/** More recipients than a person reads; a text of header lines alone ends somewhere. */
const MAX_BLOCK_LINES = 60;
const MAX_RECIPIENTS = 100;
/** The longest label, with its marks and the white space before it. */
const MAX_LABEL_LENGTH = 40;
const MAX_VALUE_LENGTH = 20_000;
/** A line shorter than this did not wrap; one longer than the other is not what a program wrapped. */
const MIN_WRAPPED_LENGTH = 50;
const MAX_WRAPPED_LENGTH = 100;

const label = /^(?:[-•]\s)?\*{0,2}([\p{L}\p{M}][\p{L}\p{M}\s'’-]{0,22}?)\*{0,2}[\s\u00a0]?[:：]\*{0,2}(?=\s|$|[^\s\d/])/u;

/** Whether a label can be at the head of a line: so that all other lines cost next to nothing. */
function mayHaveLabel(line: Line | undefined): line is Line {
  if (line === undefined) return false;
  const colon = line.content.indexOf(':');
  return (colon !== -1 && colon < MAX_LABEL_LENGTH) || line.content.slice(0, MAX_LABEL_LENGTH).includes('：');
}

/** The label of a header line and what stands behind it. */
function labelOf(line: Line | undefined): { readonly label: Label; readonly value: string } | undefined {
  if (!mayHaveLabel(line)) return undefined;
  const content = line.content.slice(0, MAX_VALUE_LENGTH);
  const match = label.exec(content.slice(0, MAX_LABEL_LENGTH));
  if (match === null) return undefined;
  const name = folded(match[1]!);
  const found = labelsByName.get(name);
  return found && { label: found, value: content.slice(match[0].length).trim() };
}

/** Whether white space stands before its words: how much, nobody signs. Where it stands before the block's first line as well, it says nothing. */
function isIndented({ text, behindMarks }: Line): boolean {
  return /\s/.test(text.charAt(behindMarks));
}

/** Whether a line without a label goes on with the value above it. A subject ends the block in most programs: there the text may begin at once. */
function goesOn(above: Line, line: Line, open: Label): boolean {
  const isList = open === 'to' || open === 'cc';
  // A whole address ends a list, unless a comma follows it.
  if (isList && above.content.endsWith('>'))
    return line.content.startsWith('<') || (line.content.includes('@') && anyLabel.test(line.content.slice(0, MAX_LABEL_LENGTH)));
  if (isList && (/[;,]$/.test(above.content) || /^[^\s]{1,100}@|^<|[;<@]/.test(line.content))) return true;
  return (
    above.content.length >= MIN_WRAPPED_LENGTH &&
    line.content.length <= MAX_WRAPPED_LENGTH &&
    above.content.length + (line.content.split(' ', 1)[0]?.length ?? 0) >= MIN_WRAPPED_LENGTH + 15
  );
}

function append(values: Map<Label, string>, label: Label, value: string): void {
  const before = values.get(label);
  if (before === undefined) values.set(label, value);
  else if (before.length < MAX_VALUE_LENGTH) values.set(label, `${before}${label === 'cc' && !/[;,]$/.test(before) ? ', ' : ' '}${value}`);
}

function readValues(values: ReadonlyMap<Label, string>): Omit<Attribution, 'style'> {
  const sender: QuotedPerson | undefined = readPeople(senderOf(values.get('from') ?? ''), 1)[0];
  const date = findDate((values.get('date') ?? '').slice(0, MAX_DATE_LENGTH))?.date;
  const subject = values.get('subject');
  const recipients = [values.get('to'), values.get('cc')].flatMap((list) => (list === undefined ? [] : readPeople(list, MAX_RECIPIENTS)));
  return {
    ...(sender && { sender }),
    ...(date && { date }),
    ...(subject !== undefined && { subject: subject.replace(/\s+/g, ' ') }),
    ...(recipients.length > 0 && { recipients: recipients.slice(0, MAX_RECIPIENTS) }),
  };
}

const MAX_DATE_LENGTH = 200;

/** `Bob <b@c.d> on behalf of Alice <a@b.c>`: the words are Alice's. */
function senderOf(value: string): string {
  const behalf = /\s(?:on behalf of|im auftrag von|de la part de|en nombre de|per conto di|em nome de|namens|w imieniu|от имени)\s/i.exec(
    value,
  );
  return behalf === null ? value : value.slice(behalf.index + behalf[0].length);
}
