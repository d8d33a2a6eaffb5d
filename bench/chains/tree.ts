/** A mail's text as a tree, so that whoever made it knows at any time whose words stand where, and which of them were changed. */
import { escapeHtml, wrap } from '../../src/demo/mime/encode.ts';
import type { Plant } from './edits.ts';

export interface Sentence {
  /** Of the mail whose author wrote it. */
  readonly of: string;
  /** Counted from 0 in its mail; of what was put in later, none. */
  readonly at?: number;
  readonly role: 'greeting' | 'body' | 'farewell' | 'signature' | 'device' | 'noise';
  readonly text: string;
  /** Whether a word of it was changed, or all of it put in, since its author wrote it. */
  readonly isPlanted?: boolean;
  /** What was changed. */
  readonly plant?: Plant;
}

export type Node = Paragraph | QuoteNode;

export interface Paragraph {
  readonly kind: 'paragraph';
  /** Parted by spaces; those of a signature by line ends. */
  readonly sentences: readonly Sentence[];
}

export interface QuoteNode {
  readonly kind: 'quote';
  readonly introduction: readonly string[];
  readonly marks: 'marked' | 'head' | 'none';
  /** Of the mail that is quoted. */
  readonly of: string;
  readonly nodes: readonly Node[];
}

/** How a mail is laid out. */
export interface Layout {
  readonly width: number | undefined;
  /** A program wrapped lines with marks, and the ends have none. */
  readonly wrapsBadly: boolean;
  readonly htmlBlock: 'p' | 'div' | 'br';
}

export function plainText(nodes: readonly Node[], layout: Layout): string {
  const lines = textLines(nodes, layout);
  const wrapped = layout.wrapsBadly ? lines.flatMap((line) => (line.startsWith('>') ? wrap(line, 66) : [line])) : lines;
  return `${wrapped.join('\n')}\n`;
}

function textLines(nodes: readonly Node[], layout: Layout): string[] {
  const lines: string[] = [];
  for (const node of nodes) {
    if (lines.length > 0) lines.push('');
    if (node.kind === 'paragraph') lines.push(...paragraphLines(node, layout));
    else {
      const inner = textLines(node.nodes, { ...layout, wrapsBadly: false });
      const head = node.introduction.flatMap((line) => (node.introduction.length > 1 ? [line] : wrap(line, 76)));
      if (node.marks === 'none') lines.push(...head, '', ...inner);
      else if (node.marks === 'head') lines.push(...marked([...head, '', ...inner]));
      else lines.push(...head, '', ...marked(inner));
    }
  }
  return lines;
}

function marked(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '>' : line.startsWith('>') ? `>${line}` : `> ${line}`));
}

function paragraphLines({ sentences }: Paragraph, { width }: Layout): string[] {
  const isList = sentences[0]?.role === 'signature';
  const lines = isList ? ['-- ', ...sentences.map(({ text }) => text)] : [sentences.map(({ text }) => text).join(' ')];
  return width === undefined ? lines : lines.flatMap((line) => (line === '-- ' ? [line] : wrap(line, width)));
}

export function htmlText(nodes: readonly Node[], layout: Layout): string {
  return nodes
    .map((node) => {
      if (node.kind === 'quote') {
        const head = node.introduction.map((line) => escapeHtml(line.replace(/^_{10,}$/, ''))).join('<br>\n');
        const rule = node.introduction[0]?.startsWith('____') ? '<hr>' : '';
        const inner = htmlText(node.nodes, layout);
        if (node.marks === 'none') return `${rule}<div style="border-top:solid #B5C4DF 1.0pt">${head}</div>\n<div>${inner}</div>`;
        if (node.marks === 'head') return `<blockquote type="cite"><div>${head}</div><br>${inner}</blockquote>`;
        return `<div>${head}<br></div><blockquote style="margin:0 0 0 .8ex;border-left:1px #ccc solid">${inner}</blockquote>`;
      }
      const isList = node.sentences[0]?.role === 'signature';
      const text = node.sentences.map((sentence) => escapeHtml(sentence.text)).join(isList ? '<br>\n' : ' ');
      const shown = isList ? `-- <br>\n${text}` : text;
      if (layout.htmlBlock === 'p') return `<p class="MsoNormal">${shown}</p>`;
      return layout.htmlBlock === 'div' ? `<div>${shown}</div><div><br></div>` : `${shown}<br><br>`;
    })
    .join('\n');
}

/** All sentences, those of quotes too, with how deep they stand. */
export function* sentencesOf(nodes: readonly Node[], depth = 0): Generator<{ readonly sentence: Sentence; readonly depth: number }> {
  for (const node of nodes) {
    if (node.kind === 'quote') yield* sentencesOf(node.nodes, depth + 1);
    else for (const sentence of node.sentences) yield { sentence, depth };
  }
}

/** The same with every sentence replaced by what is given for it; paragraphs that become empty are gone. */
export function mapSentences(nodes: readonly Node[], change: (sentence: Sentence) => readonly Sentence[]): Node[] {
  return nodes.flatMap((node): Node[] => {
    if (node.kind === 'quote') return [{ ...node, nodes: mapSentences(node.nodes, change) }];
    const sentences = node.sentences.flatMap(change);
    return sentences.length === 0 ? [] : [{ ...node, sentences }];
  });
}
