/**
 * A domain as DNS has it: in A-labels and lower case (RFC 5890), by the platform's URL parser.
 *
 * @returns Undefined for what that parser refuses, or would take for more than a domain.
 */
export function aLabelsOf(domain: string): string | undefined {
  if (/[\s/?#:\\%@[\]]/.test(domain)) return undefined;
  try {
    // What `URL.canParse` says yes to may throw all the same, and browsers of 2023 have no `URL.parse`.
    return new URL(`http://${domain}/`).hostname;
  } catch {
    return undefined;
  }
}
