import { readdirSync, readFileSync } from 'node:fs';
import { ARC_FAULTS, type ArcEvidence, type ArcHop, SIGNATURE_RESULTS, type SignatureEvidence } from '../../src/evidence/evidence.ts';
import { PUBLIC_WHYS } from '../../src/evidence/keys/key.ts';
import { REPAIR_NAMES } from '../../src/evidence/repair/reversal.ts';
import { CAUTIONS, KEYLESS_REASONS, MARKS, REASONS, VERDICTS } from '../../src/evidence/verdict.ts';
import { attachmentKinds } from '../../src/message/attachment-kind.ts';
import { aboutPage } from '../../src/pages/about.ts';
import { type ApiView, apiPage, apiShapesPage, type FieldView } from '../../src/pages/api.ts';
import { attachmentPage } from '../../src/pages/attachment.ts';
import { attachmentListPage } from '../../src/pages/attachment-list.ts';
import { errorPage, queryErrorPage } from '../../src/pages/errors.ts';
import type { FacetName, FacetValue } from '../../src/pages/facets.ts';
import { atomFeed } from '../../src/pages/feed.ts';
import { frontPage } from '../../src/pages/front.ts';
import { type KeyView, keysPage } from '../../src/pages/keys.ts';
import type { Site } from '../../src/pages/layout.ts';
import { mailFrame } from '../../src/pages/mail-html.ts';
import { messageAttachmentsPage } from '../../src/pages/message-attachments.ts';
import { messagePage } from '../../src/pages/message-body.ts';
import { evidencePage } from '../../src/pages/message-evidence.ts';
import { formattedPage } from '../../src/pages/message-formatted.ts';
import type { MessageHead } from '../../src/pages/message-head.ts';
import { headersPage } from '../../src/pages/message-headers.ts';
import { sourcePage } from '../../src/pages/message-source.ts';
import { peopleListPage } from '../../src/pages/people-list.ts';
import { personPage } from '../../src/pages/person.ts';
import { resultsPage } from '../../src/pages/results.ts';
import type { Words } from '../../src/pages/words/words.ts';
import type { ExpectedCode, HintCode } from '../../src/query/fault-words.ts';
import { englishFaults } from '../../src/query/fault-words.ts';
import { chainStates } from './chain-states.ts';
import { findingStates } from './finding-states.ts';
import * as lists from './list-views.ts';
import * as samples from './sample-views.ts';
import { threadStates } from './thread-states.ts';
import { verifyStates } from './verify-states.ts';

const facetNames: readonly FacetName[] = ['verdict', 'sender', 'year', 'domain', 'attachmentType', 'mark'];

const written: ReadonlySet<string> = new Set([
  ...['name', 'address', 'subject', 'text', 'without', 'signer', 'selector', 'source', 'query', 'q', 'toggled', 'excluded', 'value'],
  ...['examples', 'dropped', 'safeName', 'type', 'sha256', 'md5', 'messageId', 'otherNames', 'types', 'fromQuery', 'toQuery'],
]);

const [frontView, resultsView, hit] = [bare(samples.frontView), bare(samples.resultsView), bare(samples.hit)];
const [passing, keyless] = [bare(samples.passing), bare(samples.keyless)];
const headOf = (...given: Parameters<typeof samples.headOf>) => bare(samples.headOf(...given));
const messageView = (...given: Parameters<typeof samples.messageView>) => bare(samples.messageView(...given));
const [peopleView, personView, filesView] = [bare(lists.peopleView), bare(lists.personView), bare(lists.filesView)];
const [attachmentView, attachedView] = [bare(lists.attachmentView), bare(lists.attachedView)];

