import type { Weight } from '../evidence/chains/weigh.ts';
import type { KeyRing, StoredKey } from '../evidence/keys/key.ts';
import type { Certificate } from '../evidence/keys/recovery/certificate.ts';
import type { Policy } from '../evidence/policy.ts';
import type { Verdict } from '../evidence/verdict.ts';
import { listAttachments } from '../message/attachments.ts';
import { decodePart } from '../message/content.ts';
import { parseMessage } from '../message/message.ts';
import { parseParts } from '../message/parts.ts';
import type { QueryFault } from '../query/error.ts';
import { parseQuery } from '../query/parse.ts';
import { createFts5Index } from '../search/fts5.ts';
import type { Neighbours, SearchIndex, SearchResult, Sort } from '../search/index.ts';
import { createLimitedIndex, type SearchLimits } from '../search/limited.ts';
import { makeSnippet, type SnippetPiece } from '../search/snippet.ts';
import { explain, type OpenOptions, openDatabase } from '../store/database.ts';
import { type Figures, readFigures } from '../store/figures.ts';
import { readJudgementAlone } from '../store/judgements.ts';
import { archiveKeyRing, listKeys } from '../store/keys.ts';
import { readOctets, readSize, readText } from '../store/octets.ts';
import { findAttachment, listThread, readMessages } from '../store/records.ts';
import { type Anchor, anchorsByKey, certificatesByKey } from '../store/recoveries.ts';
import { countRelations, relationsAmong } from '../store/relations.ts';
import { type Appearance, readAppearance, readPolicy } from '../store/settings.ts';
import { listFailures, listPlaces, listSources, type SourceLedger } from '../store/sources.ts';
import { largestThreads, type ThreadSize } from '../store/threads.ts';
import { whileUnchanged } from '../store/unchanged.ts';
import { type Chain, readChain } from './chains/chain.ts';
import { type FoundQuote, findQuotes } from './chains/quoted.ts';
import { type Files, openFiles } from './files.ts';
import { type Findings, openFindings } from './findings/list.ts';
import { countKeyUses, type KeyUses, selectorName, sha256Of } from './key-uses.ts';
import { openPeople, type People } from './people.ts';
import { readable } from './readable.ts';
import { type MessageRecord, recordOf } from './record.ts';
import { isSureQuote } from './threads/by-quote.ts';
import { type Conversation, openConversations, placesOf, type ThreadRecord } from './threads/conversation.ts';

export { SearchStopped } from '../search/limited.ts';

/** A query that cannot be understood. The text is for people; `fault` says where. */
export class QueryError extends Error {
  readonly query: string;
  readonly fault: QueryFault;
  constructor(query: string, fault: QueryFault) {
    super(fault.message);
    this.name = 'QueryError';
    this.query = query;
    this.fault = fault;
  }
}

export interface PageOptions {
  readonly sort: Sort;
  readonly offset: number;
  readonly limit: number;
}

/** A message that a search found, with a stretch of its text around the words that were asked for. */
export interface Hit extends MessageRecord {
  readonly snippet: readonly SnippetPiece[];
}

/** One page of results (contract: `search --json`). */
export interface SearchPage {
  readonly query: string;
  readonly total: number;
  readonly hits: readonly Hit[];
  readonly facets: NonNullable<SearchResult['facets']>;
  /** Relevance was weighed over only so many of them, the newest imported; absent where over all. */
  readonly ranked?: number;
}

/** A sighting of a key of the archive. */
export interface KeyUse extends StoredKey {
  /** SHA-256 of its SubjectPublicKeyInfo, in hex; absent where the record holds no key. */
  readonly sha256?: string;
  /** Of a recovered key: what shows it. */
  readonly certificate?: Certificate;
  /** Of a recovered key: the mail of sources known to be independent that it opens. It lifts nothing by itself. */
  readonly anchors?: readonly Anchor[];
  /** How many messages have a passing signature by this very key, under this selector. */
  readonly messages: number;
}

export interface AttachmentContent {
  readonly octets: Uint8Array;
  readonly type: string;
  readonly name: string;
}

