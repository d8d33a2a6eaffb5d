-- 1: not found again when its source was last read to its end. The place and its message stay; the ledger does not count it.
ALTER TABLE places ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;

-- What could not be read, by its source.
CREATE INDEX places_failures ON places (source) WHERE failure IS NOT NULL;
