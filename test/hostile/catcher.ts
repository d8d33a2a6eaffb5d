import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listener {
  readonly url: string;
  readonly port: number;
  close(): void;
}

/** A server of the test's own, on any free port of this machine. */
export async function listen(answer: RequestListener): Promise<Listener> {
  const server = createServer(answer).listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}/`, port, close };
}

/**
 * The attacker's own server: it hears what reaches it, and gives what was asked for in the hope of more. It goes by every name that ends
 * in `evil.localhost`, which every browser looks up on this machine alone.
 */
export async function catcher(): Promise<Listener & { readonly asked: string[] }> {
  const asked: string[] = [];
  const listener = await listen(({ url = '', headers: { host = '' } }, response) => {
    asked.push(`${host}${url}`);
    response.setHeader('Access-Control-Allow-Origin', '*');
    const kind = /\.(js|css|svg)$/.exec(url)?.[1];
    response.setHeader('Content-Type', { js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' }[kind ?? ''] ?? 'text/html');
    response.end(kind === 'js' ? `owned('${host.split('.')[0]}')` : '');
  });
  return { ...listener, asked };
}
