import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { SourceError, sourceErrorOf } from '../error.ts';
import { isControlFile, isControlFolder, maildirFlags, maildirFolder, printablePath } from './file-names.ts';
import { maxFolderDepth } from './limits.ts';

/** A thing met on the way through a folder. Paths are relative to its root, as `printablePath` writes them. */
export type Met =
  | {
      readonly kind: 'file';
      /** To open it by: the octets of its whole path. */
      readonly path: Buffer;
      readonly at: string;
      readonly folder?: string;
      readonly flags?: string;
      /** In `cur` or `new` of a Maildir. */
      readonly isInMaildir: boolean;
    }
  | { readonly kind: 'failure'; readonly at: string; readonly reason: string }
  /** Left aside as no mail, without being a failure. */
  | { readonly kind: 'aside'; readonly at: string };

interface Folder {
  readonly path: Buffer;
  /** Relative; empty at the root. */
  readonly relative: Buffer;
  readonly depth: number;
  readonly role: 'plain' | 'maildir' | 'deliveries' | 'unfinished';
}

const slash = Buffer.from('/');

/**
 * Goes through a folder, deepest first, in the order of the paths' octets, so that the same folder is always read alike.
 * Symbolic links are never followed: they are failures. Holds the names of one folder and of those above it.
 */
export async function* walk(root: string | Buffer): AsyncGenerator<Met> {
  const path = Buffer.from(root);
  const pending: (Met | Folder)[] = [{ path, relative: Buffer.alloc(0), depth: 0, role: 'plain' }];
  while (pending.length > 0) {
    const next = pending.pop()!;
    if ('kind' in next) yield next;
    else pending.push(...(await contentsOf(next)).reverse());
  }
}

/** A Maildir has `cur`, and `new` or `tmp` as well; copies that keep no empty folder may have lost the others. */
export function isMaildir(entries: readonly Dirent<Buffer>[]): boolean {
  const folders = new Set(entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name.toString('latin1')));
  return folders.has('cur') || (folders.has('new') && folders.has('tmp'));
}

export async function entriesOf(path: Buffer): Promise<Dirent<Buffer>[]> {
  return (await readdir(path, { withFileTypes: true, encoding: 'buffer' })) as Dirent<Buffer>[];
}

async function contentsOf(folder: Folder): Promise<(Met | Folder)[]> {
  const at = folder.depth === 0 ? '.' : printablePath(folder.relative);
  let entries: Dirent<Buffer>[];
  try {
    entries = await entriesOf(folder.path);
  } catch (error) {
    const known = sourceErrorOf(error, at);
    if (!(known instanceof SourceError) || folder.depth === 0) throw known;
    return [{ kind: 'failure', at, reason: 'the folder could not be read: check its permissions' }];
  }
  if (folder.role === 'unfinished') {
    if (entries.length === 0) return [];
    return [{ kind: 'failure', at, reason: `deliveries that were never finished, not read: ${entries.length}` }];
  }
  const maildir = folder.role !== 'deliveries' && isMaildir(entries);
  const met: { readonly order: Buffer; readonly thing: Met | Folder }[] = [];
  for (const entry of entries) {
    const path = Buffer.concat([folder.path, slash, entry.name]);
    const relative = folder.depth === 0 ? entry.name : Buffer.concat([folder.relative, slash, entry.name]);
    const thing = await thingOf(entry, path, relative, folder, maildir);
    // A folder stands where its contents will: "a/b" behind "a.eml".
    met.push({ order: 'kind' in thing ? entry.name : Buffer.concat([entry.name, slash]), thing });
  }
  met.sort((a, b) => Buffer.compare(a.order, b.order));
  return met.map(({ thing }) => thing);
}

async function thingOf(entry: Dirent<Buffer>, path: Buffer, relative: Buffer, folder: Folder, maildir: boolean): Promise<Met | Folder> {
  const at = printablePath(relative);
  const name = printablePath(entry.name);
  const type = await typeOf(entry, path);
  switch (type) {
    case 'folder': {
      if (isControlFolder(name)) return { kind: 'aside', at };
      if (folder.depth >= maxFolderDepth) {
        return { kind: 'failure', at, reason: `more than ${maxFolderDepth} folders lie within each other here: not read` };
      }
      const role = !maildir ? 'plain' : name === 'cur' || name === 'new' ? 'deliveries' : name === 'tmp' ? 'unfinished' : 'maildir';
      return { path, relative, depth: folder.depth + 1, role };
    }
    case 'file': {
      if (isControlFile(name)) return { kind: 'aside', at };
      const isInMaildir = folder.role === 'deliveries';
      const parent = parentOf(at);
      const above = isInMaildir ? maildirFolder(parentOf(parent)) : folder.role === 'maildir' ? maildirFolder(parent) : parent || undefined;
      const flags = maildirFlags(name);
      return {
        kind: 'file',
        path,
        at,
        isInMaildir,
        ...(above === undefined ? {} : { folder: above }),
        ...(flags === undefined ? {} : { flags }),
      };
    }
    case 'link':
      return { kind: 'failure', at, reason: 'a symbolic link, never followed: give what it points at as a source of its own' };
    case 'gone':
      return { kind: 'failure', at, reason: 'it was gone when it was to be read' };
    case 'other':
      return { kind: 'failure', at, reason: 'not a mail message: a pipe, socket or device' };
    default:
      return type satisfies never;
  }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

async function typeOf(entry: Dirent<Buffer>, path: Buffer): Promise<'file' | 'folder' | 'link' | 'other' | 'gone'> {
  // Some file systems do not tell the type with the name.
  const isTold = entry.isFile() || entry.isDirectory() || entry.isSymbolicLink();
  const stat = isTold ? entry : await lstat(path).catch(() => undefined);
  if (stat === undefined) return 'gone';
  if (stat.isFile()) return 'file';
  if (stat.isDirectory()) return 'folder';
  return stat.isSymbolicLink() ? 'link' : 'other';
}
