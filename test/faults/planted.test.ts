import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { type AuditFinding, auditArchive } from '../../src/archive/audit.ts';
import { importMail } from '../../src/archive/import.ts';
import { openKeeper } from '../../src/archive/keeper.ts';
import { openMailSource } from '../../src/sources/mail/open.ts';
import { ArchiveError, archiveFileName, openDatabase } from '../../src/store/database.ts';
import { readOctets } from '../../src/store/octets.ts';
import { dumpArchive } from '../archive/dump.ts';
import { mail, signed, testKey } from '../archive/mail.ts';
import { seal } from '../evidence/support/arc.ts';
import { scratchFolder } from '../scratch.ts';

const letters = 80;
/** Bits of the file that are turned over, one at a time. */
const turns = 16;
const scratch = scratchFolder();
const sound = join(scratch.path, 'sound');

before(async () => {
  const key = testKey('halden.example', 'june');
  const folder = join(scratch.path, 'mail');
  mkdirSync(folder);
  for (let number = 1; number <= letters; number++) {
    const headers = {
      From: `Lena Brandt <lena${number % 7}@halden.example>`,
      To: 'Otto Weiss <otto@weiss.example>, Board <board@halden.example>',
      Cc: 'Third <third@cc.example>',
      Subject: `Letter ${number}`,
      Date: `Thu, 12 May 2016 16:02:${String(number % 60).padStart(2, '0')} +0200`,
      'Message-ID': `<${number}@halden.example>`,
      ...(number % 4 !== 0 && { References: `<${number - (number % 4)}@halden.example>` }),
      'MIME-Version': '1.0',
      'Content-Type': 'multipart/mixed; boundary=b',
    };
    const file = `Content-Disposition: attachment; filename=report${number}.txt\n\nReport ${number}\n`;
    const body = `--b\n\nWords of letter ${number}. ${number % 2 === 0 ? 'More. '.repeat(60) : ''}\n--b\n${file}--b\n${file}--b--\n`;
    const sealed = seal(signed(mail(headers, body), key).toString('latin1'), 1);
    writeFileSync(join(folder, `${String(number).padStart(3, '0')}.eml`), sealed, 'latin1');
  }
  writeFileSync(join(folder, 'broken.eml'), '');
  const keeper = openKeeper(sound, { create: true });
  keeper.addKeys([{ domain: key.domain, selector: key.selector, record: key.record, tier: 'archived', source: 'made by this test' }]);
  keeper.close();
  await importMail(sound, [await openMailSource(folder)], { jobs: 1 });
});
after(() => scratch[Symbol.dispose]());

/** What the audit finds in a copy of the sound archive that was damaged so. */
async function auditAfter(damage: (db: DatabaseSync) => void): Promise<{ findings: readonly AuditFinding[]; directory: string }> {
  const directory = join(scratch.path, `copy-${Math.random()}`);
  mkdirSync(directory);
  copyFileSync(join(sound, archiveFileName), join(directory, archiveFileName));
  const db = new DatabaseSync(join(directory, archiveFileName), { enableForeignKeyConstraints: false, defensive: false });
  try {
    damage(db);
  } finally {
    db.close();
  }
  const { findings } = await auditArchive(directory, { jobs: 1 });
  return { findings, directory };
}

