import type { Found, OtherRecord } from './found.ts';
import { ownerOfName } from './key-owner.ts';
import { rowsOfZone } from './zone.ts';

/** Whether a text is what `dig` prints with its comments, in which the time, the server and the question stand. */
export function isDigOutput(text: string): boolean {
  return /^; <<>> DiG |^;; ->>HEADER<<-|^;; (?:connection timed out|no servers could be reached|communications error)/m.test(text);
}

/**
 * The keys in what `dig` prints, of one question or of many after each other. An answer with a time is a look-up of that time (tier
 * `dns`); `WHEN` is taken as UTC, whatever the zone it names, since some hours do not matter against days of grace. An answer that
 * there is no such record is told as what it is, and so is a question that nobody answered: neither is a key.
 */
export function* rowsOfDig(text: string): Generator<Found | OtherRecord> {
  for (const answer of answersOf(text)) {
    const { seconds, server, question, status } = answer;
    const seen = seconds === undefined ? {} : { tier: 'dns', lastSeen: new Date(seconds * 1000).toISOString() };
    const source = server === undefined ? {} : { source: `dig, answered by ${server}` };
    let keys = 0;
    for (const found of rowsOfZone(answer.records.join('\n'))) {
      const line = answer.line + found.line - 1;
      if (!('row' in found)) {
        yield { ...found, line };
        continue;
      }
      keys++;
      yield { line, row: { ...found.row, ...seen, ...source } };
    }
    if (keys === 0 && (status !== undefined || question === undefined)) yield { line: answer.line, fault: noKey(question, status) };
  }
}

function noKey(question: string | undefined, status: string | undefined): string {
  const name = question === undefined ? '' : `${question}: `;
  if (status === 'NXDOMAIN') return `${name}the server answers that there is no such name: no key was published there then`;
  if (status === 'NOERROR') {
    if (question !== undefined && ownerOfName(question) === undefined) return `${name}not a name at which a key stands`;
    return `${name}the server answers that there is no such record: no key was published there then`;
  }
  return `${name}nothing was learned (${status ?? 'no answer stands here'}), which is not the same as "no key"`;
}

interface Answer {
  /** Where it begins. */
  readonly line: number;
  /** A line for each of its lines, those that are no records left empty. */
  readonly records: string[];
  status?: string;
  question?: string;
  seconds?: number;
  server?: string;
}

function* answersOf(text: string): Generator<Answer> {
  let answer: Answer = { line: 1, records: [] };
  let isEmpty = true;
  for (const [index, line] of text.split('\n').entries()) {
    const isFirstLine = line.startsWith('; <<>> DiG ') || (line.startsWith(';; ->>HEADER<<-') && answer.status !== undefined);
    if (isFirstLine) {
      if (!isEmpty) yield answer;
      answer = { line: index + 1, records: [] };
    }
    isEmpty &&= !isFirstLine && line.trim() === '';
    answer.records.push(line.startsWith(';') ? '' : line);
    if (line.startsWith(';')) readComment(line.slice(0, maxCommentLine).trimEnd(), answer);
  }
  if (!isEmpty) yield answer;
}

/** The comments that are read are short. */
const maxCommentLine = 1_000;

function readComment(line: string, answer: Answer): void {
  const status = /^;; ->>HEADER<<-.*\bstatus: (\w+)/.exec(line)?.[1];
  if (status !== undefined) answer.status = status;
  const question = /^;([^\s;]+)\.?\s+(?:IN\s+)?(?:TXT|CNAME|ANY)$/.exec(line)?.[1];
  if (question !== undefined) answer.question = question.toLowerCase().replace(/\.$/, '');
  const server = /^;; SERVER: ([^\s#(]+)/.exec(line)?.[1];
  if (server !== undefined) answer.server = server;
  const when = /^;; WHEN: \w{3} (\w{3}) +(\d{1,2}) (\d\d):(\d\d):(\d\d)(?: \S+)? (\d{4})$/.exec(line);
  if (when !== null) {
    const [, month, day, hour, minute, second, year] = when;
    const at = MONTHS.indexOf(month!);
    if (at >= 0) answer.seconds = Date.UTC(Number(year), at, Number(day), Number(hour), Number(minute), Number(second)) / 1000;
  }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
