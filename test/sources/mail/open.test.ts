import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { openMailSource, SourceError } from '../../../src/sources/mail/open.ts';
import { temporaryFolder } from '../temporary.ts';
import { readAll, texts } from './reading.ts';

const message = (subject: string) => `From: a@example.org\r\nSubject: ${subject}\r\n\r\ntext\r\n`;
const mbox = (...subjects: string[]) =>
  subjects.map((subject) => `From a@example.org Thu Jan  1 00:00:00 1970\r\n${message(subject)}\r\n`).join('');

async function read(path: string, options?: Parameters<typeof openMailSource>[1]) {
  return readAll((await openMailSource(path, options)).items());
}

describe('a single file', () => {
  it('is a message when it begins with fields of mail, whatever its name', async () => {
    await using folder = await temporaryFolder();
    for (const name of ['a.eml', 'a', 'a.txt']) {
      const source = await openMailSource(await folder.put(name, message('a')));
      assert.equal(source.format, 'eml');
      assert.deepEqual(await readAll(source.items()), { messages: [{ at: name, text: message('a') }], failures: [] });
      assert.equal(source.octetsRead(), source.totalOctets);
    }
  });

  it('named .eml is a message although its header is damaged', async () => {
    await using folder = await temporaryFolder({ 'a.eml': 'no field here\n\nbut text\n' });
    assert.deepEqual(texts(await read(join(folder.path, 'a.eml'))), ['no field here\n\nbut text\n']);
  });

  it('is an mbox when it begins with a From line; its dialect is told, and may be forced', async () => {
    await using folder = await temporaryFolder({ a: mbox('a', 'b').replace('text', '>>From here\r\n') });
    const path = join(folder.path, 'a');
    const source = await openMailSource(path);
    assert.deepEqual([source.format, source.dialect, (await readAll(source.items())).messages.length], ['mbox', 'mboxrd', 2]);
    const forced = await openMailSource(path, { mboxDialect: 'mboxo' });
    assert.equal(forced.dialect, 'mboxo');
    assert.match(texts(await readAll(forced.items()))[0]!, />>From here/);
  });

  it('said to be an mbox is one although it begins with a header, and nothing of it is lost or left quoted', async () => {
    await using folder = await temporaryFolder();
    const letter = message('letter').replace('text', '>From here on');
    const found = [message('letter').replace('text', 'From here on'), message('a'), message('b')];
    const joined = `${letter}\r\n${mbox('a', 'b')}`;
    for (const contents of [joined, gzipSync(joined)]) {
      const { messages, failures } = await read(await folder.put('joined.mbox', contents));
      assert.deepEqual([texts({ messages, failures }), failures], [found, []]);
      const places = messages.map(({ at }) => at);
      assert.deepEqual(places, ['offset:0', `offset:${letter.length + 2}`, `offset:${letter.length + 2 + mbox('a').length}`]);
      assert.deepEqual(texts(await read(await folder.put('joined', contents), { mboxDialect: 'mboxrd' })), found);
    }
    const long = `${message('long')}${'a line of it\r\n'.repeat(10_000)}`;
    assert.equal((await read(await folder.put('long.mbx', `${long}\r\n${mbox('a')}`))).messages.length, 2);
    const part = await read(await folder.put('part.mbox', `the end of a message\r\n\r\n${mbox('a')}`));
    assert.deepEqual([texts(part), part.failures.map(({ at }) => at)], [[message('a')], ['offset:0']]);
  });

  it('that begins with a header is one message by any other name, and the note says where another may begin', async () => {
    await using folder = await temporaryFolder();
    const joined = `${message('letter')}\r\n${mbox('a')}`;
    for (const [name, options] of [
      ['joined', {}],
      ['joined.eml', { mboxDialect: 'mboxrd' }],
    ] as const) {
      const source = await openMailSource(await folder.put(name, joined), options);
      assert.deepEqual(texts(await readAll(source.items())), [joined]);
      assert.match(source.notes!().join(), /read as one message, though another may begin behind a From line at offset:48\./);
    }
    assert.equal((await read(await folder.put('letter.mbox', message('letter')))).messages[0]!.at, 'letter.mbox');
  });

  it('may be compressed, and its name need not say so', async () => {
    await using folder = await temporaryFolder();
    for (const [compression, pack] of [['gzip', gzipSync] as const, ['zstd', zstdCompressSync] as const]) {
      const box = await openMailSource(await folder.put('box', pack(mbox('a', 'b'))));
      assert.deepEqual([box.format, box.compression], ['mbox', compression]);
      assert.deepEqual(texts(await readAll(box.items())), [message('a'), message('b')]);
      const single = await openMailSource(await folder.put('single', pack(message('a'))));
      assert.deepEqual([single.format, single.compression], ['eml', compression]);
      assert.deepEqual(texts(await readAll(single.items())), [message('a')]);
    }
  });

  it('cut within its compression gives what can be read, then a failure', async () => {
    await using folder = await temporaryFolder();
    const noise = Array.from({ length: 100_000 }, (_, index) => `${index * 7919}`).join('\r\n');
    for (const pack of [gzipSync, zstdCompressSync]) {
      const packed = pack(mbox('a', 'b') + mbox('c').replace('text', noise));
      const { messages, failures } = await read(await folder.put('box', packed.subarray(0, packed.length - 20)));
      assert.deepEqual(texts({ messages: messages.slice(0, 2), failures }), [message('a'), message('b')]);
      assert.equal(failures.length, 1);
      assert.match(failures[0]!.reason, /ends too soon.*may be cut short/);
    }
  });

  it('that is empty has no message and no failure', async () => {
    await using folder = await temporaryFolder({ empty: '' });
    assert.deepEqual(await read(join(folder.path, 'empty')), { messages: [], failures: [] });
  });

  it('that is no mail gives one failure that says what it is', async () => {
    await using folder = await temporaryFolder();
    const cases = [
      ['%PDF-1.4 …', /a PDF document/],
      ['<!DOCTYPE html><p>', /HTML/],
      ['It was a dark night.\n', /no header field of mail/],
      ['Title: a poem\nBy: nobody\n\nFrom: here\n', /no header field of mail/],
      ['\0\0\0', /binary data/],
      ['120       \nFrom: a@example.org\n\nx', /\.emlx/],
      ['BEGIN:VCALENDAR\r\nX-WR-CALNAME:home\r\nBEGIN:VEVENT\r\n', /message: a calendar$/],
      ['\ufeffBEGIN:VCARD\r\nVERSION:3.0\r\nX-ABUID:1\r\n', /message: a contact card$/],
      ['begin:vcard\nx-mozilla-cpt:;0\n', /message: a contact card$/],
      [gzipSync(gzipSync('x')), /compressed twice/],
    ] as const;
    for (const [contents, reason] of cases) {
      const { messages, failures } = await read(await folder.put('file', contents));
      assert.deepEqual([messages, failures.length], [[], 1]);
      assert.match(failures[0]!.reason, reason);
    }
  });

  it('over the limit is a failure, compressed or not', async () => {
    await using folder = await temporaryFolder();
    const large = message('x'.repeat(100_000));
    for (const contents of [large, gzipSync(large), zstdCompressSync(large)]) {
      const { messages, failures } = await read(await folder.put('a.eml', contents), { maxMessageOctets: 90_000 });
      assert.deepEqual(messages, []);
      assert.match(failures[0]!.reason, /larger than the limit of 90000 octets/);
    }
  });

  it('gives octets of their own memory, that may be moved to another thread', async () => {
    await using folder = await temporaryFolder({ a: mbox('a', 'b') });
    for await (const item of (await openMailSource(join(folder.path, 'a'))).items()) {
      assert.ok(item.kind === 'message');
      assert.equal(item.message.octets.buffer.byteLength, item.message.octets.length);
    }
  });

  it('that is not there, or that may not be read, is an error that says what to do', async (t) => {
    await using folder = await temporaryFolder({ secret: message('a') });
    await assert.rejects(openMailSource(join(folder.path, 'no')), (error) => error instanceof SourceError && error.code === 'not-found');
    execFileSync('mkfifo', [join(folder.path, 'pipe')]);
    await assert.rejects(openMailSource(join(folder.path, 'pipe')), (error) => error instanceof SourceError && error.code === 'not-a-file');
    if (process.getuid?.() === 0) return t.diagnostic('root may read everything: unreadable files are not tried');
    await chmod(join(folder.path, 'secret'), 0);
    await assert.rejects(
      openMailSource(join(folder.path, 'secret')),
      (error) => error instanceof SourceError && error.code === 'not-readable',
    );
  });

  it('stops when it is told to', async () => {
    await using folder = await temporaryFolder({ a: mbox('a', 'b', 'c') });
    const stop = new AbortController();
    const items = (await openMailSource(join(folder.path, 'a'))).items(stop.signal);
    await assert.rejects(async () => {
      for await (const _ of items) stop.abort();
    }, /abort/i);
  });
});

