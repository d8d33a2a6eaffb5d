import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { createFts5Index, createFts5Writer } from '../../src/search/fts5.ts';
import type { SearchIndex } from '../../src/search/index.ts';
import { openDatabase } from '../../src/store/database.ts';
import { personId } from '../../src/store/people.ts';
import type { SampleMessage, SamplePerson, SearchFixture } from '../contracts/search-sample.ts';

/** An empty archive in a folder of its own, written by one connection and searched by another, as in life; or as `open` searches it. */
export function openFts5Fixture(
  open?: (directory: string) => SearchIndex,
): SearchFixture & { readonly db: DatabaseSync; readonly directory: string } {
  const directory = mkdtempSync(join(tmpdir(), 'chainmail-search-'));
  const writing = openDatabase(directory, { create: true });
  const reading = openDatabase(directory, { readOnly: true });
  const index = open?.(directory) ?? createFts5Index(reading.db);
  return {
    index,
    directory,
    db: writing.db,
    add: (messages) =>
      writing.transaction(() => {
        const writer = createFts5Writer(writing.db);
        for (const message of messages) {
          const number = insertMessage(message);
          const written = (people: readonly SamplePerson[]) => people.map(({ name, address }) => `${name ?? ''} ${address}`);
          writer.add(number, {
            subject: message.subject === undefined ? [] : [message.subject],
            from: written(message.from),
            to: written(message.to),
            cc: written(message.cc),
            own: message.own,
            quoted: message.quoted,
            filenames: message.attachments.flatMap(({ name }) => name ?? []),
            attachment: message.attachments.flatMap(({ text }) => text ?? []),
          });
        }
        writer.finish();
      }),
    judge(number, verdict, marks) {
      writing.db
        .prepare('UPDATE messages SET verdict = :verdict, marks = :marks WHERE number = :number')
        .run({ number, verdict, marks: JSON.stringify(marks) });
    },
    remove: (number) =>
      writing.transaction(() => {
        createFts5Writer(writing.db).remove(number);
        for (const table of ['message_people', 'attachments', 'signatures'])
          writing.db.prepare(`DELETE FROM ${table} WHERE message = ?`).run(number);
        writing.db.prepare('DELETE FROM messages WHERE number = ?').run(number);
      }),
    [Symbol.dispose]() {
      index.close();
      reading.close();
      writing.close();
      rmSync(directory, { recursive: true });
    },
  };

  function insertMessage(message: SampleMessage): number {
    const sender = message.from[0] === undefined ? null : personId(writing, message.from[0].address);
    const number = Number(
      writing
        .statement(
          `INSERT INTO messages (sha256, size, rebuilt, date_seconds, subject, sender, thread, verdict, reasons, marks)
           VALUES (randomblob(32), 0, 0, :date, :subject, :sender, :thread, :verdict, '[]', :marks)`,
        )
        .run({
          date: message.dateSeconds ?? null,
          subject: message.subject ?? null,
          sender,
          thread: message.thread,
          verdict: message.verdict,
          marks: JSON.stringify(message.marks),
        }).lastInsertRowid,
    );
    for (const role of ['from', 'to', 'cc'] as const) {
      for (const [position, { name, address }] of message[role].entries()) {
        writing
          .statement('INSERT INTO message_people (message, role, position, person, address, name) VALUES (?, ?, ?, ?, ?, ?)')
          .run(number, role, position, personId(writing, address), address, name ?? null);
      }
    }
    for (const [position, { signer, passes }] of message.signatures.entries()) {
      writing
        .statement(`INSERT INTO signatures (message, position, signer, selector, result, detail) VALUES (?, ?, ?, 's', ?, '{}')`)
        .run(number, position, signer, passes ? 'pass' : 'fail');
    }
    for (const [position, { name, type, kind }] of message.attachments.entries()) {
      writing
        .statement(
          `INSERT INTO attachments (message, position, path, name, type, kind, size, sha256, md5) VALUES (?, ?, '', ?, ?, ?, 0, x'', x'')`,
        )
        .run(number, position, name ?? null, type, kind);
    }
    return number;
  }
}
