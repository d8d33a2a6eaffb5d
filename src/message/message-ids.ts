/**
 * The message identifiers in the value of Message-ID, In-Reply-To or References, without their angle brackets, in order.
 * Anything outside angle brackets (comments, the free text of old In-Reply-To fields) is passed over; a value without any
 * angle bracket is taken as identifiers parted by white space.
 *
 * @param value - The unfolded value.
 * @see RFC 5322 §3.6.4, §4.5.4
 */
export function parseMessageIds(value: string): string[] {
  const ids: string[] = [];
  let open = value.indexOf('<');
  if (open < 0) return value.split(/[\s,>]+/).filter((word) => word.includes('@'));
  while (open >= 0) {
    const close = value.indexOf('>', open);
    if (close < 0) break;
    // A second '<' before the '>' is where the identifier really begins.
    const id = value.slice(value.lastIndexOf('<', close) + 1, close).replace(/\s+/g, '');
    if (id !== '') ids.push(id);
    open = value.indexOf('<', close);
  }
  return ids;
}
