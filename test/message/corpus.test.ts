import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseAddresses } from '../../src/message/addresses.ts';
import { listAttachments } from '../../src/message/attachments.ts';
import { decodePart } from '../../src/message/content.ts';
import { parseDate } from '../../src/message/dates.ts';
import { decodedText, unfoldedText } from '../../src/message/fields.ts';
import { safeFilename } from '../../src/message/filenames.ts';
import { type Message, parseMessage } from '../../src/message/message.ts';
import { parseParts } from '../../src/message/parts.ts';
import { splitQuotes } from '../../src/message/quotes.ts';
import { bodyReadings } from '../../src/message/readings.ts';
import { parseReceived } from '../../src/message/received.ts';
import { bestText } from '../../src/message/text.ts';
import { everyPart } from './mail.ts';

const corpora = fileURLToPath(new URL('../../../shared/corpora/', import.meta.url));

describe('the mail of ../shared/corpora', () => {
  for (const folder of ['formats', 'lists/sample']) {
    it(`reads every .eml of ${folder} to the end`, (t) => {
      if (!existsSync(corpora + folder)) return t.skip(`../shared/corpora/${folder} is not here`);
      const files = globSync(`${corpora}${folder}/**/*.eml`);
      assert.ok(files.length > 200, `only ${files.length} files`);
      for (const file of files) readEverything(parseMessage(new Uint8Array(readFileSync(file))), file);
      return undefined;
    });
  }

  it('reads the dates and senders of nearly all list mail', (t) => {
    if (!existsSync(`${corpora}lists/sample`)) return t.skip('../shared/corpora/lists/sample is not here');
    const files = globSync(`${corpora}lists/sample/**/*.eml`);
    const messages = files.map((file) => parseMessage(new Uint8Array(readFileSync(file))));
    const textOf = (message: Message, name: string): string => {
      const field = message.fields.find((candidate) => candidate.lowerName === name);
      return field === undefined ? '' : unfoldedText(message.octets, field);
    };
    const dated = messages.filter((message) => parseDate(textOf(message, 'date'))?.epochSeconds !== undefined).length;
    const sent = messages.filter((message) => parseAddresses(textOf(message, 'from'))[0]?.address.includes('@')).length;
    assert.ok(dated >= files.length * 0.99, `${dated} of ${files.length} have a date`);
    assert.ok(sent >= files.length * 0.99, `${sent} of ${files.length} have a sender`);
    return undefined;
  });
});

function readEverything(message: Message, file: string): void {
  const { root } = parseParts(message);
  let at = 0;
  for (const field of message.fields) {
    assert.equal(field.start, at, file);
    at = field.end;
    const text = unfoldedText(message.octets, field);
    assert.doesNotMatch(decodedText(message.octets, field), /[\r\n\0]/, file);
    parseAddresses(text);
    parseDate(text);
    parseReceived(text);
  }
  for (const part of everyPart(root)) {
    assert.ok(part.start <= part.bodyStart && part.bodyStart <= part.end && part.end <= message.octets.length, file);
    decodePart(message, part);
  }
  for (const part of listAttachments(root)) safeFilename(part.filename ?? '');
  const { text } = bestText(message, root);
  assert.equal(
    splitQuotes(text)
      .map((segment) => segment.text)
      .join(''),
    text,
    file,
  );
  bodyReadings(message, root);
}
