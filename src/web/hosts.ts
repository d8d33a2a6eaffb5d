import { isIP } from 'node:net';

/**
 * Whether a request names this server by one of its own names. A page elsewhere can point its name at this machine (DNS rebinding) and
 * then read what is served here as its own; the name in the Host field gives it away. An address, unlike a name, cannot be pointed.
 *
 * @param host - The Host field: a name or address, perhaps with a port.
 */
export function isOwnHost(host: string | undefined, bound: string, allowed: readonly string[]): boolean {
  const name = host === undefined ? undefined : hostName(host);
  if (name === undefined) return false;
  if (loopbackNames.has(name) || name === bound.toLowerCase() || allowed.some((each) => hostName(each) === name)) return true;
  return wildcards.has(bound) && isIP(name) !== 0;
}

/** Whether nobody but this machine reaches a server that listens there. */
export function isLoopback(host: string): boolean {
  return loopbackNames.has(host.toLowerCase()) || /^127(?:\.\d{1,3}){3}$/.test(host);
}

const loopbackNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1']);

/** Bound to every address, the server cannot know all of them by name. */
const wildcards: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/** `[::1]:8080` → `::1`; `Localhost:80` → `localhost`; undefined for what is no host (RFC 9110 §7.2). */
function hostName(host: string): string | undefined {
  const match = /^(?:\[([\da-f:.]+)\]|([^\s:/?#@[\]]+))(?::\d{1,5})?$/i.exec(host.trim());
  return (match?.[1] ?? match?.[2])?.toLowerCase().replace(/\.$/, '');
}
