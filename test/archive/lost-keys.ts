import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mail, signed, type testKey } from './mail.ts';

/** A key whose record nobody has kept. */
export function lostKey(domain: string, selector: string, bits: number, exponent: number): ReturnType<typeof testKey> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits, publicExponent: exponent });
  const record = `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`;
  return { domain, selector, privateKey, record };
}

/** A letter signed by the key, which says that there is no Sender; one a day, from 12 May 2016 on. */
export function letter(key: ReturnType<typeof testKey>, day: number, subject = `Letter ${day}`): Buffer {
  const date = new Date(Date.UTC(2016, 4, 12 + day, 16)).toUTCString().replace('GMT', '+0000');
  const fields = { From: `Ada <ada@${key.domain}>`, To: 'otto@weiss.example', Subject: subject, Date: date };
  return signed(mail(fields, `What ada wrote on day ${day}.\n`), key, { absent: ['Sender'] });
}

/** As majordomo passes it on. */
export function byWayOfList(octets: Buffer): Buffer {
  const text = octets.toString('latin1').replace(/^(From|To|Subject): /gm, (name) => name.padEnd(8));
  return Buffer.from(text.replace('\r\n\r\n', '\r\nSender: owner@list.example\r\nList-ID: <list.example>\r\n\r\n'), 'latin1');
}

/** Altered after it was signed, in a way that nobody can undo. */
export function withOtherWords(octets: Buffer): Buffer {
  return Buffer.from(octets.toString('latin1').replace('Subject: Letter', 'Subject: Ledger'), 'latin1');
}

export function writeMail(folder: string, messages: readonly Buffer[]): string {
  mkdirSync(folder, { recursive: true });
  for (const [index, octets] of messages.entries()) writeFileSync(join(folder, `${String(index).padStart(3, '0')}.eml`), octets);
  return folder;
}
