import { pureCrypto } from '../../src/evidence/crypto-pure.ts';
import { assessMessage } from '../../src/evidence/judge.ts';
import { keyRingOf } from '../../src/evidence/keys/key-ring.ts';
import { defaultPolicy } from '../../src/evidence/policy.ts';
import { explainSignature, type KeyStep, type SignatureSteps } from '../../src/evidence/steps/steps.ts';
import { parseMessage } from '../../src/message/message.ts';
import { html } from '../../src/pages/html.ts';
import type { Site } from '../../src/pages/layout.ts';
import { verifyAgainPage, verifyPage } from '../../src/pages/verify.ts';
import { type VerifiedView, verifiedStory } from '../../src/pages/verify-story.ts';
import { readInputs, readLetterKeys } from '../evidence/signed/inputs.ts';
import { headOf } from './sample-views.ts';

/** The pages that verify in the browser, and what their script puts on them, in every state. */
export function verifyStates(site: Site): string[] {
  const { words } = site;
  const w = words.verify;
  const base: VerifiedView = {
    place: 0,
    from: '§',
    subject: '§',
    size: 1,
    sha256: '§',
    judgement: { verdict: 'verified', reasons: [], marks: [] },
    signatures: [],
  };
  const stories = [
    verifiedStory({ ...base, archiveSays: 'verified' }, words),
    verifiedStory({ ...base, archiveSays: 'failed' }, words),
    ...allSteps().map((steps) => verifiedStory({ ...base, file: '§', signatures: [steps] }, words)),
  ];
  const said = [
    ...[w.reading('§'), w.verifying('§'), w.waiting(1), w.done(1, 2), w.tooLarge('§', 1), w.unreadable('§'), w.notMail('§')],
    ...[w.badKeys('§', 1), w.pastedSource, w.unreachable, w.otherOctets],
  ];
  const head = {
    ...headOf('verified'),
    subject: '§',
    from: [],
    to: [],
    cc: [],
    marks: ['no-original-bytes'] as const,
    reasons: [],
    signatures: [],
  };
  return [
    verifyPage({ style: '', script: '', policy: '' }, site),
    verifyAgainPage({ head, sha256: '§', bySignatures: 'verified', policy: defaultPolicy }, site),
    verifyAgainPage({ head: { ...head, verdict: 'corroborated' }, sha256: '§', bySignatures: 'unverified', policy: defaultPolicy }, site),
    ...stories.map(String),
    html`${said.map((text) => html`<p>${text}</p>`)}`.toString(),
  ];
}

function allSteps(): SignatureSteps[] {
  const context = { keys: keyRingOf(readLetterKeys().map((key) => ({ ...key, source: '§' }))), crypto: pureCrypto };
  const steps = readInputs().flatMap(({ base64 }) => {
    const message = parseMessage(Buffer.from(base64, 'base64'));
    return assessMessage(message, context).evidence.signatures.map((evidence) => explainSignature(message, evidence, context));
  });
  const passing = steps.find(({ evidence }) => evidence.result === 'pass')!;
  const tested = passing.tested!;
  const notTried: KeyStep = { stored: tested.keys[0]!.stored, outcome: 'not-tried' };
  return [
    ...steps,
    { ...passing, tested: { ...tested, keys: Array.from({ length: 20 }, () => notTried) } },
    { ...passing, fieldOctets: new Uint8Array(9_000).fill(0x20) },
    { ...passing, evidence: { ...passing.evidence, repairs: [{ name: 'line-ends', detail: '§' }] } },
  ];
}