/** Each is planted in a message of its own, all in one archive. `N` stands for its number. */
const inMessages: readonly (readonly [string, string])[] = [
  ['messages.sha256', "UPDATE messages SET sha256 = CAST(x'00' || substr(sha256, 2) AS BLOB) WHERE number = N"],
  ['messages.size', 'UPDATE messages SET size = size + 1 WHERE number = N'],
  ['messages.rebuilt', 'UPDATE messages SET rebuilt = 1 WHERE number = N'],
  ['messages.message_id', "UPDATE messages SET message_id = 'x@y' WHERE number = N"],
  ['messages.date_seconds', 'UPDATE messages SET date_seconds = date_seconds + 1 WHERE number = N'],
  ['messages.date_seconds, gone', 'UPDATE messages SET date_seconds = NULL WHERE number = N'],
  ['messages.date_offset_minutes', 'UPDATE messages SET date_offset_minutes = 0 WHERE number = N'],
  ['messages.subject', "UPDATE messages SET subject = 'Another' WHERE number = N"],
  ['messages.sender', "UPDATE messages SET sender = (SELECT id FROM people WHERE address = 'otto@weiss.example') WHERE number = N"],
  ['messages.sender, gone', 'UPDATE messages SET sender = NULL WHERE number = N'],
  ['messages.verdict', "UPDATE messages SET verdict = 'contradicted' WHERE number = N"],
  ['messages.reasons', "UPDATE messages SET reasons = '[]' WHERE number = N"],
  ['messages.marks', `UPDATE messages SET marks = '["disputed"]' WHERE number = N`],
  ['octets.octets', 'UPDATE octets SET octets = zeroblob(length(octets)) WHERE message = N'],
  ['octets.encoding', "UPDATE octets SET encoding = iif(encoding = 'zstd', 'identity', 'zstd') WHERE message = N"],
  ['an octets row', 'DELETE FROM octets WHERE message = N'],
  ['octets of another message', 'UPDATE octets SET octets = (SELECT octets FROM octets WHERE message = 1) WHERE message = N'],
  ['texts.text', "UPDATE texts SET text = x'28b52ffd' WHERE message = N"],
  ['text of another message', 'UPDATE texts SET text = (SELECT text FROM texts WHERE message = 1) WHERE message = N'],
  ['a texts row', 'DELETE FROM texts WHERE message = N'],
  ['message_people.address', "UPDATE message_people SET address = 'z@z.example' WHERE message = N AND role = 'to' AND position = 1"],
  ['message_people.name', "UPDATE message_people SET name = 'Z' WHERE message = N AND role = 'cc'"],
  ['message_people.person', 'UPDATE message_people SET person = (SELECT min(id) FROM people) WHERE message = N'],
  ['message_people.role', "UPDATE message_people SET role = 'bcc' WHERE message = N AND role = 'cc'"],
  ['message_people.position', "UPDATE message_people SET position = 5 WHERE message = N AND role = 'to' AND position = 1"],
  ['a message_people row', "DELETE FROM message_people WHERE message = N AND role = 'cc'"],
  [
    'a surplus message_people row',
    "INSERT INTO message_people SELECT message, 'bcc', 0, person, address, name FROM message_people WHERE message = N AND role = 'cc'",
  ],
  ['signatures.signer', "UPDATE signatures SET signer = 'z.example' WHERE message = N"],
  ['signatures.selector', "UPDATE signatures SET selector = 'z' WHERE message = N"],
  ['signatures.result', "UPDATE signatures SET result = 'fail' WHERE message = N"],
  ['signatures.tier', 'UPDATE signatures SET tier = NULL WHERE message = N'],
  ['signatures.key_sha256', 'UPDATE signatures SET key_sha256 = zeroblob(32) WHERE message = N'],
  ['signatures.signed_at_seconds', 'UPDATE signatures SET signed_at_seconds = 1 WHERE message = N'],
  ['signatures.detail', "UPDATE signatures SET detail = json_set(detail, '$.bodyIntact', json('false')) WHERE message = N"],
  ['signatures.position', 'UPDATE signatures SET position = 3 WHERE message = N'],
  ['a signatures row', 'DELETE FROM signatures WHERE message = N'],
  ['chains.detail', "UPDATE chains SET detail = json_set(detail, '$.state', 'pass') WHERE message = N"],
  ['a chains row', 'DELETE FROM chains WHERE message = N'],
  ...['path', 'name', 'type', 'kind'].map(
    (column) => [`attachments.${column}`, `UPDATE attachments SET ${column} = 'z' WHERE message = N AND position = 0`] as const,
  ),
  ['attachments.size', 'UPDATE attachments SET size = 1 WHERE message = N AND position = 0'],
  ['attachments.sha256', 'UPDATE attachments SET sha256 = zeroblob(32) WHERE message = N AND position = 1'],
  ['attachments.md5', 'UPDATE attachments SET md5 = zeroblob(16) WHERE message = N AND position = 1'],
  ['attachments.position', 'UPDATE attachments SET position = 7 WHERE message = N AND position = 1'],
  ['an attachments row', 'DELETE FROM attachments WHERE message = N AND position = 1'],
  [
    'a surplus attachments row',
    'INSERT INTO attachments SELECT message, 2, path, name, type, kind, size, sha256, md5 FROM attachments WHERE message = N AND position = 1',
  ],
  ['answers.ids', `UPDATE answers SET ids = '["z@z.example"]' WHERE message = N`],
  ['answers.thread_index', 'UPDATE answers SET thread_index = zeroblob(22) WHERE message = N'],
  ['an answers row', 'DELETE FROM answers WHERE message = N'],
  ['places.added', 'UPDATE places SET added = 0 WHERE message = N'],
  ['a places row', 'DELETE FROM places WHERE message = N'],
  ['places.message', 'UPDATE places SET message = 1 WHERE message = N'],
  ['an index entry, gone', 'DELETE FROM search WHERE rowid = N'],
  ['a word added to the index', "DELETE FROM search WHERE rowid = N; INSERT INTO search (rowid, subject) VALUES (N, 'letter planted')"],
  ['a word in another column of the index', "DELETE FROM search WHERE rowid = N; INSERT INTO search (rowid, own) VALUES (N, 'letter')"],
  ['messages.reasons, no JSON', "UPDATE messages SET reasons = '[{' WHERE number = N"],
  ['messages.marks, of another shape', "UPDATE messages SET marks = '7' WHERE number = N"],
  ['signatures.detail, no JSON', 'UPDATE signatures SET detail = substr(detail, 2) WHERE message = N'],
  ['signatures.detail, of another shape', "UPDATE signatures SET detail = 'null' WHERE message = N"],
  ['chains.detail, no JSON', "UPDATE chains SET detail = replace(detail, ':', ';') WHERE message = N"],
  ['answers.ids, of another shape', "UPDATE answers SET ids = '7' WHERE message = N"],
  ['passages.digests, no JSON', "UPDATE passages SET digests = '{' WHERE message = N"],
];

