import { latin1ToOctets } from '../../message/charset.ts';

/**
 * Domain names as `d=`, `s=` and `i=` hold them.
 *
 * @see RFC 6376 §3.5 (grammar), RFC 8616 §4 (names in UTF-8)
 */

/**
 * Whether a name is at least `minLabels` labels of letters, digits, hyphens and underscores, no longer than DNS allows.
 *
 * @param name - Lower-cased, as {@link nameFromOctets} gives it.
 */
export function isDomainName(name: string, minLabels: number): boolean {
  if (name.length > 253) return false;
  const labels = name.split('.');
  return labels.length >= minLabels && labels.every((label) => LABEL.test(label));
}

/** Whether `name` is `parent` or lies below it. Both lower-cased. */
export function isSubdomainOf(name: string, parent: string): boolean {
  return name === parent || name.endsWith(`.${parent}`);
}

/**
 * A name in the form that keys are filed under: lower-cased, its labels in UTF-8 turned to A-labels.
 *
 * @param octets - One character an octet.
 * @returns The name as it is, lower-cased, where it has no A-label form.
 */
export function nameFromOctets(octets: string): string {
  if (!NOT_ASCII.test(octets)) return octets.toLowerCase();
  return asciiName(new TextDecoder().decode(latin1ToOctets(octets)));
}

/** The A-label form of a name in Unicode, lower-cased; the name itself, lower-cased, where it has none. */
export function asciiName(name: string): string {
  if (!NOT_ASCII.test(name)) return name.toLowerCase();
  // The URL parser does IDNA on every platform; a name with other URL characters in it is no name.
  const host = /[\s/?#@:\\[\]%]/.test(name) ? undefined : URL.parse(`http://${name}/`)?.hostname;
  return host === undefined || host === '' ? name.toLowerCase() : host;
}

/** RFC 5321 §4.1.2 `sub-domain`, and the underscore. */
const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;
const NOT_ASCII = /[^\x00-\x7f]/;
