-- How the text of each message falls apart into own words and quotes, and the fingerprints of these, little endian, 32 bits each: what it
-- asks of those of all others (0007-quoted-mail.sql) once they are stored. No row: an archive of an older format, until it is assessed.
CREATE TABLE passages (
  message        INTEGER PRIMARY KEY REFERENCES messages (number),
  outline        TEXT    NOT NULL, -- JSON (message/quote-outline.ts)
  has_other_form INTEGER NOT NULL CHECK (has_other_form IN (0, 1)), -- readers may be shown another text of it too: HTML
  own            BLOB    NOT NULL, -- fingerprints of its own words
  quotes         BLOB    NOT NULL  -- and of each of its quotes, in order: how many, then they
) STRICT;
