import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { mail, signed, testKey } from '../archive/mail.ts';
import { scratchFolder } from '../scratch.ts';
import { chainmail } from './run.ts';

const scratch = scratchFolder();
const key = testKey('halden.example', 'june');
const letter = signed(
  mail(
    {
      From: 'Lena Brandt <lena@halden.example>',
      To: 'otto@weiss.example',
      Subject: 'Draft budget',
      Date: 'Thu, 12 May 2016 16:02:00 +0200',
    },
    'The council meets on Tuesday.\n',
  ),
  key,
);
const hostile = mail(
  { From: '=cmd|calc <x@y.example>', Subject: '\u001b]0;owned\u0007 \u202Egnp.exe', Date: 'Fri, 13 May 2016 10:00:00 +0000' },
  'Boo\n',
);

before(() => {
  mkdirSync(join(scratch.path, 'mail'));
  writeFileSync(join(scratch.path, 'mail', '1.eml'), letter);
  writeFileSync(join(scratch.path, 'mail', '2.eml'), hostile);
  writeFileSync(
    join(scratch.path, 'keys.jsonl'),
    `${JSON.stringify({ domain: key.domain, selector: key.selector, record: key.record, source: 'a test' })}\nnot json\n`,
  );
});
after(() => scratch[Symbol.dispose]());

const run = (args: readonly string[], options = {}) => chainmail(args, { cwd: scratch.path, ...options });