/** Each in an archive of its own, since they concern all of it. */
const inArchives: readonly (readonly [string, string, RegExp])[] = [
  ['a whole message taken out of every table', 'message', /messages are gone/],
  ['people.address', "UPDATE people SET address = 'z@z.example' WHERE address = 'otto@weiss.example'", /taken for somebody else/],
  ['people.domain', "UPDATE people SET domain = 'z.example' WHERE address = 'otto@weiss.example'", /cannot be his/],
  ['a person', "DELETE FROM people WHERE address = 'otto@weiss.example'", /refers to nothing in people/],
  ['a surplus person', "INSERT INTO people (address, domain) VALUES ('z@z.example', 'z.example')", /people whom no message names/],
  ['messages.thread', 'UPDATE messages SET thread = 2 WHERE number = 9', /not in the thread that its references give/],
  [
    'thread_numbers.thread and thread_numbers.number',
    'INSERT INTO thread_numbers (thread, number) SELECT thread, 99 FROM messages WHERE number = 9',
    /not in the thread that its references give/,
  ],
  ['a thread_numbers row of nothing', 'INSERT INTO thread_numbers (thread, number) VALUES (9999, 9998)', /threads that have a number/],
  ['thread_ids.thread', "UPDATE thread_ids SET thread = 2 WHERE id LIKE '%8@halden%'", /the thread of the Message-ID/],
  ['a thread_ids row', "DELETE FROM thread_ids WHERE id LIKE '%8@halden%'", /the thread of the Message-ID/],
  ['a surplus thread_ids row', "INSERT INTO thread_ids VALUES ('z@z.example', 1)", /the thread of the Message-ID/],
  [
    'thread_links.message, thread_links.target and thread_links.why',
    "INSERT INTO thread_links VALUES (8, 9, 'quote', 8, 9)",
    /stored to follow is not the one/,
  ],
  [
    'thread_links.message_thread and thread_links.target_thread',
    "INSERT INTO thread_links (message, target, why, message_thread, target_thread) VALUES (8, 9, 'quote', 4, 4)",
    /stored in a thread that is not theirs/,
  ],
  ['thread_groups.thread and thread_groups.number', 'INSERT INTO thread_groups (thread, number) VALUES (8, 4)', /threads that are one/],
  ['thread_work.message', 'INSERT INTO thread_work (message) VALUES (9)', /threads are not checked/],
  ['a key that mail is verified by', "UPDATE keys SET record = 'v=DKIM1; p='", /signatures/],
  ['a key, gone', 'DELETE FROM keys', /signatures/],
  ['a source, gone', 'DELETE FROM sources', /refers to nothing in sources/],
  ['sources.complete', 'UPDATE sources SET complete = 2', /neither read to their end/],
  ['a failure that is counted as added', 'UPDATE places SET added = 1 WHERE failure IS NOT NULL', /impossible count/],
  ['places.gone, of a failure', 'UPDATE places SET gone = 1 WHERE failure IS NOT NULL', /impossible count/],
  ['the counter of changes', 'DELETE FROM search_revision', /counter of changes/],
  ['the counter of numbers', "UPDATE sqlite_sequence SET seq = 3 WHERE name = 'messages'", /given out a second time/],
  ['a table, gone, and what is wrong beside it', 'DROP TABLE search_revision; DELETE FROM people', /refers to nothing in people/],
  ['an index of the database', 'DROP INDEX messages_thread', /index messages_thread is missing/],
  ['a trigger', 'DROP TRIGGER search_revision_judged', /trigger search_revision_judged is missing/],
  ['a trigger of somebody else', 'CREATE TRIGGER z AFTER INSERT ON places BEGIN DELETE FROM keys; END', /trigger z is not one/],
  ['the words of the index, all of them', "INSERT INTO search (search) VALUES ('delete-all')", /search index/],
  ['a piece of the index', 'DELETE FROM search_data WHERE id = (SELECT max(id) FROM search_data)', /search index/],
];

