const fromStart = Buffer.from('From ');
const quote = 0x3e;
const lineFeed = 0x0a;

/**
 * A message as an entry of an mbox: its From line, its octets with one `>` more before every `From `, `>From `, `>>From ` …, and the
 * empty line that ends it. Read as mboxrd, which the From line names, it gives the very same octets; where the last line has no end,
 * mbox cannot say so, and it gets one.
 *
 * @param dateSeconds - Of the message's Date; without one, the From line tells the epoch.
 * @see docs/formats/mbox.md
 */
export function mboxEntry(octets: Uint8Array, dateSeconds: number | undefined): Buffer {
  const message = Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength);
  // The sender that public-inbox writes: it says which dialect this is, and nothing that a stranger chose stands in this line.
  const fromLine = Buffer.from(`From mboxrd@z ${asctime(dateSeconds)}\n`);
  const pieces: Buffer[] = [fromLine];
  let from = 0;
  for (const at of placesToQuote(message)) {
    pieces.push(message.subarray(from, at), quoteMark);
    from = at;
  }
  pieces.push(message.subarray(from), message.at(-1) === lineFeed ? emptyLine : lineEndAndEmptyLine);
  return Buffer.concat(pieces);
}

const quoteMark = Buffer.from('>');
const emptyLine = Buffer.from('\n');
const lineEndAndEmptyLine = Buffer.from('\n\n');

/** Where a line begins that, less its quote marks, begins with "From ". */
function* placesToQuote(message: Buffer): Generator<number> {
  for (let hit = message.indexOf(fromStart); hit >= 0; hit = message.indexOf(fromStart, hit + fromStart.length)) {
    let at = hit;
    while (at > 0 && message[at - 1] === quote) at -= 1;
    if (at === 0 || message[at - 1] === lineFeed) yield at;
  }
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Thu May 12 14:02:00 2016`, in UTC (RFC 4155, appendix A). What no year of four digits holds is told as the epoch. */
function asctime(epochSeconds: number | undefined): string {
  const asked = new Date((epochSeconds ?? 0) * 1000);
  const date = asked.getUTCFullYear() >= 0 && asked.getUTCFullYear() <= 9999 ? asked : new Date(0);
  const day = String(date.getUTCDate()).padStart(2, ' ');
  const year = String(date.getUTCFullYear()).padStart(4, '0');
  return `${weekdays[date.getUTCDay()]} ${months[date.getUTCMonth()]} ${day} ${date.toISOString().slice(-13, -5)} ${year}`;
}
