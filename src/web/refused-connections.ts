import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { RequestError } from '@hono/node-server';
import { commonHeaders } from './policies.ts';

/**
 * Answers what is no request that the server can read: too large, too slow, not HTTP. Node would answer in one bare line; here it is a
 * sentence, with the headers of caution, and the connection ends: a little later, whether or not the other side ends it too.
 *
 * @param lingerMilliseconds - How long the answer has to be taken.
 */
export function answerUnreadable(server: Server, lingerMilliseconds: number): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable || socket.bytesWritten > 0) {
      // Inside an answer that is under way there is no place for another one.
      socket.destroy();
      return;
    }
    const [status, sentence] = explain(error.code);
    const body = `${sentence}\n`;
    const headers = { ...refusalHeaders, 'Content-Length': `${body.length}` };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${status}\r\n${lines.join('')}\r\n${body}`);
    setTimeout(() => socket.destroy(), lingerMilliseconds).unref();
  });
}

/**
 * Answers a request that has no address: its Host field is missing, or no host (RFC 9112 §3.2), or what it asks for is no path. The
 * application never sees it.
 */
export function answerWithoutAddress(error: unknown): Response {
  const [status, sentence] = error instanceof RequestError ? [400, unreadable] : [500, 'Something went wrong here.'];
  return new Response(`${sentence}\n`, { status, headers: refusalHeaders });
}

const refusalHeaders: Readonly<Record<string, string>> = {
  ...commonHeaders,
  'Content-Type': 'text/plain; charset=utf-8',
  'Cache-Control': 'no-store',
  Connection: 'close',
};

const unreadable = 'This is no request that the server can read.';

function explain(code: string | undefined): readonly [string, string] {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return ['431 Request Header Fields Too Large', 'This address, or a header field, is too long.'];
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return ['408 Request Timeout', 'The request took too long to arrive.'];
    default:
      return ['400 Bad Request', unreadable];
  }
}
