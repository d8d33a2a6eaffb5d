import assert from 'node:assert/strict';
import { request } from 'node:http';
import { describe, it } from 'node:test';
import { Hono } from 'hono';
import { isOwnHost } from '../../src/web/hosts.ts';
import { startServer } from '../../src/web/server.ts';
import { ServerError } from '../../src/web/server-error.ts';

const app = new Hono().get('/', (context) => context.text('here'));

describe('startServer', () => {
  it('listens on a free port of the loopback, and ends when it is asked to', async () => {
    const server = await startServer(app, { host: '127.0.0.1', port: 0 });
    assert.match(server.url, /^http:\/\/127\.0\.0\.1:\d+\/$/);
    const answer = await new Promise<string>((resolve, reject) => {
      request(server.url, (response) => response.setEncoding('utf8').on('data', resolve))
        .on('error', reject)
        .end();
    });
    assert.equal(answer, 'here');
    await server.close();
    await server.close();
    await assert.rejects(startAndAsk(server.url));
  });

  it('says which port is taken, and what to do', async () => {
    const server = await startServer(app, { host: '127.0.0.1', port: 0 });
    const port = Number(new URL(server.url).port);
    await assert.rejects(
      startServer(app, { host: '127.0.0.1', port }),
      (error) => error instanceof ServerError && error.code === 'port-in-use' && error.message.includes('--port'),
    );
    await server.close();
  });

  it('ends by a signal too', async () => {
    const controller = new AbortController();
    const server = await startServer(app, { host: '127.0.0.1', port: 0, signal: controller.signal });
    controller.abort();
    await server.close();
    await assert.rejects(startAndAsk(server.url));
  });
});

describe('isOwnHost', () => {
  it('takes any address, but no foreign name, where the server is bound to every address', () => {
    assert.equal(isOwnHost('192.0.2.7:8080', '0.0.0.0', []), true);
    assert.equal(isOwnHost('[2001:db8::1]:8080', '::', []), true);
    assert.equal(isOwnHost('evil.example', '0.0.0.0', []), false);
    assert.equal(isOwnHost('192.0.2.7', '127.0.0.1', []), false);
  });

  it('refuses a request without a host', () => {
    assert.equal(isOwnHost(undefined, '127.0.0.1', []), false);
  });
});

function startAndAsk(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    request(url, () => resolve())
      .on('error', reject)
      .end();
  });
}
