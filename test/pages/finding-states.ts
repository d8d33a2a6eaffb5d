import { EXPLAINING, FINDING_KINDS, FINDING_WEIGHTS, TELLING } from '../../src/evidence/findings/finding.ts';
import { type FindingsView, type FindingView, findingsPage } from '../../src/pages/findings.ts';
import type { Site } from '../../src/pages/layout.ts';
import type { HitView } from '../../src/pages/results.ts';

/** The page of findings in each of its states, with a mark for whatever a stranger wrote. */
export function* findingStates(site: Site, changes: Partial<HitView> = {}): Generator<string> {
  const message: HitView = {
    number: 7,
    verdict: 'verified',
    date: { epochSeconds: 0 },
    from: [{ name: '§', address: '§' }],
    to: [{ address: '§' }],
    subject: [{ text: '§', found: false }],
    snippet: [],
    attachments: 0,
    ...changes,
  };
  const bare: HitView = { ...message, date: undefined, from: [], to: [], subject: [] };
  const findings = FINDING_KINDS.flatMap((kind) =>
    FINDING_WEIGHTS.map(
      (weight): FindingView => ({
        finding: {
          kind,
          weight,
          messages: [7, 8],
          reasons: [...TELLING, ...EXPLAINING].map((code) => ({ code, values: { number: 7 } })),
          values: { own: '§', quoted: '§', named: '§', sender: '§', seconds: 90_061 },
          ...(weight === 'strong' && { more: 2 }),
        },
        messages: [message, bare],
      }),
    ),
  );
  const kinds = Object.fromEntries(FINDING_KINDS.map((kind) => [kind, 3]));
  const view: FindingsView = { page: 2, pages: 3, total: findings.length, held: 2, kinds, findings };
  yield findingsPage(view, site);
  yield findingsPage({ ...view, kind: 'dispute', message: 7, page: 1, held: 0 }, site);
  yield findingsPage({ ...view, page: 1, pages: 1, total: 0, held: 0, kinds: {}, findings: [] }, site);
  yield findingsPage({ ...view, kind: 'dispute', page: 1, pages: 1, total: 0, held: 0, kinds: {}, findings: [] }, site);
}
