import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openArchive } from '../../src/archive/archive.ts';
import { importMail } from '../../src/archive/import.ts';
import { openKeeper } from '../../src/archive/keeper.ts';
import type { MailSource } from '../../src/archive/ports.ts';
import type { WeighedRelation } from '../../src/evidence/chains/judge.ts';
import { leastOwnWords } from '../../src/evidence/chains/weigh.ts';
import { chainWords } from '../../src/evidence/chains/words.ts';
import type { Verdict } from '../../src/evidence/verdict.ts';
import { openDatabase } from '../../src/store/database.ts';
import { relationsAbout } from '../../src/store/relations.ts';
import { type ChainsOptions, type MadeArchive, type MadeMail, makeChains } from './make.ts';
import { type Change, ownSentences, type Pair, pairsOf } from './truth.ts';

/** One thing that was looked at, and how it came out. */
export interface Outcome {
  readonly question: 'corroborated' | 'contradicted' | 'to corroborate' | 'planted' | 'honest';
  readonly isRight: boolean;
  /** What it is counted under. */
  readonly tags: Readonly<Record<string, string>>;
  /** Of the mails, for whoever looks why. */
  readonly at: string;
}

/** Makes an archive, imports it into a folder and compares what it says with what is true. */
export async function measureChains(directory: string, options: ChainsOptions): Promise<Outcome[]> {
  const made = makeChains(options);
  await bring(directory, made);
  return outcomesOf(directory, made);
}

/** Imports made-up mail into a new archive that knows its keys. */
export async function bring(directory: string, { mails, keys }: MadeArchive, jobs = 1): Promise<void> {
  mkdirSync(directory, { recursive: true });
  const keeper = openKeeper(join(directory, 'archive'), { create: true });
  keeper.addKeys(keys.map((key) => ({ ...key, tier: 'archived', source: 'made up' })));
  keeper.close();
  const source: MailSource = {
    path: 'made-up mail',
    format: 'tree',
    octetsRead: () => 0,
    async *items() {
      for (const { id, octets } of mails) yield { kind: 'message', message: { at: id, octets: Buffer.from(octets, 'latin1') } };
    },
  };
  await importMail(join(directory, 'archive'), [source], { jobs });
}

function outcomesOf(directory: string, { mails }: MadeArchive): Outcome[] {
  const numbers = new Map(mails.map(({ id }, index) => [id, index + 1]));
  const found = new Map<string, { verdict: Verdict; about: WeighedRelation[] }>();
  {
    using archive = openArchive(join(directory, 'archive'));
    for (const record of archive.messages([...numbers.values()]))
      found.set(record.messageId!.split('@')[0]!, { verdict: record.verdict, about: [] });
  }
  const database = openDatabase(join(directory, 'archive'), { readOnly: true });
  for (const { id } of mails) found.get(id)!.about = relationsAbout(database, numbers.get(id)!);
  database.close();
  const pairs = pairsOf(mails);
  const verdictOf = (mail: MadeMail) => found.get(mail.id)!.verdict;
  const relationOf = ({ quoted, quoting }: Pair) => found.get(quoted.id)!.about.find(({ voucher }) => voucher === numbers.get(quoting.id));
  return [
    ...ofVerdicts(mails, pairs, verdictOf, relationOf),
    ...ofPairs(pairs, verdictOf, relationOf),
    ...ofStrangers(mails, pairs, found, numbers),
  ];
}

function ofVerdicts(
  mails: readonly MadeMail[],
  pairs: readonly Pair[],
  verdictOf: (mail: MadeMail) => Verdict,
  relationOf: (pair: Pair) => WeighedRelation | undefined,
): Outcome[] {
  return mails.flatMap((mail): Outcome[] => {
    if (isVerified(verdictOf(mail)) || verdictOf(mail) === 'headers-verified') return [];
    const vouching = pairs.filter(
      ({ quoted, quoting, hasAllSaid, changes }) =>
        quoted === mail &&
        hasAllSaid &&
        changes.length === 0 &&
        isVerified(verdictOf(quoting)) &&
        (quoting.from === mail.from || mail.to.includes(quoting.from)),
    );
    const isFound = verdictOf(mail) === 'corroborated';
    const outcomes: Outcome[] = isFound ? [{ question: 'corroborated', isRight: vouching.length > 0, tags: {}, at: mail.id }] : [];
    if (verdictOf(mail) === 'contradicted')
      outcomes.push({ question: 'contradicted', isRight: mayContradict(mail, pairs, verdictOf), tags: {}, at: mail.id });
    const words = ownSentences(mail).reduce((sum, { text }) => sum + chainWords(text).words.length, 0);
    const whole = vouching.filter(({ isWhole }) => isWhole);
    if (whole.length === 0 || words < leastOwnWords + 5) return outcomes;
    const best = whole.find(({ quoter }) => isKnown(quoter)) ?? whole[0]!;
    return [
      ...outcomes,
      {
        question: 'to corroborate',
        isRight: isFound,
        tags: tagsOf(best),
        at: `${mail.id}, ${verdictOf(mail)}, by ${vouching.map((pair) => `${pair.quoting.id} (${relationOf(pair)?.weight})`)}`,
      },
    ];
  });
}

