import { isDigOutput } from './dig.ts';
import { requiredColumns } from './row.ts';

export type KeyFormat = 'jsonl' | 'json' | 'csv' | 'dig' | 'zone';

/** How a file of keys is written: by what it begins with, and by its name only where that does not say. */
export function formatOfKeys(name: string, octets: Uint8Array): KeyFormat {
  const start = new TextDecoder().decode(octets.subarray(0, lookedAt));
  if (isDigOutput(start)) return 'dig';
  const text = start.trimStart();
  if (text.startsWith('[')) return 'json';
  const [firstLine = ''] = text.split('\n', 1);
  if (text.startsWith('{')) return isOneLine(firstLine, text.length < lookedAt && text.trim() === firstLine.trim()) ? 'jsonl' : 'json';
  const columns = firstLine
    .toLowerCase()
    .split(',')
    .map((column) => column.trim());
  if (/\.csv(?:\.gz|\.zst)?$/i.test(name) || requiredColumns.every((column) => columns.includes(column))) return 'csv';
  return ZONE.test(start) ? 'zone' : 'jsonl';
}

/** What a format shows within. */
const lookedAt = 65_536;

/** A directive, or a name with a type behind it that zone files have. */
const ZONE =
  /^(?:\$(?:ORIGIN|TTL|INCLUDE)\b|[^\s;"{[]{0,255}[ \t]+(?:[\dsmhdw]{1,20}[ \t]+|IN[ \t]+){0,3}(?:SOA|NS|TXT|CNAME|MX|A|AAAA)[ \t])/im;

/** Whether each line is an object of its own: a line that ends within its object is of a document. */
function isOneLine(line: string, isAll: boolean): boolean {
  if (line.length >= lookedAt / 2) return true;
  if (!line.trimEnd().endsWith('}')) return /[^{[,:\s]$/.test(line.trimEnd()) && !/^\{\s*"[^"]*"\s*:\s*[[{]/.test(line);
  // One line that is all there is may be a document around a list.
  return !isAll || (!/^\{\s*"[^"]*"\s*:\s*[[{]/.test(line) && !/:\s*\[\s*\{/.test(line));
}
