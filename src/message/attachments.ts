import { isMessage, isMultipart, type Part } from './parts.ts';

/**
 * The parts that a mail program would list as attached, in the order of the message.
 *
 * Listed:
 * - what says `Content-Disposition: attachment`, of whatever type;
 * - a message/rfc822 or message/global part, as one attachment: what is attached inside it is its own;
 * - a part with a file name, but a text that is the whole message and a picture that belongs to HTML (below);
 * - a part that is not text to be shown, named or not (application/pdf, image/png, text/vcard, …);
 * - each uuencoded file in a text.
 *
 * Not listed, unless they say `attachment`:
 * - pictures inside multipart/related that have a Content-ID: the HTML beside them shows them;
 * - the signature part of multipart/signed and the control part of multipart/encrypted (RFC 1847): a mail program acts on them;
 * - the reports of multipart/report (delivery status, returned headers; RFC 6522) and unnamed alternatives in multipart/alternative.
 */
export function listAttachments(root: Part): Part[] {
  const listed: Part[] = [];
  visit(root, undefined, 0, listed);
  return listed;
}

/** Whether a part is text that a mail program shows in the message itself. */
export function isBodyText(part: Part): boolean {
  return bodyTypes.has(part.type) && part.disposition !== 'attachment';
}

const bodyTypes: ReadonlySet<string> = new Set([
  'text/plain',
  'text/html',
  'text/enriched',
  'text/richtext',
  'text/x-amp-html',
  'text/watch-html',
]);

const reportTypes: ReadonlySet<string> = new Set([
  'message/delivery-status',
  'message/global-delivery-status',
  'message/disposition-notification',
  'message/global-disposition-notification',
  'message/feedback-report',
  'message/global-headers',
  'text/rfc822-headers',
]);

function visit(part: Part, parent: Part | undefined, index: number, listed: Part[]): void {
  if (isListed(part, parent, index)) listed.push(part);
  if (isMessage(part.type)) return;
  for (const [childIndex, child] of part.children.entries()) visit(child, part, childIndex, listed);
}

function isListed(part: Part, parent: Part | undefined, index: number): boolean {
  if (isMultipart(part.type)) return false;
  if (part.disposition === 'attachment') return true;
  if (isMessage(part.type)) return true;
  if (parent?.type === 'multipart/related' && part.type.startsWith('image/') && part.contentId !== undefined) return false;
  if (parent?.type === 'multipart/signed' && index === 1) return false;
  if (parent?.type === 'multipart/encrypted' && index === 0) return false;
  const isShown = bodyTypes.has(part.type) || reportTypes.has(part.type);
  if (part.filename !== undefined) return !(isShown && parent === undefined);
  if (parent?.type === 'multipart/alternative') return false;
  return !isShown;
}
