-- Keys that were computed from signatures of the archive, and why they are believed; `certificate` is the whole Certificate as JSON.
CREATE TABLE recoveries (
  key         INTEGER PRIMARY KEY REFERENCES keys (id),
  certificate TEXT NOT NULL
) STRICT;

-- Questions that take minutes, asked in vain: nobody waits for them again. `question` is a hash of the signatures and the exponent.
CREATE TABLE recovery_attempts (
  question TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Sources that are known to be independent of the rest, and how.
CREATE TABLE anchors (
  source INTEGER PRIMARY KEY REFERENCES sources (id),
  name   TEXT NOT NULL
) STRICT;
