-- The fingerprints of each message by themselves, little endian, 32 bits each: what it asks of those of all others (0007-quoted-mail.sql)
-- once they are stored. No row: an archive of an older format, until it is assessed.
CREATE TABLE passages (
  message INTEGER PRIMARY KEY REFERENCES messages (number),
  own     BLOB NOT NULL, -- of its own words
  quotes  BLOB NOT NULL  -- of each of its quotes, in order: how many, then they
) STRICT;
