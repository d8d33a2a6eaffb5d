import { domainOf, parseAddresses } from '../message/addresses.ts';
import { decodedText, fieldsNamed, unfoldedText } from '../message/fields.ts';
import type { Message } from '../message/message.ts';
import { parseParts } from '../message/parts.ts';
import { bodyReadings } from '../message/readings.ts';
import { rootReading } from '../message/root-reading.ts';
import { alignment, readAuthors } from './alignment.ts';
import { hashBody } from './dkim/body.ts';
import { signedFields } from './dkim/header.ts';
import { type FieldCoverage, type ShownField, type SignatureEvidence, shortenedMark } from './evidence.ts';
import { differenceOf } from './repair/difference.ts';
import { type Mended, mend } from './repair/mend.ts';
import { type ContentDifference, contentDifference } from './repair/same-content.ts';
import { evidenceOf, type Inquiry, type Question } from './signature-evidence.ts';
import { CAUTIONS, isBlocking } from './verdict.ts';

/**
 * What a signature proves once modifications of its message are undone, where it proves less as it stands. What it says is said of the
 * message with the repairs; `asItStands` keeps what holds without.
 *
 * @returns What was given, where nothing is found, or where what is found would show a reader something else.
 */
export function withRepairs(inquiry: Inquiry, question: Question, asItStands: SignatureEvidence): SignatureEvidence {
  if (!isWorthRepair(inquiry, question, asItStands)) return asItStands;
  const mended = mendedMessage(inquiry, question);
  if (mended === undefined) return inquiry.workshop.budget.isSpent ? { ...asItStands, repairSearchEnded: true } : asItStands;
  const difference = contentDifference(inquiry.message, mended.message, mended.bodyIntact);
  return difference === undefined ? asItStands : repaired(inquiry, question, asItStands, mended, difference);
}

/** The message with modifications undone, for a signature that a key opens. Whether it shows the same is not asked here. */
export function mendedMessage({ message, workshop }: Inquiry, question: Question): Mended | undefined {
  const { index, signature, bodyIntact, opening } = question;
  if (opening.kind !== 'opened' || (opening.intact && bodyIntact)) return undefined;
  const { intact: headersIntact, key, signedDigest } = opening;
  const broken = { message, signature, ownField: index, bodyIntact, headersIntact, key };
  return mend(signedDigest === undefined ? broken : { ...broken, signedDigest }, workshop);
}

/**
 * Nothing is searched for a signature that passes; for one that no key opens, or whose key is not to be trusted, since nothing could be
 * gained; for a message that was rebuilt; nor for one that is not the sender's, unless the message names somebody of the signer's
 * where lists put the author that they took out of From.
 */
function isWorthRepair({ message, hasOriginalOctets }: Inquiry, { opening }: Question, asItStands: SignatureEvidence): boolean {
  const { result, aligned, signer, cautions } = asItStands;
  if (opening.kind !== 'opened' || result === 'pass' || !hasOriginalOctets) return false;
  if (cautions.some((caution) => isBlocking(caution) && OF_THE_KEY.has(caution))) return false;
  return aligned !== 'none' || namesAuthorOf(signer, message);
}

const OF_THE_KEY: ReadonlySet<string> = new Set(['weak-key', 'private-key-public', 'key-conflict', 'key-seen-late']);

/** Where lists and forwarders keep the author when they write themselves into From. */
const FORMER_AUTHOR_FIELDS = ['reply-to', 'x-original-from', 'x-google-original-from', 'original-from', 'x-original-sender', 'cc'];

function namesAuthorOf(signer: string, message: Message): boolean {
  return FORMER_AUTHOR_FIELDS.some((name) =>
    fieldsNamed(message, name).some((field) =>
      parseAddresses(unfoldedText(message.octets, field), maxFormerAuthors).some(
        ({ address }) => alignment(signer, { domains: [domainOf(address)?.toLowerCase()] }) !== 'none',
      ),
    ),
  );
}

/** Stops a Cc of thousands from being compared with each signer. */
const maxFormerAuthors = 20;

function repaired(
  inquiry: Inquiry,
  question: Question,
  asItStands: SignatureEvidence,
  mended: Mended,
  difference: ContentDifference,
): SignatureEvidence {
  const { opening } = question;
  if (opening.kind !== 'opened') return asItStands;
  const { message, signature, ownField, bodyIntact, repairs } = mended;
  const root = parseParts(message).root;
  const given = {
    message,
    readings: () => ({ ...bodyReadings(message, root), ...rootReading(message, root) }),
    authors: readAuthors(message),
    policy: inquiry.policy,
  };
  const signed = signedFields(message, signature.headerNames, ownField);
  const { bodyCanonicalization, hash, bodyLength } = signature;
  const body = hashBody(message, bodyCanonicalization, hash, bodyLength, inquiry.workshop.crypto);
  const added = difference.added?.length ?? 0;
  // Times and keys are those of the message as it stands: it is that which was delivered.
  const found = evidenceOf(given, {
    ...question,
    index: ownField,
    // What was added is shown beyond what is signed, as beyond a length.
    signature: added === 0 ? signature : { ...signature, bodyLength: Math.min(bodyLength ?? body.total, body.total) },
    signed,
    body: added === 0 ? body : { ...body, total: Math.max(question.body.total, body.total + added) },
    bodyIntact,
    opening: { ...opening, intact: true },
  });
  return {
    ...found,
    field: question.index,
    // Whoever can have the octets as they stand read otherwise has not been ruled out by what was signed.
    cautions: CAUTIONS.filter(
      (caution) => found.cautions.includes(caution) || (caution === 'type-unsigned' && asItStands.cautions.includes(caution)),
    ),
    coverage: { ...found.coverage, fields: { ...found.coverage.fields, ...uncovered(difference) } },
    coveredFields: [...sameFields(message, signed.indexes, inquiry.message, question.index), question.index],
    repairs,
    asItStands: {
      result: asItStands.result,
      bodyIntact: asItStands.bodyIntact,
      ...(asItStands.headersIntact === undefined ? {} : { headersIntact: asItStands.headersIntact }),
    },
    difference: differenceOf(inquiry.message, message),
    ...(Object.keys(difference.fields).length === 0 ? {} : { signedFields: difference.fields }),
    ...(difference.added === undefined ? {} : { addedText: shortened(difference.added) }),
  };
}

function uncovered({ fields }: ContentDifference): Partial<Record<ShownField, FieldCoverage>> {
  return Object.fromEntries(Object.keys(fields).map((field) => [field, 'uncovered']));
}

/**
 * The fields of the message as it stands that are covered: those which read the same as one that was signed. Of equals the lowest, which
 * signatures cover first.
 */
function sameFields(signed: Message, indexes: readonly number[], shown: Message, ownField: number): number[] {
  const free = new Map<string, number[]>();
  for (const [index, field] of shown.fields.entries()) {
    if (index === ownField) continue;
    const name = `${field.lowerName}:${decodedText(shown.octets, field)}`;
    free.set(name, [...(free.get(name) ?? []), index]);
  }
  return indexes.flatMap((index) => {
    const field = signed.fields[index]!;
    return free.get(`${field.lowerName}:${decodedText(signed.octets, field)}`)?.pop() ?? [];
  });
}

function shortened(text: string): string {
  return text.length <= MAX_TOLD ? text : `${text.slice(0, MAX_TOLD)}${shortenedMark}`;
}

/** UTF-16 units of added text that are kept with the evidence. */
const MAX_TOLD = 1_000;
