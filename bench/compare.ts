/**
 * What chains cost a message, as archives grow: compares some mail of each archive with whatever it quotes, in this process.
 *
 *     node bin/launch.mjs --dev bench/compare.ts ARCHIVE…
 *
 * Of each archive three stretches of 8,000 messages that quote, spread over all of it, are asked for what they quote, as an import asks; and
 * those that they quote for what quotes them. Told are microseconds of processor time a message, the least of three rounds.
 */
import { createChainComparer } from '../src/archive/chains/compare.ts';
import { openDatabase } from '../src/store/database.ts';

const TOGETHER = 8_000;
const STRETCHES = 3;
const ROUNDS = 3;

for (const directory of process.argv.slice(2)) {
  const database = openDatabase(directory, { readOnly: true });
  const numbers = (sql: string, ...values: number[]): number[] =>
    database.db
      .prepare(sql)
      .all(...values)
      .map((row) => Number(row['number']));
  const [last = 0] = numbers('SELECT max(number) AS number FROM messages');
  const stretches = Array.from({ length: STRETCHES }, (_, index) =>
    numbers(
      'SELECT DISTINCT voucher AS number FROM relations WHERE voucher > ? ORDER BY voucher LIMIT ?',
      Math.floor((last * index) / STRETCHES),
      TOGETHER,
    ),
  );
  let [relate, conclude] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < ROUNDS; round++) {
    const comparer = createChainComparer(database);
    const quoted: number[][] = [];
    const asked = stretches.reduce((sum, { length }) => sum + length, 0);
    const relating = cost(() => {
      for (const stretch of stretches) quoted.push([...new Set(comparer.relate(stretch).flatMap((all) => all.map((one) => one.quoted)))]);
    });
    const concluding = cost(() => {
      for (const some of quoted) comparer.conclude(some);
    });
    relate = Math.min(relate, relating / asked);
    conclude = Math.min(conclude, concluding / quoted.reduce((sum, { length }) => sum + length, 0));
  }
  database.close();
  console.log(JSON.stringify({ directory, messages: last, relate: Math.round(relate), conclude: Math.round(conclude) }));
}

/** Microseconds of processor time. */
function cost(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return user + system;
}
