import type { ChainIndex } from '../../evidence/chains/chain-index.ts';
import { unionOf } from '../../evidence/chains/fingerprints.ts';
import type { Database } from '../../store/database.ts';
import type { FingerprintsOf } from '../../store/fingerprints.ts';
import { addWork, addWorkOfVouchers } from '../../store/relations.ts';
import { addWorkOfArrival } from '../../store/twins.ts';
import { leastRecurring, maxSharers } from './limits.ts';

/**
 * Notes what the arrival of messages leaves to be done about chains: what they quote is to be found; mail that came before may quote
 * them; the own words of others may have become common, a signature block known, and copies and answers are no longer alone. Runs inside
 * the transaction that stores them.
 *
 * @param earlier - The fingerprints of the mail that was there before.
 * @param messages - By ascending numbers, with none between them that is not among them.
 */
export function announce(
  database: Database,
  earlier: ChainIndex,
  messages: readonly { readonly number: number; readonly prints: FingerprintsOf }[],
): void {
  addWork(
    database,
    'relate',
    messages.filter(({ prints }) => prints.quoted.length > 0).map(({ number }) => number),
  );
  const [first, last] = [messages[0], messages.at(-1)];
  if (first !== undefined && last !== undefined) addWorkOfArrival(database, first.number, last.number);
  if (earlier.isEmpty) return;
  const own = unionOf(messages.map(({ prints }) => prints.own));
  // Passages of which there were too many already are looked for by nobody.
  const common = new Set<number>();
  for (const { print, messages: others } of earlier.find(own, 'own')) {
    if (others.length > maxSharers) common.add(print);
    else addWork(database, 'conclude', others);
  }
  const telling = own.filter((print) => !common.has(print));
  for (const { messages: others } of earlier.find(telling, 'quoted')) addWork(database, 'relate', others);
  for (const { messages: others } of earlier.find(unionOf(messages.map(({ prints }) => prints.boilerplate)), 'boilerplate')) {
    if (others.length < leastRecurring) addWorkOfVouchers(database, others);
  }
}
