import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Archive, openArchive } from '../../src/archive/archive.ts';
import { importMail } from '../../src/archive/import.ts';
import { openKeeper } from '../../src/archive/keeper.ts';
import type { StoredKey } from '../../src/evidence/keys/key.ts';
import { openMailSource } from '../../src/sources/mail/open.ts';
import { mail, signed, testKey } from '../archive/mail.ts';
import { scratchFolder } from '../scratch.ts';

const lena = 'Lena Brandt <lena@halden.example>';
const otto = 'Otto Weiss <otto@weiss.example>';
const key = testKey('halden.example', 'june');

/** A picture of one white point. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=';

const draft = signed(
  mail(
    {
      From: lena,
      To: otto,
      Subject: 'Draft budget',
      Date: 'Thu, 12 May 2016 16:02:00 +0200',
      'Message-ID': '<one@halden.example>',
      'MIME-Version': '1.0',
      'Content-Type': 'multipart/mixed; boundary=outer',
    },
    `--outer
Content-Type: multipart/related; boundary=inner

--inner
Content-Type: multipart/alternative; boundary=core

--core
Content-Type: text/plain; charset=utf-8

We cannot publish the budget before the council has met.
--core
Content-Type: text/html; charset=utf-8

<p onclick="alert(1)">We <b>cannot</b> publish the <a href="https://track.example/c?id=1">budget</a>.</p>
<script>fetch('https://track.example/s')</script>
<img src="cid:seal@halden" alt="Seal"><img src="https://track.example/p.png" alt="Remote">
--core--
--inner
Content-Type: image/png
Content-ID: <seal@halden>
Content-Transfer-Encoding: base64

${png}
--inner--
--outer
Content-Type: application/pdf; name="Budget =?utf-8?q?2016?=.pdf"
Content-Disposition: attachment; filename*=utf-8''Budget%20%E2%82%AC.pdf

%PDF-1.4 not really
--outer--
`,
  ),
  key,
);

/** Signed, then changed. */
function changed(headers: Parameters<typeof mail>[0], body: string, from: string, to: string): Buffer {
  return Buffer.from(signed(mail(headers, body), key).toString('latin1').replace(from, to), 'latin1');
}

const altered = changed(
  { From: lena, To: otto, Subject: 'Council postponed', Date: 'Fri, 3 Jun 2016 09:00:00 +0200', 'Message-ID': '<two@halden.example>' },
  'Not before July.\n',
  'Subject: Council postponed',
  'Subject: Council cancelled',
);

const reply = mail(
  {
    From: otto,
    To: `${lena}, Board <board@halden.example>`,
    Subject: 'Re: Draft budget',
    Date: 'Thu, 12 May 2016 17:00:00 +0200',
    'Message-ID': '<three@weiss.example>',
    References: '<one@halden.example>',
  },
  'Agreed.\n\nOn 12 May 2016 at 16:02, Lena Brandt wrote:\n> We cannot publish the budget before\n> the council has met.\n',
);

const hostile = mail(
  { From: '"<b>Eve\u202e" <eve@evil.example>', Subject: '<script>alert(1)</script> \u202efdp.exe budget', Date: 'never' },
  '<script>alert(1)</script>\n',
);

/** Its header is what was signed; of its text a word is not. Not in the trove: some archives add it. */
export const rewritten = changed(
  { From: lena, To: otto, Subject: 'Minutes of June', Date: 'Sat, 4 Jun 2016 09:00:00 +0200', 'Message-ID': '<six@halden.example>' },
  'The council voted for the bridge, seven to two.\n',
  'voted for',
  'voted against',
);

/** The messages by number: verified, failed, unverified, and one that means harm. */
export const messages = [undefined, draft, altered, reply, hostile] as const;

/** The key that the first two are signed with, as an archive has it. */
export const troveKey: StoredKey = {
  domain: key.domain,
  selector: key.selector,
  record: key.record,
  tier: 'archived',
  source: 'made by this test',
};

/** The messages as files, and one that is empty. */
export function writeTrove(folder: string): void {
  messages.forEach((octets, number) => {
    if (octets !== undefined) writeFileSync(join(folder, `${number}.eml`), octets);
  });
  writeFileSync(join(folder, '5.eml'), '');
}

/** A real archive of four messages in a folder of its own, gone when it is disposed of. */
export async function openTrove(): Promise<Disposable & { readonly archive: Archive }> {
  const scratch = scratchFolder();
  const directory = join(scratch.path, 'archive');
  const folder = join(scratch.path, 'mail');
  mkdirSync(folder);
  writeTrove(folder);
  const keeper = openKeeper(directory, { create: true });
  keeper.addKeys([troveKey]);
  keeper.setTitle('The Halden Files');
  keeper.close();
  await importMail(directory, [await openMailSource(folder)], { jobs: 1 });
  const archive = openArchive(directory);
  return {
    archive,
    [Symbol.dispose]() {
      archive.close();
      scratch[Symbol.dispose]();
    },
  };
}
