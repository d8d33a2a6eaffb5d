import { constants, createHash, createPublicKey, hash, type KeyObject, publicDecrypt, verify } from 'node:crypto';
import type { Crypto, RsaPublicKey } from '../evidence/crypto.ts';
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
    hasher(algorithm) {
      const hasher = createHash(algorithm);
      return { update: (octets) => void hasher.update(octets), digest: () => hasher.digest() };
    },
    rsaRecover(signature, key) {
      if (signature.length !== key.modulus.length || Buffer.compare(signature, key.modulus) >= 0) return undefined;
      const name = `${encoded(key.exponent, 'latin1')}:${encoded(key.modulus, 'latin1')}`;
      return publicDecrypt({ key: keyObject(name, () => rsaKeyObject(key)), padding: constants.RSA_NO_PADDING }, signature);
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

function rsaKeyObject(key: RsaPublicKey): KeyObject {
  const jwk = { kty: 'RSA', n: encoded(key.modulus, 'base64url'), e: encoded(key.exponent, 'base64url') };
  return createPublicKey({ key: jwk, format: 'jwk' });
}

function ed25519KeyObject(key: Uint8Array): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: encoded(key, 'base64url') }, format: 'jwk' });
}

function encoded(octets: Uint8Array, encoding: 'latin1' | 'base64url'): string {
  return Buffer.from(octets.buffer, octets.byteOffset, octets.length).toString(encoding);
}
