-- What each text and each of its quotes is known again by without being read (evidence/chains/read.ts): JSON. NULL: their text is read, as in
-- an archive of an older format until it is assessed.
ALTER TABLE passages ADD COLUMN digests TEXT;
