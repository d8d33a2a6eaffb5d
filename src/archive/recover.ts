import { performance } from 'node:perf_hooks';
import type { RsaPublicKey } from '../evidence/crypto.ts';
import type { StoredKey } from '../evidence/keys/key.ts';
import { parseKeyRecord } from '../evidence/keys/record.ts';
import { type Certificate, certify, type PlacedSample, recoveredKey } from '../evidence/keys/recovery/certificate.ts';
import { distinct } from '../evidence/keys/recovery/plan.ts';
import { readSample, tryKey } from '../evidence/keys/recovery/sample.ts';
import { minRsaBits } from '../evidence/limits.ts';
import { parseMessage } from '../message/message.ts';
import { type Database, explain, openDatabase } from '../store/database.ts';
import { listKeys } from '../store/keys.ts';
import { lockArchive } from '../store/lock.ts';
import { readOctets } from '../store/octets.ts';
import { type KeylessSelector, listKeylessSelectors, listSignaturePlaces, storeRecovery } from '../store/recoveries.ts';
import { workLeft } from '../store/relations.ts';
import { threadWorkLeft } from '../store/thread-links.ts';
import { createNodeCrypto } from './node-crypto.ts';
import { readable } from './readable.ts';
import type { RecoveryEngine } from './recovery-engine.ts';
import { askForModulus, type QuestionProgress } from './recovery-questions.ts';

export interface RecoverOptions {
  readonly engine: RecoveryEngine;
  /** One domain's selectors alone, or one selector alone. */
  readonly domain?: string;
  readonly selector?: string;
  /** Selectors with fewer signatures that no key opens are passed over. */
  readonly minSignatures?: number;
  /** How many questions that take minutes are asked of one selector. */
  readonly attempts?: number;
  readonly onProgress?: (progress: RecoverProgress) => void;
  readonly signal?: AbortSignal;
}

export interface RecoverProgress extends QuestionProgress {
  readonly domain: string;
  readonly selector: string;
  /** Selectors that are done, of how many. */
  readonly done: number;
  readonly total: number;
}

/**
 * What became of one selector. `known`: the archive has had the keys of all its signatures that are left. `too-few`: fewer than two
 * different RSA signatures. `wrong-size`: signatures shorter or longer than those of any key that is recovered. `nothing-shared`: of
 * those that were compared no two share a key, as far as the exponents go that were tried: their headers were altered, or each has a key
 * of its own.
 */
export type SelectorOutcome = 'recovered' | 'known' | 'too-few' | 'wrong-size' | 'nothing-shared' | 'stopped';

export interface SelectorReport {
  readonly domain: string;
  readonly selector: string;
  readonly outcome: SelectorOutcome;
  /** RSA signatures that no key of the archive opened. */
  readonly signatures: number;
  /** How many questions were asked of the engine. */
  readonly questions: number;
  readonly certificates: readonly Certificate[];
  readonly seconds: number;
}

export interface RecoverReport {
  readonly engine: RecoveryEngine['name'];
  readonly selectors: readonly SelectorReport[];
  readonly recovered: number;
  /** Whether the mail is to be judged again: by keys of this run, or of an earlier one that ended before it was. */
  readonly toAssess: boolean;
  readonly seconds: number;
  readonly stopped: boolean;
}

/**
 * Computes lost keys from the signatures that they made. Each key is stored as soon as it is found, and each question asked in vain is
 * noted, so that a run that was cut short goes on where it ended.
 *
 * @throws ArchiveError
 */
export async function recoverKeys(directory: string, options: RecoverOptions): Promise<RecoverReport> {
  const began = performance.now();
  const database = openDatabase(directory);
  try {
    using _lock = lockArchive(directory);
    const wanted = listKeylessSelectors(database).filter(
      ({ domain, selector, signatures }) =>
        (options.domain === undefined || domain === options.domain.toLowerCase()) &&
        (options.selector === undefined || selector === options.selector.toLowerCase()) &&
        signatures >= (options.minSignatures ?? leastSignatures),
    );
    const selectors: SelectorReport[] = [];
    for (const [done, one] of wanted.entries()) {
      const report = await recoverSelector(database, one, {
        ...options,
        onProgress: (progress) =>
          options.onProgress?.({ ...progress, domain: one.domain, selector: one.selector, done, total: wanted.length }),
      });
      selectors.push(report);
      if (report.outcome === 'stopped') break;
    }
    return {
      engine: options.engine.name,
      selectors,
      recovered: selectors.reduce((sum, { certificates }) => sum + certificates.length, 0),
      toAssess: selectors.some(({ outcome }) => outcome === 'recovered' || outcome === 'known') || isWorkLeft(database),
      seconds: secondsSince(began),
      stopped: options.signal?.aborted ?? false,
    };
  } catch (error) {
    throw explain(error, directory);
  } finally {
    database.close();
  }
}

