-- What a message says of its place in a conversation. No row: an archive of an older format, until it is assessed.
CREATE TABLE answers (
  message      INTEGER PRIMARY KEY REFERENCES messages (number),
  ids          TEXT NOT NULL, -- JSON: the Message-IDs that it refers to, the one that it answers last
  thread_index BLOB           -- of Outlook and Exchange (message/thread-index.ts); NULL: none that can be one
) STRICT;

CREATE INDEX answers_root ON answers (substr(thread_index, 1, 22)) WHERE thread_index IS NOT NULL;

-- A message that refers to none, and what else says which one it follows. `message_thread` and `target_thread` are what
-- `messages.thread` holds of the two: names of threads that Message-IDs join (0005-thread-numbers.sql).
CREATE TABLE thread_links (
  message        INTEGER PRIMARY KEY REFERENCES messages (number),
  target         INTEGER NOT NULL REFERENCES messages (number),
  why            TEXT    NOT NULL CHECK (why IN ('thread-index', 'quote')),
  message_thread INTEGER NOT NULL,
  target_thread  INTEGER NOT NULL
) STRICT;

CREATE INDEX thread_links_threads ON thread_links (message_thread, target_thread);
CREATE INDEX thread_links_targets ON thread_links (target_thread, message_thread);
CREATE INDEX thread_links_target ON thread_links (target);

-- Threads that such links join are one to readers, who know it by the number of its first message. Unlike those that Message-IDs join
-- they can part again: what a message quotes is found anew as mail comes.
CREATE TABLE thread_groups (
  thread INTEGER PRIMARY KEY, -- the name
  number INTEGER NOT NULL     -- of the first message of all of them
) STRICT;

CREATE INDEX thread_groups_number ON thread_groups (number);

-- Messages for which it is still to be found which one they follow.
CREATE TABLE thread_work (
  message INTEGER PRIMARY KEY REFERENCES messages (number)
) STRICT;
