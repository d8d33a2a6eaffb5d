-- The words of every message; rowid is its number. What a word is, is said in src/query/words.ts: texts come here folded, so
-- the tokenizer has only to part them at what is neither an ASCII letter or digit nor above ASCII (src/search/fts5/writer.ts).
CREATE VIRTUAL TABLE search USING fts5 (
  subject,
  sender,      -- From: names and addresses
  recipients,  -- To
  cc,
  own,         -- the body but for what it quotes
  quoted,
  filenames,   -- of attachments
  attachment,  -- the text in attachments
  content = '',
  contentless_delete = 1,
  detail = full,
  tokenize = 'ascii'
);

-- Counts what was changed in, or taken from, messages that were there already: an index that keeps columns in memory then reads
-- all of them again, else only those of new messages.
CREATE TABLE search_revision (
  id       INTEGER PRIMARY KEY CHECK (id = 1),
  revision INTEGER NOT NULL
) STRICT;

INSERT INTO search_revision (id, revision) VALUES (1, 0);

CREATE TRIGGER search_revision_judged AFTER UPDATE OF verdict, marks, date_seconds, sender ON messages
WHEN OLD.verdict <> NEW.verdict OR OLD.marks <> NEW.marks OR OLD.date_seconds IS NOT NEW.date_seconds OR OLD.sender IS NOT NEW.sender
BEGIN
  UPDATE search_revision SET revision = revision + 1;
END;

CREATE TRIGGER search_revision_removed AFTER DELETE ON messages
BEGIN
  UPDATE search_revision SET revision = revision + 1;
END;

CREATE TRIGGER search_revision_signature AFTER DELETE ON signatures
BEGIN
  UPDATE search_revision SET revision = revision + 1;
END;

CREATE TRIGGER search_revision_attachment AFTER DELETE ON attachments
BEGIN
  UPDATE search_revision SET revision = revision + 1;
END;
