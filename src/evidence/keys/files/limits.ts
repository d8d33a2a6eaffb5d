/** A key file, decompressed: it is held whole, so a bomb must end. A key takes about 500 octets. */
export const maxKeyFileOctets = 400 * 1024 * 1024;

/** One record: what DNS can carry at most in one answer (RFC 1035 §4.2.2). */
export const maxRecordOctets = 65_535;

/** Lines of a key file that are no keys. Stops some other file, of millions of lines, from becoming as many failures to be told. */
export const maxKeyFileFailures = 10_000;

/** What one line says of why its private half is public. Stops a line of a megabyte from becoming ten thousand rows. */
export const maxClaims = 100;

/** Keys of one list of public ones. Debian's longest has some 800,000; a file of other lines of hex ends there. */
export const maxPublicKeys = 2_000_000;

/** JSON that is one document, zone files and what dig prints, in octets: they are held as text beside the octets. */
export const maxKeyTextOctets = 100 * 1024 * 1024;

/** How deep lists and objects may stand in each other around the keys. Stops a file of brackets from filling the memory. */
export const maxKeyJsonDepth = 64;

/** Names that lead from one to the next, from a selector to its record. DNS servers follow about as many (RFC 1034 §5.2.2 warns of loops). */
export const maxAliases = 16;

/** One line of JSONL: a record of the longest kind with every octet escaped fits in. Stops a line of brackets from filling the memory. */
export const maxKeyLineOctets = 1024 * 1024;
