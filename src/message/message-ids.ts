import { maxMessageIdLength } from './limits.ts';

/**
 * The message identifiers in the value of Message-ID or In-Reply-To, without their angle brackets, in order. Anything outside angle
 * brackets (comments, the free text of old In-Reply-To fields) is passed over; a value without any angle bracket is taken as
 * identifiers parted by white space.
 *
 * Read as meant: brackets that a web archive wrote as `&lt;` and `&gt;`, and white space where a line was folded inside an identifier.
 * Passed over: what names nothing, as `<unknown>` does, and what is too long to be a name.
 *
 * @param value - The unfolded value.
 * @see RFC 5322 §3.6.4, §4.5.4
 */
export function parseMessageIds(value: string): string[] {
  const text = withBrackets(value);
  const ids: string[] = [];
  let open = text.indexOf('<');
  if (open < 0) return bareIds(text);
  while (open >= 0) {
    const close = text.indexOf('>', open);
    if (close < 0) break;
    // A second '<' before the '>' is where the identifier really begins.
    const id = text.slice(text.lastIndexOf('<', close) + 1, close).replace(/\s+/g, '');
    if (isMessageId(id)) ids.push(id);
    open = text.indexOf('<', close);
  }
  return ids;
}

/** The same for References, which is nothing but identifiers: one beside the others that lacks a bracket, or both, is one all the same. */
export function parseReferenceIds(value: string): string[] {
  return (withBrackets(value).match(/<[^<>]*>|[^\s,;<>]+/g) ?? []).flatMap((piece) =>
    piece.startsWith('<') ? parseMessageIds(piece) : bareIds(piece),
  );
}

/** Programs write `<>`, `<@>`, `<none>` and `<unknown>` where they know no identifier: those would join whatever has them. */
export function isMessageId(id: string): boolean {
  return id.length <= maxMessageIdLength && (/[^@]@[^@]/.test(id) || /\d/.test(id));
}

function bareIds(text: string): string[] {
  return text.split(/[\s,>]+/).filter((word) => word.includes('@') && isMessageId(word));
}

function withBrackets(value: string): string {
  return value.includes('&') ? value.replace(/&(?:lt|#60);/gi, '<').replace(/&(?:gt|#62);/gi, '>') : value;
}