describe('audit', () => {
  it('finds nothing in a sound archive', async () => {
    assert.deepEqual((await auditAfter(() => {})).findings, []);
  });

  it('finds whatever is planted in a message, each under its number', { timeout: 120_000 }, async () => {
    // Three from the end of each thread of four on, so that no plant is in the way of another.
    const { findings } = await auditAfter((db) => {
      for (const [place, [, sql]] of inMessages.entries()) db.exec(sql.replaceAll(/\bN\b/g, String(place + 5)));
    });
    const missed = inMessages.filter((_, place) => !findings.some(({ number }) => number === place + 5)).map(([what]) => what);
    assert.deepEqual(missed, []);
    const untouched = findings.filter(
      ({ number }) => number !== undefined && (number > inMessages.length + 4 || (number > 1 && number < 5)),
    );
    assert.deepEqual(untouched, [], 'and says nothing of the others');
  });

  for (const [what, sql, expected] of inArchives) {
    it(`finds ${what}`, async () => {
      const { findings } = await auditAfter((db) => (sql === 'message' ? removeMessage(db, 9) : db.exec(sql)));
      assert.ok(
        findings.some(({ problem }) => expected.test(problem)),
        `found only ${JSON.stringify(findings.slice(0, 5))}`,
      );
    });
  }

  it('finds a bit that has turned over in any stored message, wherever it is', { timeout: 120_000 }, async () => {
    const turned = new Map<number, Uint8Array>();
    const random = seeded(20160512);
    const { findings, directory } = await auditAfter((db) => {
      for (let number = 1; number <= letters; number++) {
        const { octets } = db.prepare('SELECT octets FROM octets WHERE message = ?').get(number) as { octets: Uint8Array };
        const bit = Math.floor(random() * octets.length * 8);
        const damaged = Uint8Array.from(octets);
        damaged[bit >> 3]! ^= 1 << (bit & 7);
        db.prepare('UPDATE octets SET octets = ? WHERE message = ?').run(damaged, number);
        turned.set(number, damaged);
      }
    });
    using original = disposable(openDatabase(sound, { readOnly: true }));
    using copy = disposable(openDatabase(directory, { readOnly: true }));
    let found = 0;
    for (const number of turned.keys()) {
      if (findings.some((finding) => finding.number === number)) found++;
      // Some bits of a compressed frame say nothing: then what comes out is what went in.
      else assert.deepEqual(readOctets(copy.database, number), readOctets(original.database, number), `#${number}`);
    }
    assert.ok(found > letters * 0.9, `${found} of ${letters}`);
  });

  it('finds a bit of the file that has turned over, or nothing is changed by it', { timeout: 180_000 }, async () => {
    const octets = readFileSync(join(sound, archiveFileName));
    const random = seeded(20161123);
    let found = 0;
    for (let turn = 0; turn < turns; turn++) {
      const bit = Math.floor(random() * octets.length * 8);
      const directory = join(scratch.path, `turned-${turn}`);
      mkdirSync(directory);
      const damaged = Buffer.from(octets);
      damaged[bit >> 3]! ^= 1 << (bit & 7);
      writeFileSync(join(directory, archiveFileName), damaged);
      const isFound = await auditArchive(directory, { jobs: 1 }).then(
        ({ findings }) => findings.length > 0,
        (error: Error) => {
          assert.ok(error instanceof ArchiveError, `bit ${bit}: ${error.stack}`);
          return true;
        },
      );
      // Free space, the tail of a page, the number of a version.
      if (!isFound) assert.deepEqual(dumpArchive(directory), dumpArchive(sound), `bit ${bit}`);
      found += isFound ? 1 : 0;
    }
    assert.ok(found >= turns / 4, `${found} of ${turns}`);
  });

  it('knows every table and column: one that is new needs a plant of its own here', () => {
    using original = disposable(openDatabase(sound, { readOnly: true }));
    const planted = [...inMessages, ...inArchives].map((plant) => plant.join(' ')).join('\n');
    const columns = original.database.db
      .prepare(
        `SELECT m.name AS tableName, p.name AS columnName FROM sqlite_schema m, pragma_table_info(m.name) p
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE 'search%'`,
      )
      .all() as { tableName: string; columnName: string }[];
    const unknown = columns
      .map(({ tableName, columnName }) => `${tableName}.${columnName}`)
      .filter((name) => !planted.includes(name) && !uncheckable[name] && !plantedElsewhere.test(name));
    assert.deepEqual(unknown, []);
  });
});

