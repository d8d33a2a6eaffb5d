import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Lets a connection have only so many requests under way, and ends one that sends more before it has taken its answers: Node hears all
 * that stand in one piece of what is sent, and would hold the answer to each.
 */
export function boundedPipelining(listener: RequestListener, most: number): RequestListener {
  const underWay = new WeakMap<Socket, number>();
  return (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    const count = (underWay.get(socket) ?? 0) + 1;
    underWay.set(socket, count);
    if (count > most) {
      // What else of the same piece has been read still comes here, and is not answered either.
      socket.destroy();
      return;
    }
    response.once('close', () => underWay.set(socket, underWay.get(socket)! - 1));
    listener(request, response);
  };
}
