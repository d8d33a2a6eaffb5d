import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { FINDING_WEIGHTS } from '../../../src/evidence/findings/finding.ts';
import { clockSkewSeconds, weighOrder } from '../../../src/evidence/findings/times.ts';
import { nothingSigned, type Witness } from '../../../src/evidence/findings/witness.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
const NOON = 1_463_054_400;

const witness = (number: number, dateSeconds: number, changes: Partial<Witness> = {}): Witness => ({
  ...{ number, addressees: [], dateSeconds, isProven: false, signs: nothingSigned, isUnsent: false, texts: [] },
  ...changes,
});
const signed = (number: number, dateSeconds: number, signedAtSeconds?: number) =>
  witness(number, dateSeconds, {
    isProven: true,
    signs: { date: true, messageId: true, inReplyTo: true, text: true },
    ...(signedAtSeconds !== undefined && { signedAtSeconds, handledAtSeconds: signedAtSeconds }),
  });
const weighed = (...[later, earlier, link = true]: readonly [Witness, Witness, boolean?]) => {
  const found = weighOrder(later, earlier, link);
  return found && `${found.weight}: ${found.reasons.map(({ code }) => code).join(' ')}`;
};

describe('an order of two messages that is impossible', () => {
  it('is strong where both dates are signed, and what says that the one follows the other', () => {
    assert.equal(weighed(signed(2, NOON), signed(1, NOON + 3 * DAY)), 'strong: both-dates-signed identifiers-signed');
    assert.equal(weighed(signed(2, NOON), signed(1, NOON + 3 * DAY), false), 'moderate: both-dates-signed');
  });

  it('is explained by a clock or a zone up to a day, unless the signatures were made in that order too', () => {
    assert.equal(weighed(signed(2, NOON), signed(1, NOON + 10 * HOUR)), 'weak: both-dates-signed identifiers-signed clock-or-zone');
    assert.equal(
      weighed(signed(2, NOON, NOON + 9), signed(1, NOON + 10 * HOUR, NOON + 10 * HOUR)),
      'strong: both-dates-signed signed-out-of-order identifiers-signed',
    );
  });

  it('is explained where the signatures were made in a possible order: one clock was wrong', () => {
    assert.equal(
      weighed(signed(2, NOON, NOON + 30 * DAY), signed(1, NOON + 29 * DAY, NOON + 29 * DAY)),
      'weak: both-dates-signed identifiers-signed handled-in-order',
    );
  });

  it('is none within what clocks are wrong by, without a date, or unsigned where servers had the two in order', () => {
    assert.equal(weighed(signed(2, NOON), signed(1, NOON + clockSkewSeconds)), undefined);
    const { dateSeconds: _, ...undated } = signed(2, NOON);
    assert.equal(weighed(undated, signed(1, NOON)), undefined);
    assert.equal(weighed(witness(2, NOON), witness(1, NOON + 20 * HOUR)), undefined);
    assert.equal(weighed(witness(2, NOON, { handledAtSeconds: NOON + 9 * DAY }), witness(1, NOON + 8 * DAY)), undefined);
    assert.equal(weighed(witness(2, NOON), witness(1, NOON + 8 * DAY)), 'weak: identifiers-signed nothing-signed');
  });

  it('never weighs less for what is signed beside it, nor for lying further apart', () =>
    fc.assert(
      fc.property(fc.integer({ min: -DAY, max: 90 * DAY }), fc.integer({ min: 0, max: 90 * DAY }), fc.boolean(), (gap, more, link) => {
        const rank = (later: Witness, earlier: Witness) => {
          const weight = weighOrder(later, earlier, link)?.weight;
          return weight === undefined ? FINDING_WEIGHTS.length : FINDING_WEIGHTS.indexOf(weight);
        };
        const ranks = [
          rank(witness(2, NOON), witness(1, NOON + gap)),
          rank(signed(2, NOON), witness(1, NOON + gap)),
          rank(signed(2, NOON), signed(1, NOON + gap)),
          rank(signed(2, NOON), signed(1, NOON + gap + more)),
        ];
        assert.deepEqual(
          ranks,
          ranks.toSorted((a, b) => b - a),
        );
      }),
    ));
});
