import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { boundedPipelining } from './pipelining.ts';
import { answerUnreadable, answerWithoutAddress } from './refused-connections.ts';
import { ServerError } from './server-error.ts';

export interface ServerOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly signal?: AbortSignal;
  readonly limits?: Partial<ConnectionLimits>;
}

/** What a connection may cost. Times are in milliseconds. */
export interface ConnectionLimits {
  /** For the header of a request, and for the whole of it: a reader sends a line or two, and who takes longer holds a connection for nothing. */
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  /** How often the two are looked at. */
  readonly checkEvery: number;
  /** Who takes nothing of an answer for so long has gone, or means to hold its octets in memory. */
  readonly idleTimeout: number;
  /** How long a connection waits for its next request. */
  readonly keepAliveTimeout: number;
  readonly maxConnections: number;
  /** Of one connection, asked for and not yet taken. Browsers ask for one at a time; each answer is held in memory until it is taken. */
  readonly maxRequestsUnderWay: number;
  /** Octets of a request's line and header together; an address alone is held to `maxAddressLength`. */
  readonly maxHeaderOctets: number;
  readonly maxHeaders: number;
  /** How long a connection that was refused has to take the reason. */
  readonly refusalLinger: number;
  /** How long an answer under way may take after the end was asked for; then it is cut. */
  readonly grace: number;
}

export interface RunningServer {
  /** Where a browser finds it. */
  readonly url: string;
  /** Stops listening, ends idle connections, and waits for the answers under way. */
  close(): Promise<void>;
}

/**
 * Listens for readers. Other machines see nothing unless `host` is an address that they reach.
 *
 * @throws ServerError when the port is taken or not allowed, or the address is not of this machine.
 */
export async function startServer(app: Hono, { host, port, signal, limits }: ServerOptions): Promise<RunningServer> {
  const { headersTimeout, requestTimeout, keepAliveTimeout, checkEvery, ...bounds } = { ...usualLimits, ...limits };
  const server = createServer(
    {
      headersTimeout,
      requestTimeout,
      keepAliveTimeout,
      connectionsCheckingInterval: checkEvery,
      maxHeaderSize: bounds.maxHeaderOctets,
      requireHostHeader: false, // its absence is told below, in words
    },
    boundedPipelining(getRequestListener(app.fetch, { errorHandler: answerWithoutAddress }), bounds.maxRequestsUnderWay),
  );
  server.maxHeadersCount = bounds.maxHeaders;
  server.timeout = bounds.idleTimeout;
  server.maxConnections = bounds.maxConnections;
  // Node would answer 417 itself; an expectation may as well be passed over (RFC 9110 §10.1.1).
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  answerUnreadable(server, bounds.refusalLinger);
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
        // A connection that has its answer now would wait for another request.
        const idle = setInterval(() => server.closeIdleConnections(), 50);
        server.close((error) => {
          clearInterval(idle);
          if (error) reject(error);
          else resolve();
        });
        setTimeout(() => server.closeAllConnections(), bounds.grace).unref();
      }),
  };
}

const usualLimits: ConnectionLimits = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  checkEvery: 2_000,
  idleTimeout: 120_000,
  keepAliveTimeout: 5_000,
  maxConnections: 1_000,
  maxRequestsUnderWay: 4,
  maxHeaderOctets: 48 * 1024,
  maxHeaders: 100,
  refusalLinger: 1_000,
  grace: 5_000,
};

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
