/** What stops a hostile source. Everything else is streamed, so no other size matters. */

/** One message, decompressed. Stops a single endless message (or a bomb of one) from filling the memory: it is passed over, and told. */
export const maxMessageOctets = 150 * 1024 * 1024;

/** A "From " line, sought in vain beyond this: a line without an end must not be read again at every chunk. */
export const maxFromLineOctets = 1024;

/** The header that `Content-Length` is looked for in: a message without an empty line must not be waited for. */
export const maxLengthHeaderOctets = 1024 * 1024;

/** The evidence on an mbox's dialect is looked for in so much of its beginning (decompressed), and this is held while looking. */
export const evidenceOctets = 16 * 1024 * 1024;

/** What a file is, is seen from so much of its beginning (decompressed). */
export const recognitionOctets = 64 * 1024;

/** Folders within folders: a tree made to be endless must end. */
export const maxFolderDepth = 100;
