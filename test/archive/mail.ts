import { generateKeyPairSync, hash, sign } from 'node:crypto';

/** A small message; header fields as given, CRLF throughout. */
export function mail(fields: Record<string, string>, body: string): Buffer {
  const header = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${header.join('')}\r\n${body.replace(/\r?\n/g, '\r\n')}`, 'utf8');
}

/** A key of a domain of the test's own. */
export function testKey(domain: string, selector: string) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const record = `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`;
  return { domain, selector, privateKey, record };
}

/** Signs a message made by {@link mail} (simple/simple, all of its fields); the fields must not repeat. `bodyLength`: its `l=`; `absent`: names that `h=` says are not there. */
export function signed(
  message: Buffer,
  { domain, selector, privateKey }: ReturnType<typeof testKey>,
  { bodyLength, absent = [] }: { readonly bodyLength?: number; readonly absent?: readonly string[] } = {},
): Buffer {
  const text = message.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  const fields = text.slice(0, end).split(/\r\n(?![ \t])/);
  const body = `${text.slice(end + 4).replace(/(\r\n)*$/, '')}\r\n`;
  const bodyHash = hash('sha256', Buffer.from(body.slice(0, bodyLength), 'latin1'), 'buffer').toString('base64');
  const length = bodyLength === undefined ? '' : ` l=${bodyLength};`;
  const names = [...fields.map((field) => field.slice(0, field.indexOf(':'))), ...absent];
  const unsigned = `DKIM-Signature: v=1; a=rsa-sha256; c=simple/simple; d=${domain}; s=${selector};${length} h=${names.join(':')}; bh=${bodyHash}; b=`;
  const signature = sign('sha256', Buffer.from(`${fields.join('\r\n')}\r\n${unsigned}`, 'latin1'), privateKey).toString('base64');
  return Buffer.from(`${unsigned}${signature}\r\n${text}`, 'latin1');
}