/** Whether an assessment was cut short. */
function isWorkLeft(database: Database): boolean {
  return workLeft(database, 'relate') + workLeft(database, 'conclude') + threadWorkLeft(database) > 0;
}

const leastSignatures = 2;

/** More show nothing new; a trove may have a hundred thousand of one selector. */
const maxSamples = 1_000;

/** A domain has a key for a year or so, and a trove may hold decades of its mail; what is beyond it takes another run. */
const maxKeysOfSelector = 8;

/** A question about signatures of 4,096 bits takes minutes; whoever sends longer ones shall not make it hours, or use up all memory. */
const maxRecoveredBits = 4_096;

interface SelectorOptions extends Omit<RecoverOptions, 'onProgress'> {
  readonly onProgress: (progress: QuestionProgress) => void;
}

async function recoverSelector(
  database: Database,
  { domain, selector }: KeylessSelector,
  options: SelectorOptions,
): Promise<SelectorReport> {
  const began = performance.now();
  const crypto = createNodeCrypto();
  const opens = (key: RsaPublicKey) => (sample: PlacedSample) => tryKey(sample, key, crypto) !== 'other-key';
  const known = rsaKeys(listKeys(database));
  let left = readSamples(database, domain, selector);
  const all = left.length;
  for (const { stored, key } of known) {
    if (stored.domain === domain && stored.selector === selector) left = left.filter((sample) => !opens(key)(sample));
  }
  const signatures = asTheyStand(left).length;
  const certificates: Certificate[] = [];
  let questions = 0;
  const report = (outcome: SelectorOutcome): SelectorReport => {
    return { domain, selector, outcome, signatures, questions, certificates, seconds: secondsSince(began) };
  };
  /** Stores the key where two different signatures fit it, and sets aside all that it opens. */
  const keep = (key: RsaPublicKey): boolean => {
    const fitting = left.filter((sample) => tryKey(sample, key, crypto) === 'fits');
    if (distinct(fitting).length < leastSignatures) return false;
    const certificate = certify(key, fitting);
    storeRecovery(database, recoveredKey(key, fitting), certificate);
    certificates.push(certificate);
    left = left.filter((sample) => !opens(key)(sample));
    return true;
  };

  if (all > 0 && signatures === 0) return report('known');
  // One key often serves several selectors, or several domains of one provider.
  for (const { key } of known) keep(key);
  const ofSize = (): PlacedSample[] =>
    left.filter(({ signature: { length } }) => 8 * length >= minRsaBits && 8 * length <= maxRecoveredBits);
  for (const length of new Set(ofSize().map(({ signature }) => signature.length))) {
    for (const choose of left.every(isAsItStands) ? [likeliest] : [likeliest, asTheyStand]) {
      for (let found = 0; found < maxKeysOfSelector; found++) {
        const samples = choose(ofSize().filter(({ signature }) => signature.length === length));
        if (distinct(samples).length < leastSignatures) break;
        const answer = await askForModulus(database, samples, crypto, options);
        questions += answer.questions;
        if (options.signal?.aborted) return report('stopped');
        if (answer.key === undefined || !keep(answer.key)) break;
      }
    }
  }
  if (certificates.length > 0) return report('recovered');
  if (distinct(left).length < leastSignatures) return report('too-few');
  return report(ofSize().length < leastSignatures ? 'wrong-size' : 'nothing-shared');
}

function readSamples(database: Database, domain: string, selector: string): PlacedSample[] {
  const crypto = createNodeCrypto();
  return listSignaturePlaces(database, domain, selector, maxSamples).flatMap(({ bodyIntact, ...place }) => {
    const octets = readable(() => readOctets(database, place.number));
    const message = octets && parseMessage(octets);
    return (['before-list', 'as-it-stands'] as const).flatMap((form) => {
      const sample = message && readSample(message, place.field, bodyIntact, crypto, form);
      return sample === undefined ? [] : [{ ...sample, ...place }];
    });
  });
}

/** Of each signature the first form: where a list had the mail, and makes a difference to what is signed, its header from before. */
function likeliest(samples: readonly PlacedSample[]): PlacedSample[] {
  const first = new Map<string, PlacedSample>();
  for (const sample of samples) {
    const place = `${sample.number}.${sample.field}`;
    if (!first.has(place)) first.set(place, sample);
  }
  return [...first.values()];
}

function asTheyStand(samples: readonly PlacedSample[]): PlacedSample[] {
  return samples.filter(isAsItStands);
}

function isAsItStands({ form }: PlacedSample): boolean {
  return form === 'as-it-stands';
}

function rsaKeys(keys: readonly StoredKey[]): { readonly stored: StoredKey; readonly key: RsaPublicKey }[] {
  return keys.flatMap((stored) => {
    const record = parseKeyRecord(stored.record);
    return record.kind === 'key' && record.key.type === 'rsa' ? [{ stored, key: record.key.rsa }] : [];
  });
}

function secondsSince(began: number): number {
  return Math.round(performance.now() - began) / 1000;
}
