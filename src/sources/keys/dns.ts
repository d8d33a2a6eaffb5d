import { Resolver } from 'node:dns/promises';
import { type KeySource, keyName, LookupFailed, type StoredKey } from '../../evidence/keys/key.ts';

export interface DnsOptions {
  /** Seconds since 1970: noted with every answer. */
  now(): number;
  /** `address` or `address:port`; else the system's. */
  readonly servers?: readonly string[];
  /** Of one try; each further one waits longer. */
  readonly timeoutMilliseconds?: number;
  readonly tries?: number;
}

/**
 * Looks keys up in DNS, live: only for a user who consents, since every question tells the domain's owner what is examined.
 *
 * An answer that there is no such name or no such record is `[]`. All else (no answer, a server's failure or refusal) throws
 * LookupFailed: not asked is not "asked: no key".
 * @see RFC 6376 §3.6.2
 */
export function createDnsKeySource(options: DnsOptions): KeySource {
  const { timeoutMilliseconds = 4000, tries = 2 } = options;
  return {
    async lookup(domain, selector, signal) {
      signal?.throwIfAborted();
      const name = keyName(domain, selector);
      // A resolver for each question: cancelling one must not cancel another's.
      const resolver = new Resolver({ timeout: timeoutMilliseconds, tries });
      if (options.servers !== undefined) resolver.setServers([...options.servers]);
      const cancel = () => resolver.cancel();
      signal?.addEventListener('abort', cancel, { once: true });
      try {
        const records = await resolver.resolveTxt(name);
        const lookedUpAtSeconds = options.now();
        // A record's strings are joined without anything between them (RFC 6376 §3.6.2.2).
        return records.map(
          (strings): StoredKey => ({
            domain: domain.toLowerCase(),
            selector: selector.toLowerCase(),
            record: strings.join(''),
            tier: 'dns',
            source: 'dns',
            lookedUpAtSeconds,
          }),
        );
      } catch (error) {
        signal?.throwIfAborted();
        const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
        if (code === 'ENOTFOUND' || code === 'ENODATA') return [];
        if (code === undefined) throw error;
        throw new LookupFailed(`${name}: ${reasonOf(code)}`, { cause: error });
      } finally {
        signal?.removeEventListener('abort', cancel);
      }
    },
  };
}

function reasonOf(code: string): string {
  switch (code) {
    case 'ETIMEOUT':
      return 'no DNS server answered in time';
    case 'ECONNREFUSED':
      return 'no DNS server could be reached';
    case 'ESERVFAIL':
      return 'the DNS server failed to find out (SERVFAIL)';
    case 'EREFUSED':
      return 'the DNS server refuses to answer (REFUSED)';
    case 'EBADNAME':
      return 'not a name that DNS can be asked for';
    default:
      return `the DNS look-up failed (${code})`;
  }
}
