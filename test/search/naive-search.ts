import { domainOf } from '../../src/message/addresses.ts';
import type { Query, TextField } from '../../src/query/ast.ts';
import { foldText, wordsOf } from '../../src/query/words.ts';
import type { SampleMessage, SamplePerson } from '../contracts/search-sample.ts';

/** The query language said a second time, message by message and with nothing clever: what engines are compared with. */
export function matches(message: SampleMessage, number: number, query: Query): boolean {
  switch (query.kind) {
    case 'all':
      return true;
    case 'and':
      return query.parts.every((part) => matches(message, number, part));
    case 'or':
      return query.parts.some((part) => matches(message, number, part));
    case 'not':
      return !matches(message, number, query.part);
    case 'words': {
      const asked = query.words.map(foldText);
      return piecesOf(message, query.field).some((piece) => holds(piece, asked, query.prefix));
    }
    case 'address':
      return message[query.field].some(({ address }) => spelled(address) === spelled(query.address));
    case 'domain':
      return message.from[0] !== undefined && isWithin(domainOf(message.from[0].address)!, query.domain);
    case 'signer':
      return message.signatures.some(({ signer, passes }) => passes && (query.domain === undefined || isWithin(signer, query.domain)));
    case 'verdict':
      return 'name' in query.value ? message.verdict === query.value.name : message.verdict.startsWith(query.value.beginning);
    case 'mark': {
      const { value } = query;
      return message.marks.some((mark) => ('name' in value ? mark === value.name : mark.startsWith(value.beginning)));
    }
    case 'type': {
      const asked = query.type;
      if (asked.includes('/')) return message.attachments.some(({ type }) => type === asked);
      if (asked === 'pdf' || asked === 'image') return message.attachments.some(({ kind }) => kind === asked);
      return message.attachments.some(({ type, name }) => type.startsWith(`${asked}/`) || (name ?? '').toLowerCase().endsWith(`.${asked}`));
    }
    case 'thread':
      return message.thread === query.thread;
    case 'number':
      return number >= (query.first ?? 0) && number <= (query.last ?? number);
    case 'has':
      return message.attachments.length > 0;
    case 'date': {
      const { dateSeconds } = message;
      return (
        dateSeconds !== undefined &&
        dateSeconds >= (query.fromSeconds ?? dateSeconds) &&
        dateSeconds < (query.untilSeconds ?? Number.POSITIVE_INFINITY)
      );
    }
    default:
      return query satisfies never;
  }
}

function piecesOf(message: SampleMessage, field: TextField | undefined): readonly string[] {
  const people = (list: readonly SamplePerson[]) => list.map(({ name, address }) => `${name ?? ''} ${address}`);
  const pieces = {
    from: people(message.from),
    to: people(message.to),
    cc: people(message.cc),
    subject: message.subject === undefined ? [] : [message.subject],
    body: [...message.own, ...message.quoted],
    own: message.own,
    quoted: message.quoted,
    filename: message.attachments.flatMap(({ name }) => name ?? []),
    attachment: message.attachments.flatMap(({ text }) => text ?? []),
  };
  if (field !== undefined) return pieces[field];
  return [...pieces.from, ...pieces.to, ...pieces.cc, ...pieces.subject, ...pieces.body, ...pieces.filename];
}

function holds(piece: string, asked: readonly string[], prefix: boolean): boolean {
  const words = Array.from(wordsOf(piece), ({ text }) => foldText(text));
  return words.some((_, start) =>
    asked.every((word, index) => {
      const there = words[start + index];
      return prefix && index === asked.length - 1 ? there?.startsWith(word) : there === word;
    }),
  );
}

function spelled(address: string): string {
  return address.toLowerCase().replace(/[^@]*$/, domainOf(address) ?? '');
}

function isWithin(domain: string, above: string): boolean {
  return domain === above || domain.endsWith(`.${above}`);
}
