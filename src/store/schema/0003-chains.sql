-- The ARC chain of each message that has one; `detail` is the whole ArcEvidence as JSON.
CREATE TABLE chains (
  message INTEGER PRIMARY KEY REFERENCES messages (number),
  detail  TEXT NOT NULL
) STRICT;