/** Damage to chains is planted in test/archive/chains.test.ts, to findings in findings-kept.test.ts beside it, to recovered keys in test/cli/keys-recover.test.ts. */
const plantedElsewhere = /^(?:fingerprints|passages|relations|findings|judgements_alone|chain_work|recoveries|recovery_attempts|anchors)\./;

/** What nothing else in the archive could contradict: why a change of it is not found (docs/reliability.md says so). */
const uncheckable: Readonly<Record<string, string>> = Object.fromEntries(
  [
    [
      'a row number or a reference: rows that refer to nothing are found',
      'messages.number octets.message texts.message people.id message_people.message answers.message signatures.message chains.message attachments.message public_key_claims.id public_keys.claim keys.id sources.id places.id places.source thread_ids.id',
    ],
    [
      'found where a message is verified by it',
      'keys.domain keys.selector keys.record keys.tier keys.source keys.first_seen_seconds keys.last_seen_seconds public_keys.digest',
    ],
    [
      'original: said once, by the keeper or by a source',
      'settings.name settings.value keys.looked_up_at_seconds keys.private_key_public_since_seconds public_key_claims.why public_key_claims.since_seconds public_key_claims.source',
    ],
    [
      'original: said once, by the source',
      'sources.identity sources.path sources.format sources.dialect sources.compression sources.expected places.at places.failure places.flags places.folder',
    ],
  ].flatMap(([why, names]) => names!.split(' ').map((name) => [name, why!])),
);

function removeMessage(db: DatabaseSync, number: number): void {
  for (const table of ['octets', 'texts', 'message_people', 'signatures', 'attachments', 'places'])
    db.exec(`DELETE FROM ${table} WHERE message = ${number}`);
  db.exec(`DELETE FROM search WHERE rowid = ${number}; DELETE FROM messages WHERE number = ${number}`);
}

function disposable(database: ReturnType<typeof openDatabase>) {
  return { database, [Symbol.dispose]: () => database.close() };
}

/** The same numbers in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
