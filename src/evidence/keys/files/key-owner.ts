/** Whose key stands at a name such as `s1._domainkey.example.org.`; undefined at any other name (RFC 6376 §3.6.2.1). */
export function ownerOfName(name: string): { readonly selector: string; readonly domain: string } | undefined {
  const middle = name.toLowerCase().indexOf('._domainkey.');
  if (middle < 1) return undefined;
  const domain = name.slice(middle + '._domainkey.'.length).replace(/\.$/, '');
  return domain === '' ? undefined : { selector: name.slice(0, middle), domain };
}