const recorded = [
  { field: '§', signer: '§', server: '§', results: [{ method: '§', result: '§', properties: [{ name: '§', value: '§' }] }] },
  { field: '§', results: [] },
];
const arcLink = { instance: 1, signer: '§', selector: '§', algorithm: '§', cautions: ['weak-key'] } as const;
const arcStates = [
  ...ARC_FAULTS.map((code): ArcEvidence => ({ state: 'fail', fault: { code, instance: 1 }, hops: [] })),
  ...(['pass', 'keyless'] as const).map((state): ArcEvidence => ({ state, hops: arcHops() })),
];

function arcHops(): ArcHop[] {
  const claims = { pass: 'none', fail: 'pass', keyless: 'fail', malformed: 'none', 'headers-only': 'none' } as const;
  return SIGNATURE_RESULTS.map((result) => ({
    instance: 1,
    fields: { results: 0, messageSignature: 0, seal: 0 },
    claim: claims[result],
    sealedAtSeconds: 0,
    seal: { ...arcLink, result: result === 'headers-only' ? 'pass' : result, ...(result === 'malformed' && { tag: '§', signer: '' }) },
    message: { ...arcLink, result, ...(result === 'keyless' && { reason: 'never-seen' as const }) },
    statement: recorded[0]!,
  }));
}

