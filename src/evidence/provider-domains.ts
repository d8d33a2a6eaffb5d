/**
 * Mail providers that sign for a customer with a domain of their own.
 *
 * `customer`: the name under the provider's domain is made from the customer's verified domain, so a signature says that the provider
 * holds the sender for a user of that domain. `tenant`: the customer chose the name freely; it says nothing about any other domain, and
 * two names under the provider's domain are two organisations.
 */
export interface ProviderPattern {
  readonly provider: string;
  readonly kind: 'customer' | 'tenant';
  /** Matches a signing domain; its first group is the customer's name. */
  readonly pattern: RegExp;
}

export const PROVIDER_PATTERNS: readonly ProviderPattern[] = [
  // x.com signs as x-com.20150623.gappssmtp.com until its owner sets up a key of its own; the date is that of Google's key.
  { provider: 'Google Workspace', kind: 'customer', pattern: /^([a-z0-9-]+)\.\d{8}\.gappssmtp\.com$/ },
  { provider: 'Microsoft 365', kind: 'tenant', pattern: /^([a-z0-9-]+)(?:\.mail)?\.onmicrosoft\.com$/ },
];

/** Whether `signer` is a provider's own domain for its customer `domain`. Dots became hyphens, so a-b.com and a.b.com cannot be told apart. */
export function isProviderFor(signer: string, domain: string): boolean {
  return PROVIDER_PATTERNS.some(({ kind, pattern }) => kind === 'customer' && pattern.exec(signer)?.[1] === domain.replaceAll('.', '-'));
}

/**
 * The customer of a provider that a name belongs to, the labels below his own included: the public suffix list does not part customers
 * from the provider, nor from each other.
 */
export function customerIn(domain: string): string | undefined {
  const labels = domain.split('.');
  for (const { provider, pattern } of PROVIDER_PATTERNS) {
    // The longest end that the pattern takes: `mail.x.onmicrosoft.com` and `x.mail.onmicrosoft.com` are names of the tenant x.
    for (let length = Math.min(labels.length, 4); length >= 3; length--) {
      const customer = pattern.exec(labels.slice(-length).join('.'))?.[1];
      if (customer !== undefined) return `${provider} ${customer}`;
    }
  }
  return undefined;
}
