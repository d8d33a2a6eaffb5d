import type { Archive } from '../archive/archive.ts';
import type { MessageRecord } from '../archive/record.ts';
import { listAttachments } from '../message/attachments.ts';
import { decodePart, partText } from '../message/content.ts';
import { type Message, parseMessage } from '../message/message.ts';
import { type Part, parseParts } from '../message/parts.ts';

/** A stored message opened for reading: what the archive knows of it, and what its octets say. */
export interface OpenMail {
  readonly record: MessageRecord;
  readonly message: Message;
  readonly root: Part;
  /** The part that "as formatted" shows. */
  readonly htmlPart: Part | undefined;
  html(): string;
  /** A picture of the mail itself as a `data:` address, by its Content-ID. */
  readonly image: (contentId: string) => string | undefined;
}

/** @returns undefined when there is no such message. */
export function openMail(archive: Archive, number: number): OpenMail | undefined {
  const record = archive.message(number);
  const octets = archive.octets(number);
  if (record === undefined || octets === undefined) return undefined;
  const message = parseMessage(octets);
  const { root } = parseParts(message);
  const attached = new Set(listAttachments(root));
  const leaves = [...leavesOf(root, attached)];
  const htmlPart = leaves.find((part) => part.type === 'text/html');
  return {
    record,
    message,
    root,
    htmlPart,
    html: () => (htmlPart === undefined ? '' : partText(message, htmlPart)),
    image: imageFinder(message, root),
  };
}

/** The parts that make up the message itself, in order: nothing attached, nothing inside an attached message. */
function* leavesOf(part: Part, attached: ReadonlySet<Part>): Generator<Part> {
  if (attached.has(part) || part.type.startsWith('message/')) return;
  if (!part.type.startsWith('multipart/')) yield part;
  for (const child of part.children) yield* leavesOf(child, attached);
}

/**
 * A mail that shows more pictures than this is shown without the rest. In octets, of all together: one that stands in a thousand places
 * is sent a thousand times.
 */
const maxImageOctets = 4_000_000;

function imageFinder(message: Message, root: Part): OpenMail['image'] {
  let left = maxImageOctets;
  const found = new Map<string, Picture | undefined>();
  const parts = new Map<string, Part>();
  for (const part of partsOf(root)) {
    if (part.contentId !== undefined && !parts.has(part.contentId)) parts.set(part.contentId, part);
  }
  return (contentId) => {
    const part = parts.get(contentId);
    if (part === undefined || part.end - part.bodyStart > 2 * left) return undefined;
    if (!found.has(contentId)) found.set(contentId, pictureOf(decodePart(message, part)));
    const picture = found.get(contentId);
    if (picture === undefined || picture.octets > left) return undefined;
    left -= picture.octets;
    return picture.address;
  };
}

interface Picture {
  readonly octets: number;
  readonly address: string;
}

function pictureOf(octets: Uint8Array): Picture | undefined {
  const type = octets.length <= maxImageOctets ? rasterType(octets) : undefined;
  if (type === undefined) return undefined;
  return { octets: octets.length, address: `data:${type};base64,${Buffer.from(octets).toString('base64')}` };
}

function* partsOf(part: Part): Generator<Part> {
  yield part;
  for (const child of part.children) yield* partsOf(child);
}

/** What the octets are, whatever the mail calls them: the four kinds of picture that every browser shows and that run nothing. */
function rasterType(octets: Uint8Array): string | undefined {
  const start = String.fromCharCode(...octets.subarray(0, 12));
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (/^GIF8[79]a/.test(start)) return 'image/gif';
  return /^RIFF....WEBP/s.test(start) ? 'image/webp' : undefined;
}
