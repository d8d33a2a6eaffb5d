/**
 * Whether 32 octets are a public key that a signature can mean something under: the canonical encoding of a number below the field's
 * prime that is none of the points of small order. Under those, one signature fits many messages. Verifiers differ on them, so every
 * crypto adapter asks here first.
 *
 * @see RFC 8032 §5.1.3
 */
export function isSoundEd25519Key(key: Uint8Array): boolean {
  if (key.length !== 32) return false;
  let y = 0n;
  for (let i = 31; i >= 0; i--) y = (y << 8n) | BigInt(i === 31 ? key[i]! & 0x7f : key[i]!);
  return y < FIELD_PRIME && !SMALL_ORDER.has(y);
}

const FIELD_PRIME = 2n ** 255n - 19n;

/** The y coordinates of the eight points whose order divides the cofactor. */
const SMALL_ORDER: ReadonlySet<bigint> = new Set([
  0n,
  1n,
  FIELD_PRIME - 1n,
  0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n,
  0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n,
]);