/** Its own sender quotes it otherwise, or two others do. */
function mayContradict(mail: MadeMail, pairs: readonly Pair[], verdictOf: (mail: MadeMail) => Verdict): boolean {
  const authors = pairs
    .filter(({ quoted, quoting, depth, changes }) => quoted === mail && depth === 1 && changes.length > 0 && isVerified(verdictOf(quoting)))
    .map(({ quoting }) => quoting.from);
  return authors.includes(mail.from) || new Set(authors).size > 1;
}

function ofPairs(
  pairs: readonly Pair[],
  verdictOf: (mail: MadeMail) => Verdict,
  relationOf: (pair: Pair) => WeighedRelation | undefined,
): Outcome[] {
  return pairs.flatMap((pair): Outcome[] => {
    const [isSigned, isProven] = [isVerified(verdictOf(pair.quoting)), isVerified(verdictOf(pair.quoted))];
    const relation = relationOf(pair);
    const at = `${pair.quoted.id} in ${pair.quoting.id}`;
    const speaks = relation?.weight === 'disputes' || relation?.weight === 'contradicts';
    if (pair.changes.length === 0) {
      if (!isSigned) return [];
      return [{ question: 'honest', isRight: !speaks, tags: tagsOf(pair), at }];
    }
    if (!isSigned && !isProven) return [];
    return pair.changes.map((change) => ({
      ...{ question: 'planted', isRight: isTold(change, relation, verdictOf(pair.quoted)), at },
      tags: { ...tagsOf(pair), plant: change.plant, evidence: isSigned ? 'the quote is signed' : 'the original is signed' },
    }));
  });
}

/** Relations of mails of which neither quotes the other speak for nothing and against nothing. */
function ofStrangers(
  mails: readonly MadeMail[],
  pairs: readonly Pair[],
  found: ReadonlyMap<string, { readonly about: readonly WeighedRelation[] }>,
  numbers: ReadonlyMap<string, number>,
): Outcome[] {
  const known = new Set(pairs.map(({ quoted, quoting }) => `${quoted.id} ${numbers.get(quoting.id)}`));
  return mails.flatMap((mail) =>
    found
      .get(mail.id)!
      .about.filter(({ voucher }) => !known.has(`${mail.id} ${voucher}`))
      .map(({ voucher, weight }) => ({
        question: 'honest',
        isRight: weight === undefined || weight === 'partly' || weight === 'too-common' || weight === 'unattributed',
        tags: { cut: 'not quoted' },
        at: `${mail.id} in #${voucher}`,
      })),
  );
}

function isTold({ own, quoted }: Change, relation: WeighedRelation | undefined, verdict: Verdict): boolean {
  if (relation === undefined || (verdict === 'corroborated' && relation.weight === 'vouches')) return false;
  const words = new Set(chainWords(`${own ?? ''} ${quoted ?? ''}`).words);
  const has = (text: string) => chainWords(text).words.some((word) => words.has(word));
  if (relation.weight !== undefined && relation.differences.some((one) => has(`${one.own} ${one.quoted}`))) return true;
  if (relation.weight !== undefined && relation.interleaved?.some(has)) return true;
  return (quoted === undefined || relation.weight === 'partly') && own !== undefined && relation.unvouched.some(has);
}

function isVerified(verdict: Verdict): boolean {
  return verdict === 'verified' || verdict === 'verified-repaired';
}

function isKnown({ from: { style, language } }: MadeMail): boolean {
  return style.isKnown && language.isKnown;
}

function tagsOf({ quoter, quoted, depth }: Pair): Record<string, string> {
  const { style, language } = quoter.from;
  const { cut, textures, isForward } = quoter.quotes!;
  return {
    looked: isKnown(quoter)
      ? 'program and language known'
      : style.isKnown
        ? 'language not known'
        : language.isKnown
          ? 'program not known'
          : 'neither known',
    program: style.name,
    language: language.code,
    cut: depth > 1 ? 'quoted in a quote' : isForward ? 'forwarded' : cut,
    edit: textures.length === 0 ? 'none' : textures.length > 1 ? 'two of them' : textures[0]!,
    fate: quoted.fate,
  };
}
