/** The library: an archive and what fills it. For one message, in Node or a browser, see `chainmail/verify`. */
export { type Archive, openArchive, QueryError, type SearchPage } from './archive/archive.ts';
export { type AssessReport, assessArchive } from './archive/assess.ts';
export { type AuditReport, auditArchive } from './archive/audit.ts';
export { type ImportReport, importMail } from './archive/import.ts';
export { type Keeper, openKeeper } from './archive/keeper.ts';
export { createNodeCrypto } from './archive/node-crypto.ts';
export type { MailSource, SourceFailure, SourceItem, SourceMessage } from './archive/ports.ts';
export type { MessageRecord } from './archive/record.ts';
export { SourceError } from './sources/error.ts';
export { createDnsKeySource } from './sources/keys/dns.ts';
export { readKeys } from './sources/keys/open.ts';
export { openMailSource } from './sources/mail/open.ts';
export { ArchiveError } from './store/database.ts';
