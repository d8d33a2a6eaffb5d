import { hash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { archiveFileName } from '../../src/store/database.ts';

/**
 * All that an archive holds, in a form that can be compared: every row of every table, the stored octets hashed. The words of the
 * index are asked for through FTS5's vocabulary. What says where the archive was made (absolute paths) is left out.
 */
export function dumpArchive(directory: string): Record<string, unknown[]> {
  const db = new DatabaseSync(join(directory, archiveFileName), { readOnly: true });
  try {
    const tables = db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search%'")
      .all();
    const dump: Record<string, unknown[]> = {};
    for (const { name } of tables as { name: string }[]) {
      dump[name] = db
        .prepare(`SELECT * FROM "${name}"`)
        .all()
        .map((row) =>
          JSON.stringify(row, (key, value) =>
            key === 'identity' ? undefined : value instanceof Uint8Array ? hash('sha256', value) : value,
          ),
        )
        .sort();
    }
    dump['fingerprints'] = fingerprints(db);
    db.exec("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'search', 'instance')");
    const words = hash(
      'sha256',
      JSON.stringify(db.prepare('SELECT term, doc, col, "offset" FROM temp.vocabulary ORDER BY term, doc, col, "offset"').all()),
    );
    return { ...dump, words: [words] };
  } finally {
    db.close();
  }
}

/** However they are spread over runs and pieces. */
function fingerprints(db: DatabaseSync): string[] {
  const rows = db.prepare('SELECT entries FROM fingerprints').all() as { entries: Uint8Array }[];
  return rows.flatMap(({ entries }) => [...new BigUint64Array(entries.slice().buffer)].map(String)).sort();
}
