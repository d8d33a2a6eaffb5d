-- What an archive holds. Only `messages.sha256`, `octets`, `places`, `sources` and `keys` are original; all else is derived
-- from them and can be made again.

CREATE TABLE settings (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE people (
  id      INTEGER PRIMARY KEY,
  address TEXT NOT NULL UNIQUE, -- lower-cased
  domain  TEXT                  -- lower-cased; NULL where the address has none
) STRICT;

-- `number` counts from 1 in order of import and is never used again.
CREATE TABLE messages (
  number              INTEGER PRIMARY KEY AUTOINCREMENT,
  sha256              BLOB    NOT NULL UNIQUE, -- of the stored octets
  size                INTEGER NOT NULL,        -- octets
  rebuilt             INTEGER NOT NULL,        -- 1: no original bytes
  message_id          TEXT,
  date_seconds        INTEGER,                 -- the Date field, UTC; NULL where absent or impossible
  date_offset_minutes INTEGER,
  subject             TEXT,
  sender              INTEGER REFERENCES people (id), -- first mailbox of From
  thread              INTEGER NOT NULL,        -- number of the first message of its thread
  verdict             TEXT    NOT NULL,
  reasons             TEXT    NOT NULL,        -- JSON array of { code, values? }
  marks               TEXT    NOT NULL         -- JSON array of words
) STRICT;

CREATE INDEX messages_thread ON messages (thread);
CREATE INDEX messages_message_id ON messages (message_id) WHERE message_id IS NOT NULL;

-- Octets as the source had them (sacred), compressed where that helps.
CREATE TABLE octets (
  message  INTEGER PRIMARY KEY REFERENCES messages (number),
  encoding TEXT NOT NULL CHECK (encoding IN ('identity', 'zstd')),
  octets   BLOB NOT NULL
) STRICT;

-- The text that a reader sees first, for snippets: UTF-8, in zstd where it is long.
CREATE TABLE texts (
  message INTEGER PRIMARY KEY REFERENCES messages (number),
  text    BLOB NOT NULL
) STRICT;

CREATE TABLE message_people (
  message  INTEGER NOT NULL REFERENCES messages (number),
  role     TEXT    NOT NULL CHECK (role IN ('from', 'to', 'cc', 'bcc', 'sender', 'reply-to')),
  position INTEGER NOT NULL, -- from 0, in the order of the field
  person   INTEGER NOT NULL REFERENCES people (id),
  address  TEXT    NOT NULL, -- as written
  name     TEXT,
  PRIMARY KEY (message, role, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX message_people_person ON message_people (person, role, message);

-- One row for each DKIM-Signature; `detail` is the whole SignatureEvidence as JSON.
CREATE TABLE signatures (
  message  INTEGER NOT NULL REFERENCES messages (number),
  position INTEGER NOT NULL, -- from 0, top to bottom
  signer   TEXT    NOT NULL,
  selector TEXT    NOT NULL,
  result   TEXT    NOT NULL,
  tier     TEXT,             -- of the key that opened it
  detail   TEXT    NOT NULL,
  PRIMARY KEY (message, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX signatures_signer ON signatures (signer, selector, result);

CREATE TABLE attachments (
  message  INTEGER NOT NULL REFERENCES messages (number),
  position INTEGER NOT NULL, -- from 0
  path     TEXT    NOT NULL, -- section number of the part (RFC 9051 §6.4.5.1), with a suffix for a uuencoded block
  name     TEXT,
  type     TEXT    NOT NULL, -- media type, lower-cased
  kind     TEXT    NOT NULL, -- pdf, word, spreadsheet, image … (message/attachment-kind.ts): the facet
  size     INTEGER NOT NULL, -- octets, decoded
  sha256   BLOB    NOT NULL, -- of the decoded octets
  md5      BLOB    NOT NULL,
  PRIMARY KEY (message, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX attachments_sha256 ON attachments (sha256);

-- Every Message-ID that was seen as itself or in References or In-Reply-To, and the thread that it belongs to.
CREATE TABLE thread_ids (
  id     TEXT PRIMARY KEY,
  thread INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX thread_ids_thread ON thread_ids (thread);

CREATE TABLE keys (
  id                               INTEGER PRIMARY KEY,
  domain                           TEXT NOT NULL, -- lower-cased
  selector                         TEXT NOT NULL, -- lower-cased
  record                           TEXT NOT NULL,
  tier                             TEXT NOT NULL CHECK (tier IN ('archived', 'dns', 'recovered')),
  source                           TEXT NOT NULL,
  first_seen_seconds               INTEGER,
  last_seen_seconds                INTEGER,
  looked_up_at_seconds             INTEGER,
  private_key_public_since_seconds INTEGER
) STRICT;

CREATE UNIQUE INDEX keys_identity ON keys (
  domain, selector, record, tier, source, ifnull(first_seen_seconds, ''), ifnull(last_seen_seconds, ''), ifnull(private_key_public_since_seconds, '')
);

-- The ledger: where mail was read from.
CREATE TABLE sources (
  id          INTEGER PRIMARY KEY,
  identity    TEXT NOT NULL UNIQUE, -- absolute path
  path        TEXT NOT NULL,        -- as it was typed
  format      TEXT NOT NULL,
  dialect     TEXT,
  compression TEXT,
  expected    INTEGER,
  complete    INTEGER NOT NULL      -- 1 once it was read to its end
) STRICT;

-- Every thing that a source held: a message, or why it is none.
CREATE TABLE places (
  id      INTEGER PRIMARY KEY,
  source  INTEGER NOT NULL REFERENCES sources (id),
  at      TEXT    NOT NULL,
  message INTEGER REFERENCES messages (number),
  failure TEXT,
  flags   TEXT,
  folder  TEXT,
  added   INTEGER NOT NULL, -- 1: this place brought the message into the archive; 0: a duplicate, or a failure
  CHECK ((message IS NULL) <> (failure IS NULL)),
  UNIQUE (source, at, message)
) STRICT;

CREATE INDEX places_message ON places (message);
