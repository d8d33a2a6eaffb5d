-- Whose private half is public. A list of such keys may be nothing but digests: 32 octets are SHA-256 of the SubjectPublicKeyInfo in
-- DER, or of the line that "openssl rsa -modulus -noout" prints; 10 octets are the end of SHA-1 of that line, as Debian's lists have it.
CREATE TABLE public_key_claims (
  id            INTEGER PRIMARY KEY,
  why           TEXT NOT NULL CHECK (why IN ('listed', 'debian-weak', 'shared-factor')),
  since_seconds INTEGER, -- NULL: it is not known since when, which counts as always
  source        TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX public_key_claims_identity ON public_key_claims (why, ifnull(since_seconds, ''), source);

CREATE TABLE public_keys (
  digest BLOB    NOT NULL CHECK (length(digest) IN (10, 32)),
  claim  INTEGER NOT NULL REFERENCES public_key_claims (id),
  PRIMARY KEY (digest, claim)
) STRICT, WITHOUT ROWID;

-- Which very key opened a signature, and when it was made: `detail` says both, and is long.
ALTER TABLE signatures ADD COLUMN key_sha256 BLOB; -- of the SubjectPublicKeyInfo; NULL: no key, or not assessed since this column is there
ALTER TABLE signatures ADD COLUMN signed_at_seconds INTEGER; -- NULL: the signature does not say
UPDATE signatures SET signed_at_seconds = detail ->> '$.signedAtSeconds'
  WHERE json_valid(detail) AND typeof(detail ->> '$.signedAtSeconds') = 'integer';

DROP INDEX signatures_signer;
CREATE INDEX signatures_signer ON signatures (signer, selector, result, key_sha256, signed_at_seconds);
