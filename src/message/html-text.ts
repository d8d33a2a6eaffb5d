import { type QuoteType, Tokenizer } from 'htmlparser2';
import { maxHtmlLength, maxQuoteDepth } from './limits.ts';

/**
 * The text that a reader of an HTML mail sees.
 *
 * Blocks begin lines, paragraphs are set apart by an empty line, cells of a row by a tab, items of a list by `- `; a quoted block's
 * lines begin with `> ` once a level, as in plain text; links keep their text and lose their address. Scripts, styles, the head,
 * templates and what is styled not to be shown (`display:none`, `visibility:hidden`, `mso-hide:all`, a font size of zero) are dropped.
 *
 * Works on tokens, without a tree: htmlparser2's `Parser` searches its whole stack at every stray end tag, which costs quadratic
 * time on hostile input; here state is counters and one hidden element. What lies past `maxHtmlLength` is not read. Never throws.
 */
export function htmlToText(html: string): string {
  const source = html.length > maxHtmlLength ? html.slice(0, maxHtmlLength) : html;
  const writer = new TextWriter();
  let tag = '';
  let attribute = '';
  let value = '';
  let isHiddenTag = false;
  let quoteDepth = 0;
  let preDepth = 0;
  /** The element whose content is dropped, and how many of its name are open in it. */
  let hidden: { readonly name: string; nested: number } | undefined;

  const open = (): void => {
    if (hidden !== undefined) {
      if (tag === 'body') hidden = undefined;
      else if (tag !== hidden.name) return;
      else if (closedByTheNext.has(tag)) hidden = undefined;
      else {
        hidden.nested++;
        return;
      }
    }
    if ((isHiddenTag && !voidElements.has(tag)) || droppedElements.has(tag)) {
      hidden = { name: tag, nested: 0 };
      return;
    }
    if (isHiddenTag) return;
    if (tag === 'blockquote') writer.setQuoteDepth(++quoteDepth);
    else if (tag === 'br') writer.breakLine();
    else if (tag === 'td' || tag === 'th') writer.cell();
    else if (paragraphs.has(tag)) writer.paragraph();
    else if (blocks.has(tag)) writer.block();
    if (tag === 'li') writer.item();
    if (tag === 'pre') preDepth++;
  };
  const close = (name: string): void => {
    if (hidden !== undefined) {
      if (name === hidden.name) {
        if (hidden.nested-- === 0) hidden = undefined;
      } else if (closesFromOutside(hidden.name, name)) hidden = undefined;
      return;
    }
    if (name === 'blockquote' && quoteDepth > 0) writer.setQuoteDepth(--quoteDepth);
    else if (paragraphs.has(name)) writer.paragraph();
    else if (blocks.has(name)) writer.block();
    if (name === 'pre' && preDepth > 0) preDepth--;
  };

  const tokenizer = new Tokenizer(
    { xmlMode: false, decodeEntities: true },
    {
      onopentagname(start: number, end: number) {
        tag = source.slice(start, end).toLowerCase();
        isHiddenTag = false;
      },
      onattribname(start: number, end: number) {
        attribute = source.slice(start, Math.min(end, start + 20)).toLowerCase();
        value = '';
      },
      onattribdata(start: number, end: number) {
        if (attribute === 'style' && value.length < MAX_STYLE_LENGTH) value += source.slice(start, Math.min(end, start + MAX_STYLE_LENGTH));
      },
      onattribentity(codepoint: number) {
        if (attribute === 'style' && value.length < MAX_STYLE_LENGTH) value += String.fromCodePoint(codepoint);
      },
      onattribend(_quote: QuoteType) {
        if (attribute === 'hidden' || (attribute === 'style' && hidingStyle.test(value))) isHiddenTag = true;
      },
      onopentagend: open,
      onselfclosingtag: open,
      onclosetag(start: number, end: number) {
        close(
          source
            .slice(start, Math.min(end, start + 40))
            .trim()
            .toLowerCase(),
        );
      },
      ontext(start: number, end: number) {
        if (hidden === undefined) writer.text(source.slice(start, end), preDepth > 0);
      },
      ontextentity(codepoint: number) {
        if (hidden === undefined) writer.text(String.fromCodePoint(codepoint), preDepth > 0);
      },
      oncdata() {},
      oncomment() {},
      ondeclaration() {},
      onprocessinginstruction() {},
      onend() {},
    },
  );
  tokenizer.write(source);
  tokenizer.end();
  return writer.finish();
}

/** Longer style attributes hide nothing: honest ones are shorter. */
const MAX_STYLE_LENGTH = 2_000;

