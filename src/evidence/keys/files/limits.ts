/** A key file, decompressed: it is held whole, so a bomb must end. A key takes about 500 octets. */
export const maxKeyFileOctets = 400 * 1024 * 1024;

/** One record: what DNS can carry at most in one answer (RFC 1035 §4.2.2). */
export const maxRecordOctets = 65_535;

/** Lines of a key file that are no keys. Stops some other file, of millions of lines, from becoming as many failures to be told. */
export const maxKeyFileFailures = 10_000;

/** One line of JSONL: a record of the longest kind with every octet escaped fits in. Stops a line of brackets from filling the memory. */
export const maxKeyLineOctets = 1024 * 1024;