describe('a tree of files', () => {
  it('is read in the order of its paths; mboxes and compressed files in it too; what is no mail is told', async () => {
    await using folder = await temporaryFolder({
      'b.eml': message('b'),
      'a/z.eml': message('a/z'),
      'a.eml': message('a'),
      'a/box.gz': gzipSync(mbox('x', 'y')),
      'notes.txt': 'no mail',
      'empty-mailbox': '',
      'lost.eml': '',
      '.hidden.eml': message('hidden'),
      '.DS_Store': '\0\0',
    });
    const source = await openMailSource(folder.path);
    assert.equal(source.format, 'tree');
    const { messages, failures } = await readAll(source.items());
    assert.deepEqual(
      messages.map(({ at, folder: where }) => [at, where]),
      [
        ['.hidden.eml', undefined],
        ['a.eml', undefined],
        ['a/box.gz#offset:0', 'a/box.gz'],
        ['a/box.gz#offset:88', 'a/box.gz'],
        ['a/z.eml', 'a'],
        ['b.eml', undefined],
      ],
    );
    assert.deepEqual(failures, [
      { at: 'lost.eml', reason: 'not a mail message: an empty file' },
      { at: 'notes.txt', reason: 'not a mail message: it begins with no header field of mail' },
    ]);
    assert.equal(source.octetsRead(), source.totalOctets);
    assert.match(source.notes!().join(), /left aside.*\.DS_Store$/);
  });

  it('reads mail in files that are named as mail programs name their own, and counts all that is left aside', async () => {
    const mails = { Subscriptions: mbox('a'), subscriptions: mbox('b'), '.courier': message('c'), 'dovecot-uidlist': gzipSync(mbox('d')) };
    const byName = { 'courier-list.mbox': mbox('e'), 'Courier invoice.eml': 'no field\n', sieve: mbox('f'), 'dovecot.mbox': mbox('g') };
    const controls = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`${index}.msf`, '// <!-- <mdb:mork:z v="1.4"/> -->']));
    await using folder = await temporaryFolder({
      ...mails,
      ...byName,
      ...controls,
      'a/subscriptions': 'Sent\n',
      '._x.eml': '\0\x05\x16\x07',
    });
    const source = await openMailSource(folder.path);
    const { messages, failures } = await readAll(source.items());
    const read = messages.map(({ at }) => at.replace(/#.*/, ''));
    assert.deepEqual([read.toSorted(), failures], [Object.keys({ ...mails, ...byName }).toSorted(), []]);
    assert.match(source.notes!().join(), /left aside.*: \._x\.eml, 0\.msf, .* and 12 more$/);
  });

  it('never follows a symbolic link', async () => {
    await using folder = await temporaryFolder({ 'a/a.eml': message('a') });
    await symlink('..', join(folder.path, 'a/loop'));
    await symlink('a.eml', join(folder.path, 'a/link.eml'));
    const { messages, failures } = await read(folder.path);
    assert.deepEqual([messages.map(({ at }) => at), failures.map(({ at }) => at)], [['a/a.eml'], ['a/link.eml', 'a/loop']]);
    assert.match(failures[0]!.reason, /symbolic link/);
  });

  it('tells a pipe without waiting for it', async () => {
    await using folder = await temporaryFolder({ 'a.eml': message('a') });
    execFileSync('mkfifo', [join(folder.path, 'pipe')]);
    const { messages, failures } = await read(folder.path);
    assert.deepEqual([messages.length, failures], [1, [{ at: 'pipe', reason: 'not a mail message: a pipe, socket or device' }]]);
  });

  it('reads files whose names are no UTF-8, and names each alone', async () => {
    await using folder = await temporaryFolder();
    const names = [Buffer.from([0x61, 0xff]), Buffer.from('a\\xFF'), Buffer.from('a\nb'), Buffer.from('é')];
    for (const name of names) await writeFile(Buffer.concat([Buffer.from(`${folder.path}/`), name]), message('a'));
    const { messages } = await read(folder.path);
    assert.deepEqual(
      messages.map(({ at }) => at),
      ['a\\x0Ab', 'a\\\\xFF', 'a\\xFF', 'é'],
    );
  });

  it('closes its files although it is left early', async () => {
    await using folder = await temporaryFolder(
      Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`${index}.eml`, message('a')])),
    );
    const openFiles = async () => (await readdir('/proc/self/fd').catch(() => [])).length;
    const before = await openFiles();
    for await (const _ of (await openMailSource(folder.path)).items()) break;
    const stop = new AbortController();
    await assert.rejects(async () => {
      for await (const _ of (await openMailSource(folder.path)).items(stop.signal)) stop.abort();
    });
    assert.equal(await openFiles(), before);
  });

  it('without mail is told', async () => {
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, 'empty'));
    assert.deepEqual((await read(folder.path)).failures, [{ at: '.', reason: 'no mail was found in this folder' }]);
  });
});