/** An archive that is open for reading. */
export interface Archive extends Disposable {
  readonly directory: string;
  /** It lies where this user can write nothing, and is read as it was when it was opened: what others write meanwhile is not seen. */
  readonly isFrozen: boolean;
  /** What its keeper calls it, with a name of ours where he has given none. Read anew only when the archive has changed. */
  appearance(): Appearance & { readonly title: string };
  /** Counted anew only when the archive has changed. */
  figures(): Figures;
  /** @returns undefined when there is no such message. */
  message(number: number): MessageRecord | undefined;
  /** How many octets a message has; undefined when there is no such message. */
  size(number: number): number | undefined;
  /** The stored octets, exactly as the source had them. */
  octets(number: number): Uint8Array | undefined;
  /** Rejects with a QueryError; where there are limits, with a SearchStopped. So do `neighbours` and `list`. */
  search(query: string, options: PageOptions): Promise<SearchPage>;
  /** As `search`, but a hit is read only when it is taken: for more of them than should be held at once. */
  find(query: string, options: PageOptions): Promise<Omit<SearchPage, 'hits'> & { readonly hits: Iterable<Hit> }>;
  /** Where a message stands among what a query finds; undefined where it is not found by it. Rejects with a QueryError. */
  neighbours(query: string, sort: Sort, number: number): Promise<Neighbours | undefined>;
  /** Every match, in number order. The first step rejects with a QueryError. */
  list(query: string): AsyncIterableIterator<MessageRecord>;
  /** Those messages, in the order asked for; a number that no message has is left out. */
  messages(numbers: readonly number[]): MessageRecord[];
  /** A thread's messages in the order of what answers what; undefined when there is none with that number. */
  conversation(number: number): Conversation | undefined;
  /** A thread's messages however many, oldest first, read while they are taken; none when there is none with that number. */
  wholeThread(number: number): Iterable<ThreadRecord>;
  /** The numbers of a thread's messages, oldest first; empty when there is none with that number. */
  threadNumbers(number: number): number[];
  /** What its own signatures make of a message, whatever others quote of it; undefined when there is no such message. */
  verdictAlone(number: number): Verdict | undefined;
  /** What quotes a message and what it quotes, word by word. */
  chain(number: number): Chain;
  /** What each of those messages quotes, and which message of the archive that is, by their numbers. */
  quotes(numbers: readonly number[]): ReadonlyMap<number, readonly FoundQuote[]>;
  /** Which of those messages surely quote which, and what that is to the quoted one; passages that two have in common are none. */
  quotesAmong(numbers: readonly number[]): { readonly voucher: number; readonly quoted: number; readonly weight?: Weight }[];
  /** The text that a reader sees first, as it is stored; undefined when there is no such message. */
  text(number: number): string | undefined;
  /** How many messages quote it or are quoted by it. */
  chainSize(number: number): number;
  /** The threads with the most messages, the largest first. Counted anew only when the archive has changed. */
  largestThreads(): readonly ThreadSize[];
  /** Everyone whom a message names. */
  readonly people: People;
  /** Everything that is attached, each file once. */
  readonly files: Files;
  /** Every pair of messages that do not fit together. */
  readonly findings: Findings;
  /** Read anew only when the archive has changed. */
  keys(): readonly KeyUse[];
  /** What its mail makes of the keys, and which keys it asks for. Counted anew only when the archive has changed. */
  keyUses(): KeyUses;
  /** The same keys, looked up as signatures ask for them. */
  keyRing(): KeyRing;
  /** What its messages are judged by. */
  policy(): Policy;
  sources(): SourceLedger[];
  /** What could not be read of the source with this `id`, in the order of reading: all of it, or the first so many. */
  failures(source: number, limit?: number): Iterable<{ readonly at: string; readonly reason: string }>;
  /** Where the message was found. */
  places(number: number): { source: string; at: string; flags?: string; folder?: string }[];
  /** @param sha256 - Of the decoded octets, in hex. */
  attachment(sha256: string): AttachmentContent | undefined;
  close(): void;
}

export interface ReadingOptions extends Pick<OpenOptions, 'readOnly'> {
  /** Search in processes of their own, each search for so long; by default here, without a limit. */
  readonly limits?: SearchLimits;
}

/** How long a snippet is, in characters. */
const snippetLength = 240;

/** The neighbours of a message are looked for among so many of its thread. */
const maxThreadMessages = 2_000;

/** A front page lists so many of the largest threads. */
const largestShown = 8;

/** How many records are read at once when many are listed. */
const listStep = 500;

/** How many are read at once while an answer is written: a record of ten thousand addresses is a megabyte. */
const hitStep = 20;

const defaultTitle = 'An archive of e-mail';

/**
 * Opens the archive in `directory` for reading.
 *
 * @throws ArchiveError when there is none, or it cannot be read.
 */
