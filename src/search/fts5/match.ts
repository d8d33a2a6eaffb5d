import type { Query, TextField, WordsQuery } from '../../query/ast.ts';
import { foldText } from '../../query/words.ts';

/** The columns of the table `search` that each field of the query language stands for. */
const columns: Record<TextField | 'any', string> = {
  any: 'subject sender recipients cc own quoted filenames',
  from: 'sender',
  to: 'recipients',
  cc: 'cc',
  subject: 'subject',
  body: 'own quoted',
  own: 'own',
  quoted: 'quoted',
  filename: 'filenames',
  attachment: 'attachment',
};

/** FTS5's parser has room for about thirty nested parentheses; a query of words that is deeper is put together from its parts. */
const maxDepth = 8;

/**
 * The FTS5 expression for a query of words alone.
 *
 * Nothing that was typed reaches FTS5's own syntax: a word is folded, so it has letters, digits and marks alone, and stands
 * in quotation marks.
 *
 * @returns `undefined` where the query asks for more than words, excludes without asking for anything, or is too deep.
 * @see https://www.sqlite.org/fts5.html#full_text_query_syntax
 */
export function matchExpression(query: Query, depth = 0): string | undefined {
  if (depth > maxDepth) return undefined;
  const write = (part: Query) => matchExpression(part, depth + 1);
  switch (query.kind) {
    case 'words':
      return matchWords(query);
    case 'or': {
      const parts = query.parts.map(write);
      return parts.includes(undefined) ? undefined : `(${parts.join(' OR ')})`;
    }
    case 'and': {
      const wanted = query.parts.filter((part) => part.kind !== 'not').map(write);
      const excluded = query.parts.filter((part) => part.kind === 'not').map((part) => write(part.part));
      if (wanted.length === 0 || wanted.includes(undefined) || excluded.includes(undefined)) return undefined;
      const all = `(${wanted.join(' AND ')})`;
      return excluded.length === 0 ? all : `(${all} NOT (${excluded.join(' OR ')}))`;
    }
    default:
      return undefined;
  }
}

function matchWords(query: WordsQuery): string {
  return `{${columns[query.field ?? 'any']}} : "${query.words.map(foldText).join(' ')}"${query.prefix ? ' *' : ''}`;
}

/**
 * The expression by which relevance is weighed: the words that a match must have, or, where it need not have any one of them,
 * all that it may have.
 *
 * @returns `undefined` where no words are asked for.
 */
export function rankingExpression(query: Query): string | undefined {
  const whole = matchExpression(query);
  if (whole !== undefined) return whole;
  if (query.kind === 'and') {
    const parts = query.parts.map((part) => matchExpression(part)).filter((part) => part !== undefined);
    if (parts.length > 0) return parts.join(' AND ');
  }
  const words = wantedWords(query).map(matchWords);
  return words.length === 0 ? undefined : words.join(' OR ');
}

/** The words that a query asks for, in their order; not those that it excludes. */
export function wantedWords(query: Query): WordsQuery[] {
  if (query.kind === 'words') return [query];
  return query.kind === 'and' || query.kind === 'or' ? query.parts.flatMap(wantedWords) : [];
}

/** The words of a query to highlight in subject and body (`SearchIndex.terms`). */
export function shownWords(query: Query): string[] {
  const shown = wantedWords(query).filter(({ field }) => field === undefined || fieldsOfText.has(field));
  return [
    ...new Set(
      shown.flatMap(({ words, prefix }) => words.map((word, at) => `${foldText(word)}${prefix && at === words.length - 1 ? '*' : ''}`)),
    ),
  ];
}

/** The fields whose words stand in a message's subject or body. */
const fieldsOfText = new Set(['subject', 'body', 'own', 'quoted']);