describe('a Maildir', () => {
  it('gives its folders and flags; tmp is told and left, control files are named', async () => {
    await using folder = await temporaryFolder({
      'cur/1.host:2,FS': message('a'),
      'cur/2.host:2,': message('b'),
      'new/3.host': message('c'),
      'tmp/4.host': message('unfinished'),
      '.Sent.2016/cur/5.host:2,S': message('d'),
      'Lists/news/cur/6.host;2,RS': gzipSync(message('e')),
      'dovecot-uidlist': '3 V1 N1\n',
      '.Sent.2016/maildirfolder': '',
    });
    const source = await openMailSource(folder.path);
    assert.deepEqual([source.format, source.expected], ['maildir', 5]);
    const { messages, failures } = await readAll(source.items());
    assert.deepEqual(messages, [
      { at: '.Sent.2016/cur/5.host:2,S', text: message('d'), folder: 'Sent/2016', flags: 'S' },
      { at: 'Lists/news/cur/6.host;2,RS', text: message('e'), folder: 'Lists/news', flags: 'RS' },
      { at: 'cur/1.host:2,FS', text: message('a'), flags: 'FS' },
      { at: 'cur/2.host:2,', text: message('b') },
      { at: 'new/3.host', text: message('c') },
    ]);
    assert.deepEqual(failures, [{ at: 'tmp', reason: 'deliveries that were never finished, not read: 1' }]);
    assert.match(source.notes!().join(), /\.Sent\.2016\/maildirfolder, dovecot-uidlist/);
  });

  it('that is empty has no message and no failure', async () => {
    await using folder = await temporaryFolder();
    for (const name of ['cur', 'new', 'tmp']) await mkdir(join(folder.path, name));
    assert.deepEqual(await read(folder.path), { messages: [], failures: [] });
  });

  it('takes what lies in cur for a message, even without a field', async () => {
    await using folder = await temporaryFolder({ 'cur/1.host:2,': 'text alone\n', 'new/2.host': '' });
    const { messages, failures } = await read(folder.path);
    assert.deepEqual([messages.length, failures], [1, [{ at: 'new/2.host', reason: 'not a mail message: an empty file' }]]);
  });
});
