import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { LookupFailed } from '../../../src/evidence/keys/key.ts';
import { createDnsKeySource } from '../../../src/sources/keys/dns.ts';

type Answer = 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED' | 'silence' | readonly (readonly string[])[];
const responseCodes: Readonly<Record<string, number>> = { SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 };

/** A DNS server on loopback that knows TXT records alone (RFC 1035 §4). */
async function startServer(zone: Readonly<Record<string, Answer>>) {
  const socket = createSocket('udp4');
  const asked: string[] = [];
  socket.on('message', (query, from) => {
    const { name, end } = nameAt(query, 12);
    asked.push(name);
    const answer = zone[name.toLowerCase()] ?? 'NXDOMAIN';
    if (answer === 'silence') return;
    const records = typeof answer === 'string' ? [] : answer;
    const header = Buffer.alloc(12);
    query.copy(header, 0, 0, 2);
    header.writeUInt16BE(0x8180 | (typeof answer === 'string' ? responseCodes[answer]! : 0), 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(records.length, 6);
    const answers = records.map((strings) => {
      const data = Buffer.concat(strings.map((text) => Buffer.concat([Buffer.from([text.length]), Buffer.from(text)])));
      const head = Buffer.from([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 0, 0, 0]);
      head.writeUInt16BE(data.length, 10);
      return Buffer.concat([head, data]);
    });
    socket.send(Buffer.concat([header, query.subarray(12, end + 4), ...answers]), from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    asked,
    async [Symbol.asyncDispose]() {
      socket.close();
      await once(socket, 'close');
    },
  };
}

function nameAt(query: Buffer, start: number): { name: string; end: number } {
  const labels: string[] = [];
  let at = start;
  for (let length = query[at]!; length > 0; length = query[at]!) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.'), end: at + 1 };
}

const now = () => 1_700_000_000;
const record = `v=DKIM1; p=${'A'.repeat(300)}`;

describe('keys from DNS', () => {
  it('are the records found, their strings joined, each with the time it was looked up', async () => {
    await using server = await startServer({
      's._domainkey.example.org': [[record.slice(0, 255), record.slice(255)], ['v=DKIM1; p=']],
    });
    const source = createDnsKeySource({ now, servers: [server.address] });
    const key = { domain: 'example.org', selector: 's', tier: 'dns', source: 'dns', lookedUpAtSeconds: now() };
    const found = await source.lookup('Example.org', 'S');
    assert.deepEqual(
      [...found].sort((a, b) => b.record.length - a.record.length),
      [
        { ...key, record },
        { ...key, record: 'v=DKIM1; p=' },
      ],
    );
    assert.deepEqual(
      server.asked.map((name) => name.toLowerCase()),
      ['s._domainkey.example.org'],
    );
  });

  it('are none where there is no such name, and none where the name has no such record', async () => {
    await using server = await startServer({ 'empty._domainkey.example.org': [] });
    const source = createDnsKeySource({ now, servers: [server.address] });
    assert.deepEqual(await source.lookup('example.org', 'no'), []);
    assert.deepEqual(await source.lookup('example.org', 'empty'), []);
  });

  it('could not be asked for where a server fails, refuses, is silent or not there', async () => {
    const server = await startServer({
      'servfail._domainkey.example.org': 'SERVFAIL',
      'refused._domainkey.example.org': 'REFUSED',
      'silence._domainkey.example.org': 'silence',
    });
    const source = createDnsKeySource({ now, servers: [server.address], timeoutMilliseconds: 100, tries: 1 });
    for (const [selector, reason] of [
      ['servfail', /SERVFAIL/],
      ['refused', /REFUSED/],
      ['silence', /in time/],
    ] as const) {
      await assert.rejects(source.lookup('example.org', selector), (error) => error instanceof LookupFailed && reason.test(error.message));
    }
    await server[Symbol.asyncDispose]();
    await assert.rejects(source.lookup('example.org', 'gone'), LookupFailed);
    await assert.rejects(source.lookup(`${'x'.repeat(80)}.org`, 's'), LookupFailed);
  });

  it('are no longer asked for when that is called off', async () => {
    await using server = await startServer({ 'silence._domainkey.example.org': 'silence' });
    const source = createDnsKeySource({ now, servers: [server.address], timeoutMilliseconds: 60_000 });
    const stop = new AbortController();
    const pending = source.lookup('example.org', 'silence', stop.signal);
    setTimeout(() => stop.abort(), 30);
    await assert.rejects(pending, { name: 'AbortError' });
  });
});
