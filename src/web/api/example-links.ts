import type { Archive } from '../../archive/archive.ts';
import { hasPage, urls } from '../../pages/urls.ts';

/** For each operation, by its id, a request that this archive answers; none where it holds nothing of the kind. */
export function exampleLinks(archive: Archive): Readonly<Record<string, string | undefined>> {
  const hasMail = archive.figures().messages > 0;
  const thread = archive.largestThreads()[0]?.number ?? 1;
  const [person] = archive.people.list({ part: '', sort: 'sent', offset: 0, limit: 1 }).people;
  const [file] = archive.files.list({ words: '', sort: '-date', offset: 0, limit: 1 }).files;
  const q = 'has:attachment';
  return {
    search: urls.searchJson(q),
    searchLines: urls.searchJsonl(q),
    searchTable: urls.searchCsv(q),
    searchMail: urls.searchMbox(q),
    searchFeed: urls.searchAtom(q, 'en'),
    ...(hasMail && {
      message: urls.messageJson(1),
      messageOctets: urls.messageEml(1),
      messageKeys: urls.messageKeys(1),
      messageEvidence: urls.messageBundle(1),
      messageText: urls.messageText(1),
      thread: urls.threadJson(thread),
    }),
    people: urls.peopleJson({ sort: 'received' }),
    person: person !== undefined && hasPage(person.address) ? urls.personJson(person.address) : undefined,
    attachments: urls.filesJson({ sort: '-size' }),
    attachment: file && urls.fileJson(file.sha256),
    attachmentOctets: file && urls.attachment(file.sha256, file.name ?? 'attachment'),
    figures: urls.frontJson(),
    about: urls.aboutJson(),
    findings: urls.findingsJson(),
    keys: urls.keysJson(),
    api: urls.apiJson(),
  };
}