export function openArchive(directory: string, { readOnly = true, limits }: ReadingOptions = {}): Archive {
  const database = openDatabase(directory, { readOnly });
  let index: SearchIndex;
  try {
    index = limits === undefined ? createFts5Index(database.db) : createLimitedIndex(directory, limits);
  } catch (error) {
    database.close();
    throw explain(error, directory);
  }
  const parsed = (text: string) => {
    const result = parseQuery(text);
    if (!result.ok) throw new QueryError(text, result.error);
    return result.query;
  };
  const records = (numbers: readonly number[]) => readMessages(database, numbers).map(recordOf);
  const storedKeys = whileUnchanged(database.db, () => listKeys(database));
  const archive: Archive = {
    directory,
    isFrozen: database.isFrozen,
    appearance: whileUnchanged(database.db, () => ({ title: defaultTitle, ...readAppearance(database) })),
    figures: whileUnchanged(database.db, () => readFigures(database)),
    message: (number) => records([number])[0],
    size: (number) => readSize(database, number),
    octets: (number) => readOctets(database, number),
    async search(text, options) {
      const found = await archive.find(text, options);
      return { ...found, hits: [...found.hits] };
    },
    async find(text, { sort, offset, limit }) {
      const query = parsed(text);
      const { total, numbers, facets, ranked } = await index.search(query, { sort, offset, limit, facets: true });
      const words = index.terms(query);
      const hitOf = (record: MessageRecord): Hit => {
        return { ...record, snippet: makeSnippet(readText(database, record.number) ?? '', words, snippetLength) };
      };
      const hits = inSteps(numbers, hitStep, (step) => records(step).map(hitOf));
      return { query: text, total, hits, facets: facets!, ...(ranked !== undefined && { ranked }) };
    },
    neighbours: async (text, sort, number) => index.neighbours(parsed(text), sort, number),
    async *list(text) {
      const numbers = await index.all(parsed(text));
      yield* inSteps(numbers, listStep, records);
    },
    messages: records,
    threadNumbers: (number) => listThread(database, number, maxThreadMessages),
    conversation: openConversations(database),
    wholeThread(number) {
      const placed = placesOf(archive.conversation(number));
      return inSteps(listThread(database, number, -1), hitStep, (numbers) => records(numbers).map(placed));
    },
    verdictAlone: (number) => readJudgementAlone(database, number)?.verdict,
    chain: (number) => readChain(database, number),
    quotes: (numbers) => findQuotes(database, numbers),
    quotesAmong: (numbers) =>
      relationsAmong(database, numbers).filter((relation) => relation.weight !== undefined || isSureQuote(relation)),
    text: (number) => readable(() => readText(database, number)),
    chainSize: (number) => countRelations(database, number),
    largestThreads: whileUnchanged(database.db, () => largestThreads(database, largestShown)),
    people: openPeople(database, index),
    files: openFiles(database),
    findings: openFindings(database),
    keys: whileUnchanged(database.db, () => {
      const { selectors } = archive.keyUses();
      const certificates = certificatesByKey(database);
      const anchors = anchorsByKey(database);
      return storedKeys().map((stored) => {
        const sha256 = sha256Of(stored);
        if (sha256 === undefined) return { ...stored, messages: 0 };
        const { domain, selector, tier } = stored;
        const key = tier === 'recovered' ? { ...stored, ...certificates(stored), anchors: anchors(domain, selector, sha256) } : stored;
        return { ...key, sha256, messages: selectors.get(selectorName(key.domain, key.selector))?.byKey.get(sha256) ?? 0 };
      });
    }),
    keyUses: whileUnchanged(database.db, () => countKeyUses(database, storedKeys())),
    keyRing: whileUnchanged(database.db, () => archiveKeyRing(database)),
    policy: whileUnchanged(database.db, () => readPolicy(database)),
    sources: whileUnchanged(database.db, () => listSources(database)),
    failures: (source, limit) => listFailures(database, source, limit),
    places: (number) => listPlaces(database, number),
    attachment(sha256) {
      const use = findAttachment(database, sha256, 1)[0];
      const octets = use && readOctets(database, use.message);
      if (!use || !octets) return undefined;
      const message = parseMessage(octets);
      const part = listAttachments(parseParts(message).root).find((candidate) => candidate.path === use.path);
      return part && { octets: decodePart(message, part), type: use.type, name: use.name ?? 'attachment' };
    },
    close() {
      index.close();
      database.close();
    },
    [Symbol.dispose]: () => archive.close(),
  };
  return archive;
}

function* inSteps<Item>(numbers: readonly number[], step: number, read: (numbers: readonly number[]) => readonly Item[]): Generator<Item> {
  for (let start = 0; start < numbers.length; start += step) yield* read(numbers.slice(start, start + step));
}