describe('the command line', () => {
  it('imports, and tells a bad line of a key file by exit code 1', () => {
    const { status, text, errors } = run(['import', 'mail', '--keys', 'keys.jsonl', '--json']);
    assert.equal(status, 1, errors);
    assert.match(errors, /keys\.jsonl: .*2/);
    const report = JSON.parse(text);
    assert.deepEqual(report.totals, {
      messages: 2,
      attachments: 0,
      senders: 2,
      firstDate: '2016-05-12T14:02:00Z',
      lastDate: '2016-05-13T10:00:00Z',
    });
    assert.equal(report.verdicts.verified, 1);
    assert.deepEqual(Object.keys(report.sources[0]).sort(), [
      'added',
      'duplicates',
      'expected',
      'failed',
      'failures',
      'format',
      'notes',
      'path',
      'read',
    ]);
  });

  it('takes the archive from $CHAINMAIL_ARCHIVE, and --archive before it', () => {
    assert.equal(run(['search', ''], { env: { CHAINMAIL_ARCHIVE: './archive' } }).status, 0);
    const { status, errors } = run(['search', '', '--archive', 'nowhere'], { env: { CHAINMAIL_ARCHIVE: './archive' } });
    assert.equal(status, 3);
    assert.match(errors, /There is no archive in nowhere/);
  });

  it('takes several words as one query, and one that begins with - as what it excludes', () => {
    const found = (...words: string[]) => {
      const { status, text, errors } = run(['search', '--json', ...words]);
      assert.equal(status, 0, errors);
      const { query, total } = JSON.parse(text);
      return [query, total];
    };
    const [, all] = found('');
    const [, verified] = found('verdict:verified');
    assert.equal(verified, 1);
    assert.deepEqual(found('-verdict:verified'), ['-verdict:verified', all - 1]);
    assert.deepEqual(found('--', '-verdict:verified'), ['-verdict:verified', all - 1]);
    assert.deepEqual(found('-verdict:failed verdict:verified', '--sort', '-date'), ['-verdict:failed verdict:verified', 1]);
    assert.deepEqual(found('verdict:verified', '-verdict:failed'), ['verdict:verified -verdict:failed', 1]);
    assert.equal(run(['list', '-verdict:verified']).text.trimEnd().split('\n').length, all - 1);
    assert.equal(run(['list', 'verdict:verified', '-verdict:failed']).text.trimEnd().split('\n').length, 1);
    assert.deepEqual(found('-V'), ['-V', found('--', '-V')[1]]);
    assert.equal(run(['search', '--frob', '--', 'x']).status, 2);
    const { status, errors } = run(['search', '--frob']);
    assert.equal(status, 2);
    assert.match(errors, /unknown option '--frob'\nA query that begins with -- goes behind a bare "--"/);
  });

  it('searches as JSON with the names that scripts rely on', () => {
    const page = JSON.parse(run(['search', 'council', '--json']).text);
    assert.equal(page.total, 1);
    assert.deepEqual(Object.keys(page).sort(), ['facets', 'hits', 'query', 'total']);
    const names = [
      'attachments',
      'cc',
      'contradictedBy',
      'corroboratedBy',
      'date',
      'disputedBy',
      'from',
      'marks',
      'messageId',
      'number',
      'reasons',
      'sha256',
      'signatures',
      'snippet',
      'subject',
      'thread',
      'to',
      'verdict',
    ];
    assert.deepEqual(Object.keys(page.hits[0]).sort(), names);
    assert.equal(typeof page.hits[0].snippet, 'string');
  });

  it('points at the character of a query that it cannot understand, with exit code 2', () => {
    const { status, errors } = run(['search', 'budget from:(']);
    assert.equal(status, 2);
    assert.match(errors, /\n {2}budget from:\(\n {14}\^\n/);
  });

  it('shows a message, its JSON, and exactly its stored octets', () => {
    assert.match(run(['show', '1']).text, /DKIM verified[\s\S]*Lena Brandt[\s\S]*The council meets/);
    const record = JSON.parse(run(['show', '1', '--json']).text);
    assert.equal(record.sha256, hash('sha256', letter));
    assert.deepEqual(run(['show', '1', '--raw']).stdout, letter);
    assert.equal(run(['show', '99']).status, 2);
  });

  it('lets no control character of a mail reach the terminal', () => {
    for (const args of [
      ['show', '2'],
      ['search', ''],
      ['verify', 'mail/2.eml'],
    ]) {
      assert.doesNotMatch(run(args).text, /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E]/u, args.join(' '));
    }
  });

  it('lists every match as JSON lines, and as CSV that no spreadsheet runs', () => {
    const lines = run(['list'])
      .text.trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      lines.map(({ number }) => number),
      [1, 2],
    );
    const csv = run(['list', '--format', 'csv']).text;
    assert.match(csv, /^number,date,from,/);
    assert.match(csv, /'=cmd\|calc <x@y\.example>/);
  });

  it('verifies a single message from a file or standard input, without an archive', () => {
    writeFileSync(
      join(scratch.path, 'good.jsonl'),
      JSON.stringify({ domain: key.domain, selector: key.selector, record: key.record, source: 'a test' }),
    );
    const record = JSON.parse(run(['verify', '-', '--keys', 'good.jsonl', '--json'], { input: letter }).text);
    assert.equal(record.verdict, 'verified');
    assert.equal(record.number, undefined);
    assert.equal(JSON.parse(run(['verify', 'mail/1.eml', '--json']).text).signatures[0].reason, 'never-seen');
    assert.equal(run(['verify', 'no-such.eml']).status, 2);
  });

  it('verifies a message that is packed by gzip or zstd, and tells what is broken', () => {
    const verify = (packed: Uint8Array) => {
      writeFileSync(join(scratch.path, 'packed'), packed);
      return run(['verify', 'packed', '--keys', 'keys.jsonl', '--json']);
    };
    for (const packed of [gzipSync(letter), zstdCompressSync(letter)]) {
      const { text, errors } = verify(packed);
      assert.deepEqual([JSON.parse(text).verdict, errors.includes('Note')], ['verified', false]);
      assert.equal(JSON.parse(run(['verify', '-', '--json'], { input: packed }).text).signatures[0].reason, 'never-seen');
      const cut = verify(packed.subarray(0, packed.length - 9));
      assert.deepEqual([cut.status, cut.text], [2, '']);
      assert.match(cut.errors, /packed: the (?:gzip|zstd) stream ends too soon/);
    }
    assert.match(verify(gzipSync(gzipSync(letter))).errors, /compressed twice/);
  });

  it('lists and exports keys so that they can be imported again', () => {
    const exported = run(['keys', 'export']).text;
    writeFileSync(join(scratch.path, 'exported.jsonl'), exported);
    const report = JSON.parse(run(['keys', 'import', 'exported.jsonl', '--json']).text);
    assert.deepEqual([report.read, report.added, report.failed], [1, 0, 0]);
    assert.equal(JSON.parse(run(['keys', 'list', '--json']).text).keys[0].messages, 1);
    assert.deepEqual(JSON.parse(exported.trim()).record, key.record);
  });

  it('assesses and audits', () => {
    assert.equal(JSON.parse(run(['assess', '--json']).text).changed, 0);
    const audit = run(['audit', '--json']);
    assert.equal(audit.status, 0);
    assert.deepEqual(JSON.parse(audit.text).findings, []);
  });

  it('calls unknown commands, options and values a matter of usage', () => {
    for (const args of [
      ['frobnicate'],
      ['search', 'x', '--frob'],
      ['search', 'x', '--limit', '-1'],
      ['import'],
      ['import', 'mail', '--mbox-dialect', 'x'],
      ['import', 'no-such-file'],
    ]) {
      assert.equal(run(args).status, 2, args.join(' '));
    }
  });

  it('ends by 70 with a stack where it is at fault itself, and not as if the work were done', () => {
    const fault = "process.stdout.write = () => { throw new TypeError('a bug'); };";
    const { status, errors } = chainmail(['list', '--help'], {
      env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURI(fault)}` },
    });
    assert.equal(status, 70, errors);
    assert.match(errors, /fault of Chainmail itself.*\nTypeError: a bug\n +at /);
  });

  it('gives every command help with an example', () => {
    const commands = ['demo', 'import', 'verify', 'search', 'list', 'show', 'assess', 'serve', 'audit'];
    for (const command of commands) assert.match(run([command, '--help']).text, /Examples?:\n/, command);
  });

  it('puts no real mail into the demonstration', () => {
    assert.equal(run(['demo', '--no-serve', '--messages', '20', '--archive', 'demo']).status, 0);
    const { status, errors } = run(['import', 'mail', '--archive', 'demo']);
    assert.equal(status, 2);
    assert.match(errors, /fictional demonstration/);
  });

  it('makes no archive in a folder that holds something else', () => {
    const { status, errors } = run(['import', 'mail/1.eml', '--archive', 'mail']);
    assert.equal(status, 3);
    assert.match(errors, /mail is no archive, and it is not empty/);
  });

  it('opens no file that is not an archive', () => {
    mkdirSync(join(scratch.path, 'other'));
    writeFileSync(join(scratch.path, 'other', 'archive.sqlite'), readFileSync(join(scratch.path, 'keys.jsonl')));
    const { status, errors } = run(['search', 'x', '--archive', 'other']);
    assert.equal(status, 3);
    assert.match(errors, /is not an archive/);
  });
});
