import { pureCrypto } from '../evidence/crypto-pure.ts';
import { readKeyFile } from '../evidence/keys/files/read.ts';
import type { Policy } from '../evidence/policy.ts';
import { hexOf } from '../evidence/steps/encodings.ts';
import type { Verdict } from '../evidence/verdict.ts';
import { painted, readAll } from './reading.ts';
import type { Screen } from './screen.ts';
import { verifyHere } from './verify-here.ts';

/** Verifies a message of the archive: its octets and keys are fetched, all else happens here. */
export async function verifyAgain(place: HTMLElement, screen: Screen): Promise<void> {
  const { eml = '', sha256, keys = '', verdict, policy = '', rebuilt } = place.dataset;
  try {
    const octets = await fetched(eml, screen);
    if (hexOf(pureCrypto.sha256(octets)) !== sha256) {
      screen.say('');
      screen.tellProblem(screen.words.verify.otherOctets);
      return;
    }
    const file = await fetched(keys, screen);
    screen.say(screen.words.verify.verifying(eml));
    await painted();
    const { keys: known } = readKeyFile('keys.jsonl', file, undefined, { takesRecovered: true });
    const view = verifyHere(octets, known, {
      place: 0,
      policy: JSON.parse(policy) as Policy,
      hasOriginalOctets: rebuilt === undefined,
      archiveSays: verdict as Verdict,
    });
    screen.show([view]);
    screen.say(screen.words.verify.done(1, known.length));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    screen.say('');
    screen.tellProblem(screen.words.verify.unreachable);
  } finally {
    screen.endProgress();
  }
}

/** Throws a TypeError where it cannot be had, as `fetch` does. */
async function fetched(address: string, screen: Screen): Promise<Uint8Array> {
  screen.say(screen.words.verify.reading(address));
  // The address holds only a number, under which another archive may have been served here before.
  const response = await fetch(address, { cache: 'no-store' });
  if (!response.ok || response.body === null) throw new TypeError(`${address}: ${response.status}`);
  const size = Number(response.headers.get('content-length') ?? Number.NaN);
  return readAll(response.body, Number.isNaN(size) ? undefined : size, (share) => screen.showProgress(share));
}