const hidingStyle =
  /(?:^|;)\s{0,9}(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden|mso-hide\s{0,9}:\s{0,9}all|font-size\s{0,9}:\s{0,9}0(?:px|pt|em|%)?\s{0,9}(?:;|!|$))/i;

const voidElements = elements('area base br col embed hr img input link meta param source track wbr');
const droppedElements = elements('head script style template title iframe object svg datalist noembed noframes');
const paragraphs = elements('p h1 h2 h3 h4 h5 h6 ul ol dl table pre hr');
const blocks = elements(
  'address article aside body caption center dd details dialog div dt fieldset figcaption figure footer form header hgroup html legend li main menu nav section summary tbody tfoot thead tr',
);
/** Elements that a second one of their name closes, since their end tags are optional. */
const closedByTheNext = elements('p li td th tr option dt dd');

function elements(names: string): ReadonlySet<string> {
  return new Set(names.split(' '));
}

/** Whether the end tag `name` closes an element that it is outside of: end tags of cells, rows and items may be missing. */
function closesFromOutside(hiddenName: string, name: string): boolean {
  switch (name) {
    case 'body':
    case 'html':
    case 'head':
      return true;
    case 'tr':
      return hiddenName === 'td' || hiddenName === 'th';
    case 'table':
      return hiddenName === 'td' || hiddenName === 'th' || hiddenName === 'tr' || hiddenName === 'p';
    case 'ul':
    case 'ol':
      return hiddenName === 'li';
    case 'div':
    case 'td':
    case 'blockquote':
      return hiddenName === 'p';
    default:
      return false;
  }
}

/** Lays text out in lines: collapses white space, quotes, keeps empty lines to one. */
class TextWriter {
  readonly #lines: string[] = [];
  #line: string[] = [];
  #hasInk = false;
  #endsInSpace = true;
  #wantsCell = false;
  #wantsMark = false;
  #wantsEmptyLine = false;
  #prefix = '';

  text(text: string, isPreformatted: boolean): void {
    if (isPreformatted) {
      const [first = '', ...rest] = text.replace(/\r\n?/g, '\n').split('\n');
      this.#append(first);
      for (const line of rest) {
        this.breakLine();
        this.#append(line);
      }
      return;
    }
    let collapsed = text.replace(/[ \t\r\n\f]+/g, ' ').replace(/\u00ad|\u034f|\u200b|\ufeff/g, '');
    if (this.#endsInSpace && collapsed.startsWith(' ')) collapsed = collapsed.slice(1);
    this.#append(collapsed);
  }

  /** A cell begins: a tab sets it apart from what stands before it in its row. */
  cell(): void {
    if (this.#hasInk) this.#wantsCell = true;
    this.#endsInSpace = true;
  }

  /** An item of a list begins: its first text, in whatever block it stands, takes the mark. */
  item(): void {
    this.#wantsMark = true;
  }

  /** A block begins or ends: what follows begins a line. */
  block(): void {
    if (this.#hasInk) this.#endLine();
    this.#wantsCell = false;
  }

  paragraph(): void {
    this.block();
    this.#wantsEmptyLine = !this.#wantsMark;
  }

  breakLine(): void {
    this.#flushEmptyLine();
    this.#endLine();
  }

  setQuoteDepth(depth: number): void {
    this.block();
    this.#prefix = '> '.repeat(Math.min(depth, maxQuoteDepth));
  }

  finish(): string {
    this.block();
    const text = this.#lines.join('\n');
    return text.replace(/\n{3,}/g, '\n\n').replace(/^\n+|\n+$/g, '');
  }

  #append(text: string): void {
    if (text === '') return;
    this.#flushEmptyLine();
    if (this.#wantsCell && text !== ' ') {
      this.#line.push('\t');
      this.#wantsCell = false;
    }
    if (this.#wantsMark && text !== ' ') {
      this.#line.push('- ');
      this.#wantsMark = false;
    }
    this.#line.push(text.replaceAll('\u00a0', ' '));
    this.#hasInk ||= text !== ' ';
    this.#endsInSpace = text.endsWith(' ');
  }

  #flushEmptyLine(): void {
    if (!this.#wantsEmptyLine) return;
    this.#wantsEmptyLine = false;
    if (this.#lines.length > 0 && this.#lines.at(-1)?.trim() !== '') this.#lines.push(this.#prefix.trimEnd());
  }

  #endLine(): void {
    this.#lines.push((this.#prefix + this.#line.join('')).trimEnd());
    this.#line = [];
    this.#hasInk = false;
    this.#endsInSpace = true;
  }
}
