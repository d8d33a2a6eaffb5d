import type { Finding, FindingKind, FindingWeight } from '../evidence/findings/finding.ts';
import type { Database } from './database.ts';
import { storedJson } from './stored-json.ts';

const selectOfOwner = 'SELECT detail FROM findings WHERE owner = :owner ORDER BY kind, one, other';
const deleteOfOwner = 'DELETE FROM findings WHERE owner = :owner';
const insertFinding = `
  INSERT INTO findings (owner, kind, one, other, weight, detail) VALUES (:owner, :kind, :one, :other, :weight, :detail)`;

/** What was found for one message (schema/0008-findings.sql says for which). */
export function findingsOwnedBy(database: Database, owner: number): Finding[] {
  return database
    .statement(selectOfOwner)
    .all({ owner })
    .map(({ detail }) => storedJson<Finding>(String(detail)));
}

/** In the order in which {@link findingsOwnedBy} gives them. */
export function inStoredOrder(findings: readonly Finding[]): Finding[] {
  return findings.toSorted(
    (a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0) || a.messages[0] - b.messages[0] || a.messages[1] - b.messages[1],
  );
}

/**
 * Stores what was found for a message, in place of what was stored. Runs inside the caller's transaction.
 *
 * @returns The numbers of the messages that this concerns, or did before; none where nothing has changed.
 */
export function replaceFindings(database: Database, owner: number, findings: readonly Finding[]): Set<number> {
  const before = findingsOwnedBy(database, owner);
  const after = inStoredOrder(findings);
  if (JSON.stringify(before) === JSON.stringify(after)) return new Set();
  database.bound(deleteOfOwner).run({ owner });
  for (const finding of after) {
    const [one, other] = finding.messages;
    database
      .statement(insertFinding)
      .run({ owner, kind: finding.kind, one, other, weight: finding.weight, detail: JSON.stringify(finding) });
  }
  return new Set([...before, ...after].flatMap(({ messages }) => messages));
}

const selectMarked = `
  SELECT EXISTS (SELECT 1 FROM findings WHERE one = :number AND weight IN ('strong', 'moderate'))
    OR EXISTS (SELECT 1 FROM findings WHERE other = :number AND weight IN ('strong', 'moderate')) AS marked`;

/** Whether a finding that puts its mark on messages concerns this one. */
export function hasMarkedFinding(database: Database, number: number): boolean {
  return database.bound(selectMarked).get({ number })!['marked'] === 1;
}

/** A pair in the list of all, with no more than what orders it. */
export interface ListedPair {
  readonly kind: FindingKind;
  readonly weight: FindingWeight;
  readonly one: number;
  readonly other: number;
  /** Whose finding it is; undefined where it is a relation of two messages by what the one quotes. */
  readonly owner?: number;
}

const selectStored = 'SELECT kind, weight, one, other, owner FROM findings';
const selectTelling = `
  SELECT CASE weight WHEN 'contradicts' THEN 'contradiction' WHEN 'misquotes' THEN 'misquote' ELSE 'dispute' END AS kind,
    iif(weight = 'contradicts', 'strong', 'moderate') AS weight, voucher AS one, quoted AS other
  FROM relations WHERE weight IN ('contradicts', 'disputes', 'misquotes')`;

/** Every pair of messages that do not fit together, in no order. */
export function* listPairs(database: Database): Generator<ListedPair> {
  for (const sql of [selectStored, selectTelling]) yield* database.db.prepare(sql).iterate() as unknown as Iterable<ListedPair>;
}

const selectDetail = 'SELECT detail FROM findings WHERE owner = :owner AND kind = :kind AND one = :one AND other = :other';

/** A stored finding whole. */
export function readFinding(database: Database, { owner, kind, one, other }: Required<Omit<ListedPair, 'weight'>>): Finding | undefined {
  const row = database.bound(selectDetail).get({ owner, kind, one, other });
  return row && storedJson<Finding>(String(row['detail']));
}
