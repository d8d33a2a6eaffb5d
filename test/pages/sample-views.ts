import type { SignatureEvidence } from '../../src/evidence/evidence.ts';
import type { Verdict } from '../../src/evidence/verdict.ts';
import type { FrontView } from '../../src/pages/front.ts';
import { groupMonths } from '../../src/pages/histogram.ts';
import type { Site } from '../../src/pages/layout.ts';
import type { MessageView } from '../../src/pages/message-body.ts';
import type { MessageHead } from '../../src/pages/message-head.ts';
import type { HitView, ResultsView } from '../../src/pages/results.ts';
import { english } from '../../src/pages/words/english.ts';

/** Literal views for the tests of the pages: people and places are invented. */
export const site: Site = { title: 'The Halden Files', words: english };

export const passing: SignatureEvidence = {
  field: 0,
  signer: 'halden.example',
  selector: 'sel2016',
  algorithm: 'rsa-sha256',
  canonicalization: 'relaxed/relaxed',
  signedAtSeconds: 1_463_061_740,
  result: 'pass',
  bodyIntact: true,
  headersIntact: true,
  key: {
    tier: 'archived',
    bits: 2048,
    algorithm: 'rsa',
    firstSeen: '2015-10-25T00:00:00Z',
    lastSeen: '2021-01-12T00:00:00Z',
    source: 'zone file of halden.example',
  },
  aligned: 'exact',
  cautions: ['unsigned-field'],
  coverage: {
    fields: { from: 'covered', to: 'covered', cc: 'uncovered', subject: 'covered', date: 'covered', replyTo: 'absent-proven' },
    body: { signed: 1480, total: 1480 },
  },
  coveredFields: [1, 2, 3, 4],
  repairs: [],
};

export const keyless: SignatureEvidence = {
  ...passing,
  signer: 'relay.example',
  selector: 'k1',
  result: 'keyless',
  reason: 'never-seen',
  aligned: 'none',
  cautions: ['sha1'],
};
delete (keyless as { headersIntact?: boolean }).headersIntact;
delete (keyless as { key?: unknown }).key;

export function headOf(verdict: Verdict, more: Partial<MessageHead> = {}): MessageHead {
  return {
    number: 48_211,
    subject: 'Re: draft budget for May',
    from: [{ name: 'Lena Brandt', address: 'lena@halden.example' }],
    to: [{ name: 'Otto Weiss', address: 'otto@halden.example' }, { address: 'board@halden.example' }],
    cc: [{ name: 'Ines Moreau', address: 'ines@moreau.example' }],
    replyTo: [],
    date: { epochSeconds: 1_463_061_720, offsetMinutes: 120 },
    verdict,
    marks: [],
    reasons: [
      { code: 'signature-passes', values: { signer: 'halden.example', selector: 'sel2016' } },
      { code: 'key-archived', values: { source: 'zone file of halden.example' } },
    ],
    signatures: verdict.startsWith('verified') ? [passing, keyless] : [],
    previous: 48_210,
    next: 48_212,
    attachments: 2,
    chain: 3,
    hasFormatted: true,
    ...more,
  };
}

export function messageView(verdict: Verdict, more: Partial<MessageView> = {}): MessageView {
  return {
    head: headOf(verdict),
    text: {
      source: 'plain',
      segments: [
        {
          kind: 'own',
          text: 'Otto,\n\nthe figures for May are attached. We cannot publish the budget before the board has seen them; I would rather wait a week than explain a correction.\n\nLena\n',
          depth: 0,
        },
        { kind: 'attribution', text: 'On 11 May 2016 at 18:20, Otto Weiss wrote:\n', depth: 0 },
        { kind: 'quoted', text: '> Could we have the draft budget by Friday?\n> The printer closes at noon.\n', depth: 1 },
      ],
    },
    attachments: [
      {
        name: 'Budget May 2016.xls',
        safeName: 'Budget May 2016.xls',
        type: 'application/vnd.ms-excel',
        size: 48_640,
        sha256: 'a'.repeat(64),
        md5: 'b'.repeat(32),
      },
      {
        name: 'note\u202efdp.exe',
        safeName: 'notefdp.exe',
        type: 'application/pdf',
        size: 1_204_000,
        sha256: 'c'.repeat(64),
        md5: 'd'.repeat(32),
      },
    ],
    thread: {
      number: 48_190,
      size: 4,
      near: [
        { number: 48_190, verdict: 'unverified', from: [{ name: 'Otto Weiss', address: 'otto@halden.example' }] },
        { number: 48_211, verdict, from: [{ name: 'Lena Brandt', address: 'lena@halden.example' }] },
        { number: 48_230, verdict: 'failed', from: [{ address: 'ines@moreau.example' }] },
      ],
    },
    messageId: '20160512.1402@halden.example',
    sha256: 'e'.repeat(64),
    size: 52_311,
    ...more,
  };
}

