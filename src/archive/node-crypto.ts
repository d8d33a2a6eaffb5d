import { constants, createHash, createPublicKey, type Hash, hash, type KeyObject, publicDecrypt, verify } from 'node:crypto';
import type { Crypto, Hasher, RsaPublicKey } from '../evidence/crypto.ts';
import { isSoundEd25519Key } from '../evidence/keys/ed25519-key.ts';

/** How many key objects are kept, the last used ones: a trove has a few thousand keys, and a hostile one could name millions. */
const MAX_KEY_OBJECTS = 2_000;

/** The crypto port on OpenSSL. Key objects are kept, since making one costs more than using it. */
export function createNodeCrypto(): Crypto {
  const keyObjects = new Map<string, KeyObject>();

  function keyObject(name: string, make: () => KeyObject): KeyObject {
    const kept = keyObjects.get(name) ?? make();
    keyObjects.delete(name); // the last used one stands last
    keyObjects.set(name, kept);
    if (keyObjects.size > MAX_KEY_OBJECTS) keyObjects.delete(keyObjects.keys().next().value ?? name);
    return kept;
  }

  return {
    sha1: (octets) => hash('sha1', octets, 'buffer'),
    sha256: (octets) => hash('sha256', octets, 'buffer'),
    hasher: (algorithm) => hasherOf(createHash(algorithm)),
    rsaRecover(signature, key) {
      if (signature.length !== key.modulus.length || Buffer.compare(signature, key.modulus) >= 0) return undefined;
      const name = `${encoded(key.exponent, 'latin1')}:${encoded(key.modulus, 'latin1')}`;
      return recover(
        keyObject(name, () => rsaKeyObject(key)),
        signature,
      );
    },
    ed25519Verify(signature, octets, key) {
      if (signature.length !== 64 || !isSoundEd25519Key(key)) return false;
      return verify(
        null,
        octets,
        keyObject(encoded(key, 'latin1'), () => ed25519KeyObject(key)),
        signature,
      );
    },
  };
}

function hasherOf(hash: Hash): Hasher {
  return { update: (octets) => void hash.update(octets), copy: () => hasherOf(hash.copy()), digest: () => hash.digest() };
}

/**
 * Node takes a key object itself twice as fast as one within options: of those it first asks, by an exception, whether they are a
 * CryptoKey. The padding is read from the same object.
 */
function rsaKeyObject(key: RsaPublicKey): KeyObject {
  const jwk = { kty: 'RSA', n: encoded(key.modulus, 'base64url'), e: encoded(key.exponent, 'base64url') };
  return Object.assign(createPublicKey({ key: jwk, format: 'jwk' }), noPadding);
}

const noPadding = { padding: constants.RSA_NO_PADDING };

/** @returns A block as long as the modulus; a Node that passed over the padding would give less, and is asked in its usual way. */
function recover(key: KeyObject, signature: Uint8Array): Uint8Array {
  try {
    const block = publicDecrypt(key, signature);
    if (block.length === signature.length) return block;
  } catch {
    // that Node looked for a padding
  }
  return publicDecrypt({ key, ...noPadding }, signature);
}

function ed25519KeyObject(key: Uint8Array): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: encoded(key, 'base64url') }, format: 'jwk' });
}

function encoded(octets: Uint8Array, encoding: 'latin1' | 'base64url'): string {
  return Buffer.from(octets.buffer, octets.byteOffset, octets.length).toString(encoding);
}
