/** The kinds that attachments are counted and filtered by; a reader's words, not media types. */
export const attachmentKinds = [
  'pdf',
  'word',
  'spreadsheet',
  'presentation',
  'text',
  'html',
  'calendar',
  'contact',
  'message',
  'image',
  'audio',
  'video',
  'archive',
  'signature',
  'other',
] as const;
export type AttachmentKind = (typeof attachmentKinds)[number];

/**
 * Which kind an attachment is, by its media type, and by the ending of its name where the type says nothing
 * (`application/octet-stream` and the like). What the octets are is not looked at here.
 *
 * @param type - Media type, lower-cased, without parameters.
 * @param name - File name as declared.
 */
export function attachmentKind(type: string, name?: string): AttachmentKind {
  const byType = kindByType.get(type) ?? kindByTopLevel.get(type.slice(0, type.indexOf('/') >>> 0));
  if (byType !== undefined && byType !== 'text') return byType;
  const dot = name === undefined ? -1 : name.lastIndexOf('.');
  const byName = dot < 0 ? undefined : kindByEnding.get(name!.slice(dot + 1).toLowerCase());
  return byName ?? byType ?? 'other';
}

const kindByTopLevel = new Map<string, AttachmentKind>([
  ['image', 'image'],
  ['audio', 'audio'],
  ['video', 'video'],
  ['text', 'text'],
  ['message', 'message'],
]);

const endingsByKind: ReadonlyArray<readonly [AttachmentKind, string]> = [
  ['pdf', 'pdf'],
  ['word', 'doc docx docm dot dotx odt rtf pages wpd'],
  ['spreadsheet', 'xls xlsx xlsm xlsb xlt ods csv tsv numbers'],
  ['presentation', 'ppt pptx pptm pps ppsx odp key'],
  ['text', 'txt log md tex diff patch json xml yml yaml'],
  ['html', 'htm html xhtml mht mhtml'],
  ['calendar', 'ics ifb vcs'],
  ['contact', 'vcf'],
  ['message', 'eml msg mbox'],
  ['image', 'jpg jpeg png gif bmp tif tiff webp heic svg ico psd ai eps emf wmf'],
  ['audio', 'mp3 wav m4a ogg oga flac aac amr wma'],
  ['video', 'mp4 mov avi mkv webm wmv m4v mpg mpeg 3gp'],
  ['archive', 'zip rar 7z tar gz tgz bz2 xz zst cab iso'],
  ['signature', 'p7s p7m p7c asc sig pgp gpg'],
];

const kindByEnding = new Map(endingsByKind.flatMap(([kind, endings]) => endings.split(' ').map((ending) => [ending, kind] as const)));

const typesByKind: ReadonlyArray<readonly [AttachmentKind, string]> = [
  ['pdf', 'application/pdf application/x-pdf'],
  [
    'word',
    'application/msword application/rtf text/rtf application/vnd.oasis.opendocument.text application/vnd.openxmlformats-officedocument.wordprocessingml.document application/vnd.openxmlformats-officedocument.wordprocessingml.template application/vnd.ms-word.document.macroenabled.12',
  ],
  [
    'spreadsheet',
    'application/vnd.ms-excel application/vnd.oasis.opendocument.spreadsheet application/vnd.openxmlformats-officedocument.spreadsheetml.sheet application/vnd.ms-excel.sheet.macroenabled.12 text/csv text/tab-separated-values',
  ],
  [
    'presentation',
    'application/vnd.ms-powerpoint application/vnd.oasis.opendocument.presentation application/vnd.openxmlformats-officedocument.presentationml.presentation',
  ],
  ['html', 'text/html application/xhtml+xml'],
  ['calendar', 'text/calendar application/ics'],
  ['contact', 'text/vcard text/x-vcard text/directory'],
  ['message', 'message/rfc822 message/global application/vnd.ms-outlook'],
  [
    'archive',
    'application/zip application/x-zip-compressed application/x-rar-compressed application/vnd.rar application/x-7z-compressed application/x-tar application/gzip application/x-gzip application/x-bzip2 application/zstd',
  ],
  [
    'signature',
    'application/pkcs7-signature application/x-pkcs7-signature application/pgp-signature application/pkcs7-mime application/x-pkcs7-mime',
  ],
];

const kindByType = new Map(typesByKind.flatMap(([kind, types]) => types.split(' ').map((type) => [type, kind] as const)));
