import { hash } from 'node:crypto';
import { checkCertificate, type ProofMessage } from '../evidence/keys/recovery/certificate.ts';
import { parseMessage } from '../message/message.ts';
import type { Database } from '../store/database.ts';
import { readOctets } from '../store/octets.ts';
import { listRecoveries } from '../store/recoveries.ts';
import { createNodeCrypto } from './node-crypto.ts';

/** Checks each recovered key by its certificate, against the mail itself. */
export function* checkRecoveries(database: Database): Generator<{ readonly problem: string }> {
  const crypto = createNodeCrypto();
  const read = (number: number): ProofMessage | undefined => {
    try {
      const octets = readOctets(database, number);
      return octets && { sha256: hash('sha256', octets), message: parseMessage(octets) };
    } catch {
      return undefined; // told as a finding on that message
    }
  };
  for (const { domain, selector, record, certificate } of listRecoveries(database)) {
    const problems =
      certificate === undefined
        ? ['nothing shows where it comes from']
        : checkCertificate(certificate, { domain, selector, record }, read, crypto);
    for (const problem of problems) yield { problem: `the recovered key of ${selector}._domainkey.${domain}: ${problem}` };
  }
}