/** Every page in every state that has words of its own, as if written by someone who uses no letters: what is left is the pages' own. */
export function everyState(words: Words): Map<string, string> {
  const site: Site = { title: '§', description: '§', words, address: '/' };
  const pages = new Map<string, string>();
  const add = (name: string, page: string) => pages.set(`${name} ${pages.size}`, page);

  add('front', frontPage(frontView, site));
  add('front', frontPage({ ...frontView, figures: { messages: 0, attachments: 0, senders: 0 }, examples: [] }, site));

  for (const view of [
    resultsView,
    { ...resultsView, query: '' },
    { ...resultsView, sort: 'relevance' as const, ranked: 2 },
    { ...resultsView, total: 0, hits: [] },
    { ...resultsView, total: 0, hits: [], query: '' },
    { ...resultsView, total: 0, hits: [], relaxations: [{ dropped: '§', query: '§', total: 0 }] },
    { ...resultsView, hits: [{ ...hit, date: { epochSeconds: 0, offsetMinutes: -300 } }] },
    { ...resultsView, hits: [{ ...hit, date: undefined, subject: [], from: [], to: [] }] },
    { ...resultsView, facets: facetNames.map((name) => ({ name, values: facetValues(name) })) },
  ]) {
    add('results', resultsPage(view, site));
  }

  for (const page of findingStates(site)) add('findings', page);

  const reasons = REASONS.map((code) => ({
    code,
    values: { signer: '§', selector: '§', field: 'From', tag: '§', signed: 1, total: 2, count: 3 },
  }));
  for (const verdict of VERDICTS) {
    const head = headOf(verdict, { marks: MARKS, reasons, subject: verdict === 'failed' ? '' : '§' });
    add('message', messagePage(messageView(verdict, { head }), site));
    add('evidence', evidencePage({ head, signatures: [] }, site));
    for (const page of chainStates(head, site)) add('chain', page);
  }
  for (const field of ['From', 'To', 'Cc', 'Subject', 'Date']) {
    add(
      'evidence',
      evidencePage({ head: headOf('unverified', { reasons: [{ code: 'field-not-covered', values: { field } }] }), signatures: [] }, site),
    );
  }
  for (const head of heads) {
    for (const text of [
      { source: 'html', segments: [{ kind: 'own', text: '§', depth: 0 }], goesOn: true, unsignedTail: '§' } as const,
      { source: 'none', segments: [] } as const,
      { source: 'plain', segments: [{ kind: 'quoted', text: '§', depth: 1 }] } as const,
      { source: 'plain', segments: [{ kind: 'quoted', text: '§', depth: 1, source: { style: 'reply', sender: { name: '§' } } }] } as const,
      {
        source: 'plain',
        segments: [{ kind: 'quoted', text: '§', depth: 1, source: { style: 'forward', sender: { name: '§' } } }],
      } as const,
    ]) {
      const attachments = [{ ...attachedView, name: undefined }];
      add('message', messagePage(messageView('verified', { head, text, attachments }), site));
    }
    add('formatted', formattedPage({ head, text: { source: 'plain', segments: [] } }, site));
    add('source', sourcePage({ head, text: '§', from: 40_000, to: 72_000, total: 99_999 }, site));
    add('attachments', messageAttachmentsPage({ head, files: [attachedView, { ...attachedView, elsewhere: [] }] }, site));
    add('attachments', messageAttachmentsPage({ head, files: [] }, site));
    add('evidence', evidencePage({ head, signatures: [{ fieldText: '§', coveredNames: ['§'] }] }, site));
    for (const arc of arcStates) add('evidence', evidencePage({ head, signatures: [], arc, recorded }, site));
    add(
      'headers',
      headersPage(
        {
          head,
          path: { written: { epochSeconds: 0 }, hops, left: 3 },
          holding: [1, 2].map((position) => ({ position, signer: '§', decides: position === 1 })),
          fields: Array.from({ length: 900 }, () => ({ name: '§', value: '§'.repeat(200), covered: true, coveredBy: [1] })),
        },
        site,
      ),
    );
  }
  for (const signature of signatures) {
    add('evidence', evidencePage({ head: headOf('verified', { signatures: [signature] }), signatures: [] }, site));
    add('message', messagePage(messageView('verified', { head: headOf('verified', { signatures: [signature] }) }), site));
  }
  add('frame', mailFrame('<b>§</b>', {}, words));
  add('frame', mailFrame('<b>'.repeat(2_000), {}, words));
  for (const page of threadStates(site)) add('thread', page);

  for (const page of verifyStates(site)) add('verify', page);
  add('people', peopleListPage(peopleView, site));
  add('people', peopleListPage({ ...peopleView, part: '§' }, site));
  add('people', peopleListPage({ ...peopleView, part: '§', total: 0, people: [], page: 2 }, site));
  const many = Array.from({ length: 30 }, () => ({ name: '§', count: 1 }));
  add('person', personPage({ ...personView, names: many }, site));
  add('person', personPage({ ...personView, names: [], writtenTo: [] }, site));

  const kinds = Object.fromEntries(attachmentKinds.map((kind) => [kind, 3]));
  add('files', attachmentListPage({ ...filesView, kinds }, site));
  add('files', attachmentListPage({ ...filesView, total: 0, files: [] }, site));
  add('files', attachmentListPage({ ...filesView, asked: '§', total: 0, files: [], page: 2 }, site));
  add('file', attachmentPage(attachmentView, site));
  add('file', attachmentPage({ ...attachmentView, page: 2, pages: 3 }, site));

  add('keys', keysPage({ total: 0, domains: [] }, site));
  add('keys', keysPage({ only: '§', total: 0, domains: [] }, site));
  for (const conflict of ['overlapping', 'unordered'] as const) {
    const verified = (['archived', 'dns', 'recovered'] as const).map((tier, messages) => ({ tier, messages }));
    const months = [
      { month: '2015-11', messages: 3 },
      { month: '2016-02', messages: 1 },
    ];
    const claimed = keys.map((key) => ({
      ...key,
      messages: 4,
      claims: PUBLIC_WHYS.map((why, at) => ({ why, source: '§', ...(at > 0 && { sinceSeconds: 1e9 }) })),
    }));
    const selector = { selector: '§', verified, conflict, keys: claimed, outside: 2, unopened: 2, unnamed: 2, months };
    const domains = [{ domain: '§', query: '§', messages: 1, selectors: [{ selector: '§', verified, conflict, keys }, selector] }];
    add('keys', keysPage({ only: '§', total: 99, span: { from: 0, to: 2e9 }, domains }, site));
    const wanted = [{ domain: '§', selector: '§', messages: 3 }];
    add('keys', keysPage({ total: 99, span: { from: 0, to: 2e9 }, domains, wanted, wantedTotal: 5 }, site));
  }

  const source = {
    path: '§',
    format: '§',
    read: 3,
    added: 1,
    duplicates: 1,
    failed: 12,
    gone: 4,
    complete: false,
    failures: [{ at: '§', reason: '§' }],
  };
  add('about', aboutPage({ verdicts: frontView.verdicts, sources: [source] }, site));
  add('about', aboutPage({ verdicts: {}, sources: [] }, site));
  add('api', apiPage(apiView, site));
  add('api shapes', apiShapesPage(apiView, site));
  const entry = { number: 1, uuid: '§', verdict: 'failed', subject: '', snippet: '' } as const;
  add('feed', atomFeed({ query: '§', uuid: '§', entries: [entry] }, site));

  for (const code of Object.keys(englishFaults.expected) as ExpectedCode[]) {
    add(
      'query error',
      queryErrorPage({ query: '§', fault: { at: 0, found: '§', cause: { isAtEnd: false, expected: { code }, hints: [] } } }, site),
    );
  }
  for (const code of Object.keys(englishFaults.hints) as HintCode[]) {
    const cause = { isAtEnd: true, expected: { code: 'operand' }, hints: [{ code }] } as const;
    add('query error', queryErrorPage({ query: '§', fault: { at: 1, found: '', cause } }, site));
  }
  for (const say of refusals()) add('refusal', errorPage(say(words), site));
  return pages;
}

