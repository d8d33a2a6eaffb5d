import type { Finding, FindingReason } from './finding.ts';
import type { Witness } from './witness.ts';

/** Clocks of honest people are wrong by so much, and servers take their time: no finding. Measured: docs/findings.md. */
export const clockSkewSeconds = 15 * 60;

/** A clock that shows another zone's time as its own is wrong by up to so much (UTC-12 to UTC+14). */
const zoneSeconds = 26 * 3600;

/**
 * How telling it is that a message has an earlier Date than the one that it quotes or answers.
 *
 * A signature proves that the sender's server saw that Date, not that his clock was right. So: nothing where a clock explains it and neither date
 * is signed; weak where a clock or a zone explains it, or nothing is signed; strong where both dates are signed, and with them what says that
 * the one follows the other.
 *
 * @param linkIsSigned - What shows that the one follows the other is covered by signatures too.
 * @returns Undefined where the order of the two is possible.
 */
export function weighOrder(
  later: Witness,
  earlier: Witness,
  linkIsSigned: boolean,
): Pick<Finding, 'weight' | 'reasons' | 'values'> | undefined {
  if (later.dateSeconds === undefined || earlier.dateSeconds === undefined) return undefined;
  const seconds = earlier.dateSeconds - later.dateSeconds;
  if (seconds <= clockSkewSeconds) return undefined;
  const signed = [later, earlier].filter(({ signs }) => signs.date);
  const isHandledInOrder = wasHandledInOrder(later, earlier);
  const isSignedSo = wasSignedOutOfOrder(later, earlier);
  const isByZone = seconds <= zoneSeconds && !isSignedSo;
  if (signed.length < 2 && isHandledInOrder) return undefined;
  if (signed.length === 0 && isByZone) return undefined;
  const reasons: FindingReason[] = [
    ...(signed.length === 2 ? [{ code: 'both-dates-signed' } as const] : []),
    ...(signed.length === 1 ? [{ code: 'one-date-signed', values: { number: signed[0]!.number } } as const] : []),
    ...(isSignedSo ? [{ code: 'signed-out-of-order' } as const] : []),
    ...(linkIsSigned ? [{ code: 'identifiers-signed' } as const] : []),
    ...(signed.length === 0 ? [{ code: 'nothing-signed' } as const] : []),
    ...(isByZone ? [{ code: 'clock-or-zone' } as const] : []),
    ...(isHandledInOrder ? [{ code: 'handled-in-order' } as const] : []),
  ];
  const isExplained = isByZone || isHandledInOrder || signed.length === 0;
  const weight = isExplained ? 'weak' : signed.length === 2 && linkIsSigned ? 'strong' : 'moderate';
  return { weight, reasons, values: { seconds } };
}

/** Whether servers had the two in an order that is possible, whatever the clocks of those who wrote them said. */
function wasHandledInOrder(later: Witness, earlier: Witness): boolean {
  if (later.handledAtSeconds === undefined && earlier.handledAtSeconds === undefined) return false;
  const [last, first] = [later.handledAtSeconds ?? later.dateSeconds!, earlier.handledAtSeconds ?? earlier.dateSeconds!];
  return last >= first - clockSkewSeconds;
}

/** Servers keep their clocks, and know no zones: whose signatures were made in the wrong order, too, has no wrong clock on his desk. */
function wasSignedOutOfOrder(later: Witness, earlier: Witness): boolean {
  if (later.signedAtSeconds === undefined || earlier.signedAtSeconds === undefined) return false;
  return later.signedAtSeconds < earlier.signedAtSeconds - clockSkewSeconds;
}
