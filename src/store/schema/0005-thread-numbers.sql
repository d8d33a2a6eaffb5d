-- Threads go by a name, which is the number of one of their messages: `messages.thread` and `thread_ids.thread` hold it. Where threads
-- turn out to be one, the larger keeps its name and the rows of the smaller are written anew: so mails that each join the largest thread
-- to an older one cost what the older one holds. Readers know a thread by the number of its first message: where that is not its name,
-- it stands here.
CREATE TABLE thread_numbers (
  thread INTEGER PRIMARY KEY,    -- the name
  number INTEGER NOT NULL UNIQUE -- of the first message
) STRICT;
