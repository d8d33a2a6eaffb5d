/** Imports a mailbox into a new archive and asks it a question, as a program of yours would. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importMail, openArchive, openKeeper, openMailSource } from '../src/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'chainmail-example-'));
const mailbox = join(folder, 'inbox.mbox');
writeFileSync(
  mailbox,
  `From lena@halden.example Thu May 12 14:02:00 2016
From: Lena Brandt <lena@halden.example>
To: Otto Weiss <otto@weiss.example>
Subject: Draft budget
Date: Thu, 12 May 2016 16:02:00 +0200
Message-ID: <budget@halden.example>

The council meets on Tuesday; the budget must wait until then.

`,
);

const directory = join(folder, 'archive');
openKeeper(directory, { create: true }).close();
const report = await importMail(directory, [await openMailSource(mailbox)]);
console.log(`${report.sources[0]!.added} message added from an mbox (${report.sources[0]!.dialect})`);

const archive = openArchive(directory);
const { total, hits } = await archive.search('budget from:lena', { sort: 'relevance', offset: 0, limit: 10 });
console.log(`${total} found: #${hits[0]!.number} "${hits[0]!.subject}", ${hits[0]!.verdict}: ${hits[0]!.reasons[0]!.sentence}`);
archive.close();
rmSync(folder, { recursive: true });
