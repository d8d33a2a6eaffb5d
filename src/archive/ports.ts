/** One message as a source hands it over: whole, within the size limit, its container's framing undone. */
export interface SourceMessage {
  /** Where inside the source: `offset:123` in an mbox (octets, decompressed), a relative path in a tree. Unique in its source. */
  readonly at: string;
  /** The source's own octets, line ends kept, less the container's framing (contract: `sha256`). */
  readonly octets: Uint8Array;
  /** Maildir's info flags or an mbox's Status letters, as written. */
  readonly flags?: string;
  /** The folder that the message lay in, where the source has folders. */
  readonly folder?: string;
  /** Rebuilt from another representation (PST, MSG): these are not the octets that were sent. */
  readonly rebuilt?: boolean;
}

/** A thing in a source that could not be read as a message. Told and counted; the source goes on. */
export interface SourceFailure {
  readonly at: string;
  /** A plain sentence: what was wrong. */
  readonly reason: string;
}

export type SourceItem =
  | { readonly kind: 'message'; readonly message: SourceMessage }
  | { readonly kind: 'failure'; readonly failure: SourceFailure };

/** A place that mail is read from. Adapters live in `sources/mail/`. */
export interface MailSource {
  /** As the user named it. */
  readonly path: string;
  readonly format: 'eml' | 'tree' | 'maildir' | 'mbox';
  /** The mbox dialect, detected or forced. */
  readonly dialect?: string;
  readonly compression?: 'gzip' | 'zstd';
  /** How many items there are, where that is known before reading. */
  readonly expected?: number;
  /** The size of what will be read, in octets on disk. */
  readonly totalOctets?: number;
  /** How many of `totalOctets` have been read so far. */
  octetsRead(): number;
  /** Once all items are read: plain sentences on what was left aside without being a failure (control files of mail programs). */
  notes?(): readonly string[];
  /** Every item once, in an order that depends on the source alone. */
  items(signal?: AbortSignal): AsyncIterable<SourceItem>;
}
