export type SourceErrorCode =
  /** Nothing lies at that path. */
  | 'not-found'
  /** The system refuses to let it be read. */
  | 'not-readable'
  /** Neither a file nor a folder: a pipe, a device, a socket. */
  | 'not-a-file'
  /** A compressed stream is cut short or broken; thrown only after all that could be read was given. */
  | 'damaged';

/** The world failed, not a message: `code` is stable, the text says what happened, where, and what to do. */
export class SourceError extends Error {
  readonly code: SourceErrorCode;

  constructor(code: SourceErrorCode, text: string, options?: ErrorOptions) {
    super(text, options);
    this.name = 'SourceError';
    this.code = code;
  }
}

/** The same for what Node's file system throws, whatever code the system gives; our own bugs (no system call) come back as they are. */
export function sourceErrorOf(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new SourceError('not-found', `${path}: nothing is there. Check the path; it is relative to where you stand.`, {
        cause: error,
      });
    case 'EACCES':
    case 'EPERM':
      return new SourceError('not-readable', `${path}: the system refuses to let it be read. Check its permissions.`, { cause: error });
    case 'EISDIR':
      return new SourceError('not-a-file', `${path}: this is a folder; a file is expected.`, { cause: error });
    default:
      if (typeof code !== 'string' || !(error instanceof Error && 'syscall' in error)) return error;
      return new SourceError('not-readable', `${path}: it could not be read (${code}).`, { cause: error });
  }
}