/** A view without a letter in what somebody wrote. */
function bare<View>(view: View, key = ''): View {
  if (typeof view === 'string') {
    const isName = facetNames.includes(view as FacetName) || (REPAIR_NAMES as readonly string[]).includes(view);
    const isCode = !written.has(key) || isName || /^(?:plain|html|none)$/.test(view);
    return (isCode ? view : view.replace(/[\p{L}\p{N}]/gu, '§')) as View;
  }
  if (Array.isArray(view)) return view.map((each) => bare(each, key)) as View;
  if (typeof view !== 'object' || view === null) return view;
  return Object.fromEntries(Object.entries(view).map(([name, each]) => [name, bare(each, name)])) as View;
}

/** What the routes say when they refuse, by their own source: no list here could forget one, or keep one that is gone. */
function refusals(): ((words: Words) => { title: string; lead: string })[] {
  const folder = new URL('../../src/web/', import.meta.url);
  const sources = readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'));
  const pairs = sources.flatMap((source) => [...source.matchAll(/title: (\w+)\.(\w+), lead: (\w+)\.(\w+)/g)]);
  return pairs.map(([, titles = '', title = '', leads = '', lead = '']) => (words) => ({
    title: wordOf(words, titles, title),
    lead: wordOf(words, leads, lead),
  }));
}

function wordOf(words: Words, section: string, name: string): string {
  const word = (words as unknown as Record<string, Record<string, string | ((count: number) => string)>>)[section]![name]!;
  return typeof word === 'function' ? word(7) : word;
}

function facetValues(name: FacetName): FacetValue[] {
  const values = name === 'verdict' ? VERDICTS : name === 'mark' ? MARKS : Array.from({ length: 20 }, () => '§');
  const states = ['open', 'with', 'without'] as const;
  return values.map((value, index) => ({ value, count: 3, state: states[index % 3]!, toggled: '§', excluded: '§' }));
}

const manyPeople = Array.from({ length: 300 }, () => ({ name: '§', address: '§' }));
const partly: SignatureEvidence = { ...passing, coverage: { ...passing.coverage, body: { signed: 1, total: 2 } } };
const heads: readonly MessageHead[] = [
  headOf('verified', { to: manyPeople, replyTo: manyPeople, trail: { q: '§', sort: '-date', place: 1, total: 9, page: 1 } }),
  headOf('verified-partly', { signatures: [partly], marks: ['no-original-bytes'], date: undefined, dateAsWritten: '§', from: [] }),
  headOf('unverified', { signatures: [], date: undefined, to: [], reasons: [] }),
];

