import { VERDICTS } from '../../src/evidence/verdict.ts';
import type { TextSegment } from '../../src/message/quotes.ts';
import type { GraphView } from '../../src/pages/chain-graph.ts';
import { type ChainWeight, weightSigns } from '../../src/pages/chain-weight.ts';
import type { Site } from '../../src/pages/layout.ts';
import { type ThreadView, threadPage } from '../../src/pages/thread.ts';
import type { ThreadPlaceView } from '../../src/pages/thread-place.ts';

/** Every verdict once, and between them a line of every kind. @param mark - Whatever a stranger wrote. */
export function graphOf(mark: string): GraphView {
  const weights = Object.keys(weightSigns) as ChainWeight[];
  return {
    messages: VERDICTS.map((verdict, index) => ({
      number: index + 1,
      verdict,
      ...(index > 0 && { from: { name: mark, address: mark }, epochSeconds: index * 86_400 }),
    })),
    lines: weights.map((weight, index) => ({
      voucher: ((index + 3) % VERDICTS.length) + 1,
      quoted: (index % VERDICTS.length) + 1,
      weight,
    })),
    left: 2,
  };
}

export function threadView(mark: string, changes: Partial<ThreadView> = {}): ThreadView {
  return {
    number: 1,
    subject: mark,
    messages: 300,
    placed: 200,
    firstSeconds: 0,
    lastSeconds: 9_000_000,
    verdicts: VERDICTS.map((verdict, index) => ({ verdict, count: index + 1 })),
    missing: 7,
    page: 1,
    pages: 2,
    places: placesOf(mark),
    graph: graphOf(mark),
    ...changes,
  };
}

function placesOf(mark: string): ThreadPlaceView[] {
  const person = { name: mark, address: mark };
  const source = {
    style: 'reply' as const,
    sender: person,
    date: { text: mark, year: 2016, month: 5, day: 12, precision: 'day' as const },
  };
  const quoted: TextSegment = { kind: 'quoted', depth: 1, text: `> ${mark}\n`, source };
  const deeper: TextSegment = { kind: 'quoted', depth: 2, text: `> > ${mark}\n` };
  const segments: TextSegment[] = [
    { kind: 'own', depth: 0, text: `${mark}\n` },
    { kind: 'attribution', depth: 0, text: `${mark}\n`, source },
    quoted,
    deeper,
    { kind: 'signature', depth: 0, text: `-- \n${mark}\n` },
  ];
  const message = (number: number, level: number, changes: object = {}): ThreadPlaceView => ({
    kind: 'message',
    level,
    number,
    verdict: VERDICTS[number % VERDICTS.length]!,
    date: { epochSeconds: number * 60 },
    from: person,
    to: [person, person, person],
    attachments: number % 2,
    isBelowMissing: false,
    text: { source: 'plain', segments, origins: new Map() },
    ...changes,
  });
  const origins = new Map([
    [quoted, { kind: 'found', number: 3, verdict: 'verified', from: person, quotedIn: 4 } as const],
    [deeper, { kind: 'not-found' } as const],
  ]);
  const named = new Map([[quoted, { kind: 'named', number: 3, verdict: 'failed', quotedIn: 5 } as const]]);
  const by = ['reference', 'others', 'thread-index', 'quote'] as const;
  return [
    { kind: 'missing', level: 0, ids: Array.from({ length: 9 }, () => mark), answeredBy: [1, 2, 3, 4, 5, 6, 7, 8] },
    message(1, 1, { isBelowMissing: true }),
    message(2, 2, { isBelowMissing: true, subject: mark, date: undefined, from: undefined, to: [] }),
    { kind: 'missing', level: 3, ids: [mark], answeredBy: [3], quoted: { inMessage: 3, sender: person, date: mark, subject: mark } },
    message(3, 9, { text: undefined }),
    { kind: 'missing', level: 0, ids: [], answeredBy: [], quoted: { inMessage: 4 } },
    message(4, 0, { text: { source: 'html', segments, goesOn: true, unsignedTail: mark, origins } }),
    { kind: 'missing', level: 0, ids: [], answeredBy: [5, 6] },
    ...by.map((one, index) =>
      message(5 + index, index, { answers: { number: index === 0 ? 4 : 1, by: one }, text: { source: 'plain', segments, origins: named } }),
    ),
    message(9, 0, { text: { source: 'plain', segments: [{ kind: 'own', depth: 0, text: mark.repeat(9_000) }] } }),
    ...Array.from({ length: 11 }, (_, index) => message(10 + index, 0)),
  ];
}

/** The page of a thread in each of its states, with a mark for whatever a stranger wrote. */
export function* threadStates(site: Site): Generator<string> {
  yield threadPage(threadView('§'), site);
  yield threadPage(
    threadView('§', {
      subject: '',
      messages: 1,
      placed: 1,
      pages: 1,
      missing: 0,
      verdicts: [],
      graph: { messages: [], lines: [], left: 0 },
    }),
    site,
  );
  yield threadPage(threadView('§', { page: 2, missing: 1, placed: 300 }), site);
}
