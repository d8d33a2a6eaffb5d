/** Whether both hold the same octets. Not in constant time: nothing that is compared here is secret. */
export function sameOctets(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((octet, i) => octet === b[i]);
}