const clauses = (['from', 'by', 'via', 'with', 'id', 'for'] as const).map((name) => ({ name, value: '§' }));
const hops = [
  { clauses, time: { epochSeconds: 0 }, covered: true, place: 'below' as const },
  { clauses, time: { epochSeconds: 95 }, covered: false, place: 'below' as const },
  { clauses: [], time: { epochSeconds: 5 }, covered: false, place: 'above' as const },
  { clauses, time: { epochSeconds: 9e6 }, covered: false, place: 'above' as const },
  { clauses, covered: false },
];

const window = { first: 1e9, last: 15e8 };
const about = { source: '§', record: '§' };
const rsa = { kind: 'key', algorithm: 'rsa', bits: 512, isWeak: true, isTesting: true } as const;
const keys: readonly KeyView[] = [
  { ...about, tier: 'archived', state: rsa, window, privateKeyPublicSinceSeconds: 12e8 },
  { ...about, tier: 'recovered', state: { kind: 'revoked' }, window: { first: 1e9, last: 1e9 } },
  { ...about, tier: 'dns', state: { kind: 'unusable', tag: '§' }, window: { first: 1e9, last: 1e9 }, lookedUpAtSeconds: 1e9 },
  { ...about, tier: 'archived', state: rsa },
];

const { firstSeen: _first, lastSeen: _last, ...unseen } = passing.key!;
const none = { from: 'uncovered', to: 'uncovered', cc: 'absent', subject: 'uncovered', date: 'uncovered', replyTo: 'absent' } as const;
const signatures: readonly SignatureEvidence[] = [
  {
    ...passing,
    cautions: CAUTIONS,
    expiresAtSeconds: 2e9,
    repairs: REPAIR_NAMES.map((name) => ({ name, detail: '§' })),
    asItStands: { result: 'headers-only', bodyIntact: false, headersIntact: true },
    difference: { lines: [{ asItStands: '§', asSigned: '§' }], goesOn: true },
    signedFields: { subject: '§', cc: '' },
    addedText: '§',
    repairSearchEnded: true,
  },
  { ...passing, result: 'headers-only', bodyIntact: false, aligned: 'organisation', key: { ...unseen, firstSeen: '2015-01-02' } },
  { ...passing, result: 'fail', headersIntact: false, aligned: 'provider', key: { ...unseen, tier: 'dns', lastSeen: '2015-01-02' } },
  { ...passing, result: 'fail', headersIntact: false, key: { ...unseen, tier: 'recovered', algorithm: 'ed25519' } },
  { ...passing, result: 'malformed', tag: '§', signer: '' },
  { ...passing, coverage: { fields: none, body: { signed: 0, total: 9 } } },
  ...KEYLESS_REASONS.map((reason) => ({ ...keyless, reason })),
];

const field: FieldView = {
  path: '§.§',
  type: 'string',
  isList: true,
  isNullable: true,
  isOptional: true,
  description: '§',
  words: ['§'],
  bounds: '§',
  unasked: '§',
};
const apiTypes = ['string', 'integer', 'number', 'boolean', 'object'] as const;
const fields = apiTypes.map((type) => ({ ...field, type }));
const route = {
  id: 'a',
  path: '/',
  summary: '§',
  description: '§',
  type: '§',
  answer: '§',
  shape: '§',
  sample: '§',
  example: '/',
  refusals: [],
};
const apiView: ApiView = {
  description: '§ `§`',
  groups: [{ name: '§', routes: [{ ...route, parameters: [{ ...field, in: 'query' }] }] }],
  shapes: [{ name: '§', description: '§', base: '§', items: '§', fields }],
  always: [{ status: '400', description: '§' }],
};
