/** Octets as people and programs write them. */
export function hexOf(octets: Uint8Array): string {
  let hex = '';
  for (const octet of octets) hex += octet.toString(16).padStart(2, '0');
  return hex;
}

export function base64Of(octets: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < octets.length; at += SLICE) binary += String.fromCharCode(...octets.subarray(at, at + SLICE));
  return btoa(binary);
}

/** An engine takes only so many arguments in one call. */
const SLICE = 8_192;
