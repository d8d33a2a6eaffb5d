import type { Archive } from '../archive/archive.ts';
import type { AttachedRecord, FilesOptions, FilesPage } from '../archive/files.ts';
import type { MessageRecord } from '../archive/record.ts';
import { safeFilename } from '../message/filenames.ts';
import type { AttachmentPageView } from '../pages/attachment.ts';
import type { FilesView, MessageLine } from '../pages/attachment-list.ts';
import type { MessageAttachmentsView } from '../pages/message-attachments.ts';
import { addTerm } from '../query/edit.ts';
import { parseQuery } from '../query/parse.ts';
import { personOf } from './hit.ts';
import type { OpenMail } from './mail.ts';
import type { messageHead } from './message.ts';

/** With a long name, a long subject and a long sender each, so many stay under 100 kB. */
export const filesPerPage = 40;
export const placesPerPage = 100;

export function filesView(
  archive: Archive,
  found: FilesPage,
  { words, kind, sort, page, pages }: Pick<FilesOptions, 'words' | 'kind' | 'sort'> & Pick<FilesView, 'page' | 'pages'>,
): FilesView {
  const messages = messagesByNumber(archive, found.files);
  return {
    asked: words,
    kind,
    sort,
    page,
    pages,
    total: found.total,
    copies: found.copies,
    kinds: found.kinds,
    query: messageQuery(words, kind),
    files: found.files.map(({ name, date, message, ...file }) => ({
      ...file,
      name: name ?? undefined,
      safeName: savedName(name, file.type),
      date: date ?? undefined,
      message: lineOf(message, messages.get(message)),
    })),
  };
}

/** @returns undefined where nothing with that SHA-256 is attached. */
export function attachmentPageView(archive: Archive, sha256: string, page: number): AttachmentPageView | undefined {
  const file = archive.files.file(sha256);
  if (file === undefined) return undefined;
  const places = archive.files.occurrences(sha256, (page - 1) * placesPerPage, placesPerPage);
  const messages = messagesByNumber(archive, places);
  const names = new Set(places.map(({ name }) => name ?? undefined));
  names.delete(file.name ?? undefined);
  return {
    sha256,
    md5: places[0]?.md5 ?? '',
    name: file.name ?? undefined,
    safeName: savedName(file.name, file.type),
    otherNames: [...names].filter((name) => name !== undefined).slice(0, variantsShown),
    types: [...new Set([file.type, ...places.map(({ type }) => type)])].slice(0, variantsShown),
    size: file.size,
    copies: file.copies,
    page,
    pages: Math.max(1, Math.ceil(file.copies / placesPerPage)),
    places: places.map(({ message, part, name }) => ({
      message: lineOf(message, messages.get(message)),
      date: messages.get(message)?.date ?? undefined,
      part,
      name: name ?? undefined,
    })),
  };
}

/** Of the names and types of the same octets. */
const variantsShown = 20;

export function messageAttachmentsView(archive: Archive, mail: OpenMail, head: ReturnType<typeof messageHead>): MessageAttachmentsView {
  const { number } = mail.record;
  const attached = archive.files.ofMessage(number).slice(0, attachedShown);
  const others = new Map<AttachedRecord, number[]>();
  const signed = new Map<AttachedRecord, number[]>();
  for (const file of attached) {
    const places = archive.files.occurrences(file.sha256, 0, elsewhereShown * 2).map(({ message }) => message);
    others.set(file, [...new Set(places)].filter((message) => message !== number).slice(0, elsewhereShown));
    signed.set(
      file,
      archive.files
        .signedWith(file.sha256, signedShown + 1)
        .filter((message) => message !== number)
        .slice(0, signedShown),
    );
  }
  const messages = new Map(
    archive.messages([...new Set([...others.values(), ...signed.values()].flat())]).map((record) => [record.number, record]),
  );
  return {
    head,
    files: attached.map((file) => ({
      ...file,
      name: file.name ?? undefined,
      safeName: savedName(file.name, file.type),
      copies: archive.files.file(file.sha256)?.copies ?? 1,
      elsewhere: (others.get(file) ?? []).map((message) => lineOf(message, messages.get(message))),
      signedIn: (signed.get(file) ?? []).map((message) => lineOf(message, messages.get(message))),
    })),
  };
}

const attachedShown = 60;
const elsewhereShown = 5;
const signedShown = 3;

/** The name under which a file is offered for saving. */
function savedName(name: string | null, type: string): string {
  return safeFilename(name ?? (type === 'message/rfc822' ? 'message.eml' : 'attachment'));
}

function messagesByNumber(archive: Archive, files: readonly { readonly message: number }[]): Map<number, MessageRecord> {
  const numbers = [...new Set(files.map(({ message }) => message))];
  return new Map(archive.messages(numbers).map((record) => [record.number, record]));
}

function lineOf(number: number, record: MessageRecord | undefined): MessageLine {
  return {
    number,
    verdict: record?.verdict ?? 'unverified',
    from: record?.from ? [personOf(record.from)] : [],
    subject: record?.subject ?? '',
  };
}

/** `filename:` for each word, `type:` for the kind: what finds the messages that have such files. */
function messageQuery(words: string, kind: string | undefined): string | undefined {
  const terms = words.split(/\s+/).map((word) => `filename:${word.replace(/["“”()]/g, '')}`);
  const asked = terms.filter((term) => parseQuery(term).ok).join(' ');
  const query = kind === undefined ? asked : addTerm(asked, 'type', kind);
  return query === '' ? 'has:attachment' : query;
}
