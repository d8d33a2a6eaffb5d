/** Why the server could not start. The text is for people. */
export class ServerError extends Error {
  readonly code: 'port-in-use' | 'not-allowed' | 'no-such-address' | 'failed';
  constructor(code: ServerError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ServerError';
    this.code = code;
  }
}
