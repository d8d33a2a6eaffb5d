/** The named limits of the verifier, each with the attack that it stops. */

/** DKIM-Signature fields tested in one message. Thousands of them would each cost a hash of the whole header and an RSA operation. */
export const maxSignatures = 24;

/** Different keys of one selector that one signature is tried with. A key file of ten thousand would cost as many RSA operations each time. */
export const maxKeysTried = 64;

/** What is said of why one key's private half is public, the earliest first. Stops ten thousand claims from being read with each of its records. */
export const maxClaimsOfKey = 100;

/** The shortest RSA modulus that is opened, in bits: below it no PKCS #1 v1.5 block with a SHA-1 digest fits. */
export const minRsaBits = 384;

/** The longest RSA modulus that is opened, in bits: the cost grows with the cube of it. The same bound as in OpenSSL. */
export const maxRsaBits = 16_384;

/** The longest RSA exponent, in bits, for moduli above {@link largeRsaBits}: as OpenSSL does, against keys that take seconds to use. */
export const maxLargeRsaExponentBits = 64;

/** From this modulus size on, in bits, the exponent is bounded by {@link maxLargeRsaExponentBits}. */
export const largeRsaBits = 3072;

/** The longest key record that is read, in characters. A TXT record holds at most 65,535 octets. */
export const maxKeyRecordLength = 65_535;

/** The longest DKIM-Signature value that is read, in octets: one that fills the header would be copied for each of its tags. */
export const maxSignatureFieldOctets = 65_536;

/** Instances in an ARC chain: RFC 8617 §4.2.1 allows no more. Each costs two RSA operations. */
export const maxArcInstances = 50;

/** The fields of all ARC sets together, in octets: each seal hashes all sets below it, so that the work grows with the square. */
export const maxArcOctets = 1024 * 1024;

/** Results read from one Authentication-Results field: one that fills the header would make a page of a million lines. */
export const maxRecordedResults = 100;
