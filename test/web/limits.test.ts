import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { Hono } from 'hono';
import { type ConnectionLimits, type RunningServer, startServer } from '../../src/web/server.ts';

/** What the server sends to somebody who sends this, until the connection ends. */
async function exchange(server: RunningServer, sent: string): Promise<string> {
  const socket = await connected(server);
  socket.write(sent);
  return await text(socket);
}

async function connected(server: RunningServer): Promise<Socket> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

async function serving(app: Hono, limits: Partial<ConnectionLimits> = {}): Promise<RunningServer & AsyncDisposable> {
  const server = await startServer(app, { host: '127.0.0.1', port: 0, limits });
  return { ...server, [Symbol.asyncDispose]: () => server.close() };
}

const here = new Hono().get('/', (context) => context.text('here'));

describe('a connection', () => {
  it('that never finishes its header is answered and ended', async () => {
    await using server = await serving(here, { headersTimeout: 300, requestTimeout: 300, checkEvery: 50 });
    const answer = await exchange(server, 'GET / HTTP/1.1\r\nHost: localhost\r\nX-');
    assert.match(answer, /^HTTP\/1\.1 408 /);
    assert.match(answer, /The request took too long to arrive/);
  });

  it('that says nothing at all is ended', async () => {
    await using server = await serving(here, { headersTimeout: 300, requestTimeout: 300, checkEvery: 50, idleTimeout: 300 });
    assert.doesNotMatch(await exchange(server, ''), / 200 /);
  });

  it('with a header that is too large, or that is no HTTP, is told so with the headers of caution', async () => {
    await using server = await serving(here);
    for (const [sent, status] of [
      [`GET /${'a'.repeat(60_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`, 431],
      [`GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(60_000)}\r\n\r\n`, 431],
      ['\x16\x03\x01 no HTTP\r\n\r\n', 400],
    ] as const) {
      const answer = await exchange(server, sent);
      assert.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `));
      assert.match(answer, /X-Content-Type-Options: nosniff/);
      assert.match(answer, /Content-Security-Policy: default-src 'none'/);
      assert.match(answer, /\r\n\r\n[A-Z][^\n]+\.\n$/, 'a sentence');
    }
  });

  it('whose request has no host, or one that is none, is told so with the headers of caution too', async () => {
    await using server = await serving(here);
    for (const sent of [
      'GET / HTTP/1.1\r\n\r\n',
      'GET / HTTP/1.0\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: a b\r\n\r\n',
      'OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n',
    ]) {
      const answer = await exchange(server, sent);
      assert.match(answer, /^HTTP\/1\.1 400 /, sent);
      assert.match(answer, /X-Content-Type-Options: nosniff/i);
      assert.match(answer, /Content-Security-Policy: default-src 'none'/i);
      assert.match(answer, /This is no request that the server can read\.\n/);
    }
  });

  it('whose request expects what there is not gets its answer all the same', async () => {
    await using server = await serving(here);
    const answer = await exchange(server, 'GET / HTTP/1.1\r\nHost: localhost\r\nExpect: wonders\r\nConnection: close\r\n\r\n');
    assert.match(answer, /^HTTP\/1\.1 200 /);
  });

  it('that was refused gives its place back, though the other side does not end it', async () => {
    await using server = await serving(here, { maxConnections: 1, refusalLinger: 100 });
    const socket = connect({ port: Number(new URL(server.url).port), host: '127.0.0.1', allowHalfOpen: true });
    socket.on('error', () => {});
    socket.write('no HTTP\r\n\r\n');
    assert.match(await text(socket), /^HTTP\/1\.1 400 /);
    await setTimeout(1_000);
    assert.match(await exchange(server, 'GET / HTTP/1.0\r\nHost: localhost\r\n\r\n'), /here$/);
    socket.destroy();
  });

  it('takes several requests one after another, and ends when no more come', async () => {
    await using server = await serving(here, { keepAliveTimeout: 100 });
    const answer = await exchange(server, 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(2));
    assert.equal(answer.split('HTTP/1.1 200 OK').length, 3);
  });

  it('that asks for more than it takes is ended, and nothing more is made for it', async () => {
    let made = 0;
    const app = new Hono().get('/', (context) => {
      made += 1;
      return context.text('here');
    });
    await using server = await serving(app, { maxRequestsUnderWay: 4 });
    const socket = await connected(server);
    socket.on('error', () => {});
    const ended = once(socket, 'close');
    socket.resume().write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(500));
    await ended;
    assert.ok(made <= 4, `${made} answers`);
  });

  it('may ask for ever, one after the other', async () => {
    await using server = await serving(here, { maxRequestsUnderWay: 2 });
    const socket = await connected(server);
    for (let times = 0; times < 20; times++) {
      socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(2));
      let answered = '';
      while (answered.split('\r\n\r\nhere').length < 3) answered += (await once(socket, 'data'))[0];
    }
    socket.destroy();
  });

  it('is refused where there are as many as may be', async () => {
    await using server = await serving(here, { maxConnections: 2 });
    const held = [await connected(server), await connected(server)];
    assert.equal(await exchange(server, ''), '');
    for (const socket of held) socket.destroy();
  });
});

describe('the end of a server', () => {
  it('waits for an answer under way', async () => {
    let finish = () => {};
    let asked = () => {};
    const isAsked = new Promise<void>((resolve) => (asked = resolve));
    const app = new Hono().get('/', async (context) => {
      asked();
      await new Promise<void>((resolve) => (finish = resolve));
      return context.text('in the end');
    });
    const server = await serving(app, { grace: 60_000 });
    const answer = exchange(server, 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await isAsked;
    const closed = server.close();
    finish();
    assert.match(await answer, /in the end/);
    await closed;
  });

  it('cuts an answer that goes on for longer than the time of grace', async () => {
    const app = new Hono().get('/', (context) =>
      context.body(new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('begun')) })),
    );
    const server = await serving(app, { grace: 200 });
    const socket = await connected(server);
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(socket, 'data');
    socket.on('error', () => {});
    const ended = once(socket, 'close');
    await server.close();
    await ended;
  });
});
