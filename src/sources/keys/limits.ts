/** A key file, decompressed: it is held whole, so a bomb must end. A key takes about 500 octets. */
export const maxKeyFileOctets = 400 * 1024 * 1024;

/** One record: what DNS can carry at most in one answer (RFC 1035 §4.2.2). */
export const maxRecordOctets = 65_535;
