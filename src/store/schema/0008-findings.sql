-- Pairs of messages that do not fit together (evidence/findings/finding.ts); `detail` is the whole Finding as JSON. `owner` is the one of the
-- two for which it is found anew: the one that answers, the one that is quoted, the one that counts less of two copies.
CREATE TABLE findings (
  owner  INTEGER NOT NULL REFERENCES messages (number),
  kind   TEXT    NOT NULL,
  one    INTEGER NOT NULL REFERENCES messages (number),
  other  INTEGER NOT NULL REFERENCES messages (number),
  weight TEXT    NOT NULL CHECK (weight IN ('strong', 'moderate', 'weak')),
  detail TEXT    NOT NULL,
  PRIMARY KEY (owner, kind, one, other)
) STRICT, WITHOUT ROWID;

CREATE INDEX findings_one ON findings (one);
CREATE INDEX findings_other ON findings (other);

-- What speaks against a message is listed with them.
CREATE INDEX relations_telling ON relations (weight, voucher, quoted) WHERE weight IN ('contradicts', 'disputes', 'misquotes');

-- Messages that say they are the same one: by Message-ID, or by sender, Date and Subject; and those of them that are proven.
CREATE INDEX messages_sending ON messages (sender, date_seconds, subject) WHERE sender IS NOT NULL AND date_seconds IS NOT NULL;
CREATE INDEX messages_proven_id ON messages (message_id)
  WHERE message_id IS NOT NULL AND verdict IN ('verified', 'verified-repaired', 'verified-recovered', 'verified-partly');
CREATE INDEX messages_proven_sending ON messages (sender, date_seconds, subject)
  WHERE sender IS NOT NULL AND date_seconds IS NOT NULL
    AND verdict IN ('verified', 'verified-repaired', 'verified-recovered', 'verified-partly');

-- Which messages of an older archive are to be looked at.
INSERT OR IGNORE INTO chain_work (message, task)
  SELECT number, 'conclude' FROM messages
  WHERE message_id IN (SELECT message_id FROM messages WHERE message_id IS NOT NULL GROUP BY message_id HAVING count(*) > 1);
INSERT OR IGNORE INTO chain_work (message, task) SELECT quoted, 'conclude' FROM relations;
