import type { Message } from '../../../message/message.ts';
import { headerText, unfolded } from './header-text.ts';

/**
 * Addresses that a header names as the author's or the sender's, the likeliest first: what lists and servers write down of the sender
 * that they replaced. Each once, as written.
 */
export function addressesFound(message: Message): string[] {
  const found: string[] = [];
  const known = new Set<string>();
  const add = (address: string) => {
    if (found.length >= maxAddressesFound || known.has(address)) return;
    known.add(address);
    found.push(address);
  };
  for (const names of [AUTHORS, SERVERS, undefined]) {
    for (const field of message.fields) {
      const isAsked = names === undefined ? !AUTHORS.has(field.lowerName) && !SERVERS.has(field.lowerName) : names.has(field.lowerName);
      if (!isAsked || field.end - field.start > maxFieldOctets || NEVER.test(field.lowerName)) continue;
      for (const [address] of unfolded(headerText(message, field)).matchAll(ADDRESS)) {
        const hidden = hiddenAddress(address);
        if (hidden !== undefined) add(hidden);
        add(address);
      }
    }
  }
  return found;
}

/** An address that was written into another: `list-bounces+ada=example.org@list.example`, `ada_at_example.org@list.example`, `ada@example.org.invalid`. */
function hiddenAddress(address: string): string | undefined {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  if (address.endsWith('.invalid')) return address.slice(0, -'.invalid'.length);
  const match = /(?:^|[+-])([A-Za-z0-9._%-]{1,64})(?:=|_at_|\.at\.)([A-Za-z0-9.-]{1,200})$/.exec(local);
  return match === null ? undefined : `${match[1]}@${match[2]}`;
}

const ADDRESS = /[A-Za-z0-9._%+=&/~!#$*?^{|}-]{1,200}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,10}/g;

const AUTHORS = new Set([
  'reply-to',
  'x-original-sender',
  'x-mailfrom',
  'x-sender',
  'x-original-from',
  'x-authenticated-sender',
  'x-google-sender',
  'from',
]);
const SERVERS = new Set([
  'return-path',
  'x-envelope-from',
  'envelope-from',
  'x-env-sender',
  'received-spf',
  'authentication-results',
  'arc-authentication-results',
  'x-greylist',
  'x-spam-score',
  'sender',
  'cc',
]);
/** What looks like an address there is none. */
const NEVER =
  /^(?:message-id|in-reply-to|references|content-id|dkim-signature|arc-seal|arc-message-signature|x-google-dkim-signature|list-.*)$/;

/** Each is tried in a dozen forms. A mail to hundreds of people names hundreds. */
const maxAddressesFound = 24;
const maxFieldOctets = 16 * 1024;
