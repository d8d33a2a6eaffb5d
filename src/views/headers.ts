import type { Archive } from '../archive/archive.ts';
import { parseDate } from '../message/dates.ts';
import { decodedText, type Field, firstField, unfoldedText } from '../message/fields.ts';
import type { Message } from '../message/message.ts';
import { parseReceived } from '../message/received.ts';
import { decidingSignature } from '../pages/coverage.ts';
import type { HeadersView } from '../pages/message-headers.ts';
import type { Hop, ReceivedPath } from '../pages/received-path.ts';
import type { OpenMail } from './mail.ts';
import { messageHead, type Path, storedText } from './message.ts';

/** Every field with the signatures that stand over it, and the way that the mail took. */
export function headersView(archive: Archive, mail: OpenMail, path?: Path): HeadersView {
  const { record, message } = mail;
  const deciding = decidingSignature(record);
  const covered = new Set(deciding?.coveredFields);
  const holding = record.signatures.flatMap((signature, index) => {
    if (signature.headersIntact !== true) return [];
    return [{ position: index + 1, signer: signature.signer, decides: signature === deciding, fields: new Set(signature.coveredFields) }];
  });
  return {
    head: messageHead(archive, mail, path),
    path: receivedPath(message, covered, deciding?.field),
    holding: holding.map(({ position, signer, decides }) => ({ position, signer, decides })),
    fields: message.fields.map((field, index) => ({
      name: field.name,
      value: storedText(message.octets.subarray(field.valueStart, field.end)),
      covered: covered.has(index),
      coveredBy: holding.filter(({ fields }) => fields.has(index)).map(({ position }) => position),
    })),
  };
}

/** Of a longer way, which only a loop or a forger makes, the oldest and the newest hops are shown. */
const maxHops = 30;

function receivedPath(message: Message, covered: ReadonlySet<number>, signatureAt: number | undefined): ReceivedPath {
  const trace = message.fields.flatMap((field, index) => (field.lowerName === 'received' ? [{ field, index }] : [])).reverse();
  const shown = trace.length <= maxHops ? trace : [...trace.slice(0, maxHops / 2), ...trace.slice(-maxHops / 2)];
  const date = firstField(message, 'date');
  return {
    written: date && parseDate(decodedText(message.octets, date)),
    hops: shown.map(({ field, index }) => hopOf(message, field, index, covered, signatureAt)),
    left: trace.length - shown.length,
  };
}

const clauseNames = ['from', 'by', 'via', 'with', 'id', 'for'] as const;
/** Of one clause, in characters. */
const maxClause = 200;

function hopOf(message: Message, field: Field, index: number, covered: ReadonlySet<number>, signatureAt: number | undefined): Hop {
  const received = parseReceived(unfoldedText(message.octets, field));
  const { epochSeconds, offsetMinutes } = received;
  return {
    clauses: clauseNames.flatMap((name) => {
      const value = received[name];
      return value === undefined ? [] : [{ name, value: value.slice(0, maxClause) }];
    }),
    time: epochSeconds === undefined ? undefined : { epochSeconds, offsetMinutes },
    covered: covered.has(index),
    place: signatureAt === undefined ? undefined : index < signatureAt ? 'above' : 'below',
  };
}