export const hit: HitView = {
  number: 48_211,
  verdict: 'verified',
  date: { epochSeconds: 1_463_061_720, offsetMinutes: 120 },
  from: [{ name: 'Lena Brandt', address: 'lena@halden.example' }],
  to: [{ name: 'Otto Weiss', address: 'otto@halden.example' }, { address: 'board@halden.example' }, { address: 'x@halden.example' }],
  subject: [
    { text: 'Re: draft ', found: false },
    { text: 'budget', found: true },
    { text: ' for May', found: false },
  ],
  snippet: [
    { text: '… we cannot publish the ', found: false },
    { text: 'budget', found: true },
    { text: ' before the board has seen it; I would rather wait a week than explain a correction …', found: false },
  ],
  attachments: 2,
};

const spread: readonly [Verdict, number][] = [
  ['verified', 21_075],
  ['verified-repaired', 412],
  ['verified-recovered', 318],
  ['verified-partly', 801],
  ['headers-verified', 96],
  ['corroborated', 6_210],
  ['unverified', 42_500],
  ['failed', 424],
  ['contradicted', 12],
];

const months = Array.from({ length: 62 }, (_, index) => ({
  month: `${2012 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`,
  counts: Object.fromEntries(
    spread.map(([verdict, count]) => [verdict, Math.round((count / 62) * (1 + Math.sin(index / 5 + verdict.length)))]),
  ),
}));

export const bars = groupMonths(months).map((bar) => ({ ...bar, query: `date:${bar.from}` }));

export const frontView: FrontView = {
  figures: { messages: 71_848, attachments: 26_506, senders: 4_493, firstSeconds: 1_237_507_200, lastSeconds: 1_493_000_000 },
  verdicts: Object.fromEntries(spread),
  bars,
  undrawn: 3,
  senders: ['lena@halden.example', 'otto@halden.example', 'ines@moreau.example', 'board@halden.example'].map((address, index) => ({
    address,
    count: 9_000 - index * 1_731,
    query: `from:${address}`,
  })),
  threads: [
    { number: 48_190, subject: 'draft budget for May', count: 212 },
    { number: 7, subject: '', count: 96 },
  ],
  examples: ['verdict:verified', 'has:attachment', '"draft budget"', 'from:lena@halden.example', 'date:2016-03..2016-05'],
};

export const resultsView: ResultsView = {
  query: 'budget from:lena@halden.example',
  sort: '-date',
  page: 2,
  pages: 31,
  firstHit: 41,
  total: 1_204,
  chips: [
    { text: 'budget', without: 'from:lena@halden.example' },
    { text: 'from:lena@halden.example', without: 'budget' },
  ],
  facets: [
    {
      name: 'verdict',
      values: spread.map(([verdict, count], index) => ({
        value: verdict,
        count,
        state: index === 0 ? ('with' as const) : index === 1 ? ('without' as const) : ('open' as const),
        toggled: `budget verdict:${verdict}`,
        excluded: `budget -verdict:${verdict}`,
      })),
    },
    {
      name: 'sender',
      values: frontView.senders.map(({ address, count }) => ({
        value: address,
        count,
        state: 'open' as const,
        toggled: `budget from:${address}`,
        excluded: `budget -from:${address}`,
      })),
    },
  ],
  bars,
  undrawn: 3,
  hits: [
    hit,
    { ...hit, number: 7, verdict: 'failed', subject: [], attachments: 0 },
    { ...hit, number: 8, verdict: 'unverified', from: [], to: [] },
  ],
  relaxations: [],
};
