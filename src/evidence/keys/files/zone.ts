import type { Found, OtherRecord } from './found.ts';
import { ownerOfName } from './key-owner.ts';
import { maxAliases } from './limits.ts';
import { type Entry, entriesOf, type Token } from './master-file.ts';

/**
 * The DKIM records of a zone file: TXT records at `selector._domainkey…`, and those that a CNAME at such a name leads to within the
 * file. Names are relative to `$ORIGIN`; `$INCLUDE` and `$GENERATE` are told, not followed. A zone file does not say when it was in use.
 *
 * @see RFC 1035 §5
 */
export function* rowsOfZone(text: string): Generator<Found | OtherRecord> {
  const zone: Zone = { texts: new Map(), aliases: new Map() };
  yield* readEntries(text, zone);
  for (const [name, { line }] of zone.aliases) {
    const owner = ownerOfName(name);
    if (owner === undefined) continue;
    const found = follow(zone, name);
    if (typeof found === 'string') yield { line, fault: found };
    else for (const record of found) yield { line, row: { ...owner, record } };
  }
}

interface Zone {
  /** The TXT records of each name, lower-cased and without the root's dot. */
  readonly texts: Map<string, string[]>;
  readonly aliases: Map<string, { readonly line: number; readonly target: string }>;
}

/** Directives are short words; what is told of one that is not stays short. */
const longestToldDirective = 20;

function* readEntries(text: string, zone: Zone): Generator<Found | OtherRecord> {
  let origin: string | undefined;
  let owner: string | undefined;
  for (const entry of entriesOf(text)) {
    const { line } = entry;
    const [first] = entry.tokens;
    if (entry.fault !== undefined) yield { line, fault: entry.fault };
    else if (entry.hasOwner && first !== undefined && !first.isQuoted && first.text.startsWith('$')) {
      const directive = first.text.toUpperCase();
      if (directive === '$ORIGIN') origin = absolute(entry.tokens[1]?.text ?? '', origin) ?? origin;
      else if (directive !== '$TTL')
        yield { line, fault: `${directive.slice(0, longestToldDirective)} is not followed: give what it stands for` };
    } else {
      if (entry.hasOwner) owner = absolute(first!.text, origin);
      yield* readRecord(entry, owner, origin, zone);
    }
  }
}

function* readRecord(entry: Entry, owner: string | undefined, origin: string | undefined, zone: Zone): Generator<Found | OtherRecord> {
  const { line } = entry;
  const { type, data } = typeAndData(entry);
  if (type !== 'TXT' && type !== 'CNAME') {
    yield { line, other: type };
    return;
  }
  if (owner === undefined) {
    yield { line, fault: 'a name that is relative to a zone, and no $ORIGIN says to which' };
    return;
  }
  if (type === 'CNAME') {
    const target = absolute(data[0]?.text ?? '', origin);
    if (target === undefined) yield { line, fault: 'a CNAME without a name to lead to' };
    else zone.aliases.set(owner, { line, target });
    if (ownerOfName(owner) === undefined) yield { line, other: type };
    return;
  }
  // A record's strings are joined without anything between them (RFC 6376 §3.6.2.2).
  const record = data.map((token) => token.text).join('');
  const known = zone.texts.get(owner);
  if (known === undefined) zone.texts.set(owner, [record]);
  else if (known.length < maxAliased) known.push(record);
  const key = ownerOfName(owner);
  if (key === undefined || key.selector.startsWith('_') || /^\s*dkim=/i.test(record)) yield { line, other: type };
  else if (key.selector.startsWith('*')) yield { line, fault: 'a wildcard, which names no selector' };
  else if (data.some((token) => token.isCut && !token.isQuoted))
    yield { line, fault: 'a semicolon outside quotes begins a comment here, and cuts the record off: put the record in quotes' };
  else yield { line, row: { ...key, record } };
}

/** A time to live and a class may stand before the type, in either order or not at all. */
function typeAndData({ tokens, hasOwner }: Entry): { readonly type: string; readonly data: readonly Token[] } {
  let at = hasOwner ? 1 : 0;
  while (at < tokens.length && /^(?:\d[\dsmhdw]*|IN|CH|HS|CS)$/i.test(tokens[at]!.text)) at++;
  return { type: tokens[at]?.text.toUpperCase().slice(0, 20) ?? 'nothing', data: tokens.slice(at + 1) };
}

/** Lower-cased, without the root's dot; undefined where it is relative to nothing. */
function absolute(name: string, origin: string | undefined): string | undefined {
  if (name === '') return undefined;
  if (name === '@') return origin;
  if (name.endsWith('.')) return name.slice(0, -1).toLowerCase();
  return origin === undefined ? undefined : `${name}.${origin}`.toLowerCase();
}

/** Records of one name that an alias is given, one being what there should be: many aliases of many records would be their product. */
const maxAliased = 16;

/** The records that a name leads to, or why it leads to none. */
function follow(zone: Zone, from: string): readonly string[] | string {
  let name = from;
  for (let step = 0; step < maxAliases; step++) {
    const alias = zone.aliases.get(name);
    if (alias === undefined) break;
    name = alias.target;
    const records = zone.texts.get(name);
    if (records !== undefined) return records;
  }
  if (zone.aliases.has(name)) return `a CNAME that leads to more than ${maxAliases} others, or in a circle`;
  return `a CNAME to ${name.slice(0, 253)}, whose record is not in this file`;
}
