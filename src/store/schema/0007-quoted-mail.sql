-- Fingerprints of passages (evidence/chains/fingerprints.ts), in sorted runs: one run holds those of many messages, in pieces of a
-- few kilobytes. An entry is 64 bits, little endian: the fingerprint, then the message's number, then the region in two bits.
CREATE TABLE fingerprints (
  run     INTEGER NOT NULL,
  first   INTEGER NOT NULL, -- the fingerprint of the first entry
  piece   INTEGER NOT NULL, -- from 0 in each run
  entries BLOB    NOT NULL,
  PRIMARY KEY (run, first, piece)
) STRICT, WITHOUT ROWID;

-- Which message quotes which, and what that shows; `detail` is the whole Relation as JSON.
CREATE TABLE relations (
  voucher INTEGER NOT NULL REFERENCES messages (number),
  quoted  INTEGER NOT NULL REFERENCES messages (number),
  detail  TEXT    NOT NULL,
  weight  TEXT,    -- what it is to the quoted message (evidence/chains/weigh.ts); NULL: nothing
  PRIMARY KEY (voucher, quoted)
) STRICT, WITHOUT ROWID;

CREATE INDEX relations_quoted ON relations (quoted);

-- What is still to be done about a message: `relate`: see what it quotes; `conclude`: weigh what quotes it. An import that is cut
-- short goes on from here.
CREATE TABLE chain_work (
  message INTEGER NOT NULL REFERENCES messages (number),
  task    TEXT    NOT NULL CHECK (task IN ('relate', 'conclude')),
  PRIMARY KEY (task, message)
) STRICT, WITHOUT ROWID;

-- What its own signatures make of a message, where what others quote of it makes something else of it: the latter is in `messages`.
CREATE TABLE judgements_alone (
  message INTEGER PRIMARY KEY REFERENCES messages (number),
  verdict TEXT NOT NULL,
  marks   TEXT NOT NULL,
  reasons TEXT NOT NULL
) STRICT;
