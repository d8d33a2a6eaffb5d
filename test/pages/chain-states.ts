import { type ChainWeight, weightSigns } from '../../src/pages/chain-weight.ts';
import type { Site } from '../../src/pages/layout.ts';
import { type ChainEntry, chainPage } from '../../src/pages/message-chain.ts';
import type { MessageHead } from '../../src/pages/message-head.ts';
import { graphOf } from './thread-states.ts';

const weights = Object.keys(weightSigns) as ChainWeight[];

/** The page of a message's chain in each of its states, with a mark for whatever a stranger wrote. */
export function* chainStates(head: MessageHead, site: Site): Generator<string> {
  yield chainPage({ head, about: [], by: [], aboutInAll: 0, byInAll: 0, graph: { messages: [], lines: [], left: 0 } }, site);
  const entry = (changes: Partial<ChainEntry>): ChainEntry => ({
    other: { number: 7, verdict: 'verified', from: { name: '§', address: '§' }, date: { epochSeconds: 0 } },
    weight: 'nothing',
    isSigned: false,
    matchedWords: 3,
    ownWords: 9,
    named: 'sender',
    unvouched: ['§'],
    added: ['§'],
    pieces: [
      { kind: 'same', own: '§', quoted: '§' },
      { kind: 'different', own: '§', quoted: '', isHarmless: false },
      { kind: 'different', own: '§', quoted: '§', isHarmless: true },
    ],
    ...changes,
  });
  const { pieces: _, ...listed } = entry({});
  const named = ['sender', 'other', 'nobody'] as const;
  const entries = [...weights.map((weight) => entry({ weight, isSigned: true })), ...named.map((one) => entry({ named: one }))];
  yield chainPage({ head, about: entries.slice(0, 1), by: [listed], aboutInAll: 1, byInAll: 1, graph: graphOf('§') }, site);
  const byInAll = entries.length;
  yield chainPage({ head, about: entries, by: entries, aboutInAll: 5_000, byInAll, graph: { ...graphOf('§'), left: 0 } }, site);
  yield chainPage(
    {
      head,
      about: [
        entry({
          pieces: [
            { kind: 'same', own: '§'.repeat(9_000), quoted: '§'.repeat(9_000) },
            { kind: 'same', own: '§', quoted: '§' },
          ],
        }),
      ],
      by: [],
      ...{ aboutInAll: 1, byInAll: 0 },
      graph: graphOf('§'),
    },
    site,
  );
}
