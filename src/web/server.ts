import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';

export interface ServerOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly signal?: AbortSignal;
}

export interface RunningServer {
  /** Where a browser finds it. */
  readonly url: string;
  /** Stops listening, ends idle connections, and waits for the answers under way. */
  close(): Promise<void>;
}

/** Why the server could not start. The text is for people. */
export class ServerError extends Error {
  readonly code: 'port-in-use' | 'not-allowed' | 'no-such-address' | 'failed';
  constructor(code: ServerError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ServerError';
    this.code = code;
  }
}

/**
 * Listens for readers. Other machines see nothing unless `host` is an address that they reach.
 *
 * @throws ServerError when the port is taken or not allowed, or the address is not of this machine.
 */
export async function startServer(app: Hono, { host, port, signal }: ServerOptions): Promise<RunningServer> {
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  server.headersTimeout = headersTimeoutMilliseconds;
  server.requestTimeout = requestTimeoutMilliseconds;
  server.maxHeadersCount = maxHeaders;
  server.timeout = idleTimeoutMilliseconds;
  server.maxConnections = maxConnections;
  server.listen({ host, port, ...(signal !== undefined && { signal }) });
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw explain(cause as NodeJS.ErrnoException, host, port);
  }
  const address = server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host === '::' ? '::1' : host}]` : host === '0.0.0.0' ? '127.0.0.1' : host;
  return {
    url: `http://${name}:${address.port}/`,
    close: () =>
      new Promise((resolve, reject) => {
        if (!server.listening) return resolve();
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), graceMilliseconds).unref();
      }),
  };
}

/** A reader sends a line or two: who takes longer holds a connection for nothing. */
const headersTimeoutMilliseconds = 10_000;
const requestTimeoutMilliseconds = 15_000;
const maxHeaders = 100;
/** Who takes nothing of an answer for so long has gone, or means to hold its octets in memory. */
const idleTimeoutMilliseconds = 120_000;
const maxConnections = 1_000;
/** How long an answer under way may take after the end was asked for. */
const graceMilliseconds = 2_000;

function explain(cause: NodeJS.ErrnoException, host: string, port: number): ServerError {
  switch (cause.code) {
    case 'EADDRINUSE':
      return new ServerError('port-in-use', `Port ${port} is in use by another program. Another one is chosen with --port.`, { cause });
    case 'EACCES':
      return new ServerError('not-allowed', `This user may not listen on port ${port}. A port above 1023 is chosen with --port.`, {
        cause,
      });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new ServerError('no-such-address', `${host} is no address of this machine.`, { cause });
    default:
      return new ServerError('failed', `The server cannot listen on ${host}, port ${port}: ${cause.message}`, { cause });
  }
}
