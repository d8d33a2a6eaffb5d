import type { Beginning, Query } from './ast.ts';

/**
 * Writes a query so that reading it again gives the same query, but for positions.
 *
 * @returns Its plainest form: `a "b c" OR -d`, quotation marks and parentheses only where they are needed.
 */
export function printQuery(query: Query): string {
  return query.kind === 'all' ? '' : print(query);
}

function print(query: Query): string {
  switch (query.kind) {
    case 'all':
      return '*';
    case 'and':
      return query.parts.map((part) => enclose(part, part.kind === 'and' || part.kind === 'or')).join(' ');
    case 'or':
      return query.parts.map((part) => enclose(part, part.kind === 'or')).join(' OR ');
    case 'not':
      return `-${enclose(query.part, query.part.kind === 'and' || query.part.kind === 'or')}`;
    case 'words':
      return `${query.field === undefined ? '' : `${query.field}:`}${printWords(query.words, query.prefix)}`;
    case 'address':
      return `${query.field}:${quote(query.address)}`;
    case 'domain':
      return `domain:${quote(query.domain)}`;
    case 'signer':
      return `signer:${query.domain === undefined ? '*' : quote(query.domain)}`;
    case 'verdict':
      return `verdict:${printName(query.value)}`;
    case 'mark':
      return `mark:${printName(query.value)}`;
    case 'type':
      return `type:${quote(query.type)}`;
    case 'thread':
      return `thread:${query.thread}`;
    case 'number':
      return `number:${query.first === query.last ? query.first : `${query.first ?? ''}..${query.last ?? ''}`}`;
    case 'has':
      return `has:${query.what}`;
    case 'date':
      return `${query.form}:${query.value}`;
    default:
      return query satisfies never;
  }
}

function enclose(query: Query, needed: boolean): string {
  return needed ? `(${print(query)})` : print(query);
}

function printWords(words: readonly string[], prefix: boolean): string {
  const star = prefix ? '*' : '';
  const [word] = words;
  const isOperator = !prefix && (word === 'OR' || word === 'AND' || word === 'NOT');
  return words.length === 1 && !isOperator ? `${quote(word!)}${star}` : `"${words.join(' ')}"${star}`;
}

function printName(value: Beginning<string>): string {
  return 'name' in value ? value.name : `${value.beginning}*`;
}

/** A value as it stands, or in quotation marks where it would not be read back so. */
export function quote(value: string): string {
  return /[\s()"“”*]/.test(value) ? `"${value}"` : value;
}
