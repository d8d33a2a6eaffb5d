import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { openArchive } from '../archive/archive.ts';
import { bundleName, readEvidenceBundle } from '../archive/evidence-bundle.ts';
import type { VerifiedRecord } from '../archive/verify.ts';
import type { SignatureEvidence } from '../evidence/evidence.ts';
import { cautionSentence, markWords, verdictWords } from '../evidence/words.ts';
import { type LimitReached, limitsReached } from '../message/limits-reached.ts';
import { parseMessage } from '../message/message.ts';
import { parseParts } from '../message/parts.ts';
import { clean, jsonText } from '../message/terminal-text.ts';
import { decidingSignature } from '../pages/coverage.ts';
import { signedText } from '../views/signed-text.ts';
import { UsageError } from './exit.ts';
import { archiveOption, jsonOption, wholeNumber } from './options.ts';
import { count, people, person, verdictLabel } from './terminal.ts';

interface Options {
  readonly archive: string;
  readonly raw?: boolean;
  readonly json?: boolean;
  /** A file's name; true where none is given. */
  readonly bundle?: string | true;
}

export function showCommand(): Command {
  return new Command('show')
    .description('Show one message of the archive with its verdict.')
    .argument('<number>', 'the number of the message', wholeNumber(1, Number.MAX_SAFE_INTEGER))
    .addOption(archiveOption())
    .option('--raw', 'print the stored octets, exactly as the source had them')
    .option(
      '--bundle [file]',
      'write all that is needed to check it with openssl alone, as a zip (- for standard output; default: message-N.evidence.zip)',
    )
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  chainmail show 48211
  chainmail show 48211 --raw > 48211.eml
  chainmail show 48211 --json
  chainmail show 48211 --bundle`,
    )
    .action(run);
}

function run(number: number, options: Options): void {
  if ([options.raw, options.json, options.bundle].filter(Boolean).length > 1) {
    throw new UsageError('--raw, --json and --bundle exclude each other.');
  }
  using archive = openArchive(options.archive);
  const record = archive.message(number);
  const octets = archive.octets(number);
  if (record === undefined || octets === undefined) {
    throw new UsageError(`There is no message #${number} in ${options.archive}: it holds ${count(archive.figures().messages)}.`);
  }
  if (options.bundle !== undefined)
    writeBundle(readEvidenceBundle(archive, number)!, options.bundle === true ? bundleName(number) : options.bundle);
  else if (options.raw) process.stdout.write(octets);
  else if (options.json) process.stdout.write(`${jsonText(record, 2)}\n`);
  else {
    const message = parseMessage(octets);
    const parts = parseParts(message);
    const { text, unsignedTail } = signedText(message, parts.root, decidingSignature(record));
    const tail =
      unsignedTail === undefined
        ? ''
        : `\n── Not covered by the signature: anyone could have added what follows ──\n${clean(unsignedTail, { multiline: true })}\n`;
    const limits = limitsReached(message, parts).map((limit) => `  ! ${limitSentences[limit]}\n`);
    process.stdout.write(`#${number}\n${describeMessage(record)}${limits.join('')}\n${clean(text, { multiline: true })}\n${tail}`);
  }
}

/** Nothing that is there already is written over. */
function writeBundle(octets: Uint8Array, file: string): void {
  if (file === '-') {
    process.stdout.write(octets);
    return;
  }
  try {
    writeFileSync(file, octets, { flag: 'wx' });
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    const why = isThere ? 'there is a file of that name already: name another, or delete it' : (error as Error).message;
    throw new UsageError(`${file} cannot be written: ${why}.`);
  }
  process.stderr.write(`${clean(file)}: ${count(octets.length)} octets. Its README.txt tells how to check the message.\n`);
}

/** What is said where a message goes past a limit: nothing is left out in silence. */
const limitSentences: Readonly<Record<LimitReached, string>> = {
  'message-too-large': 'The message is larger than one message may be.',
  'header-too-large': 'The header is too large: the fields at its end are not listed. They are in the source (--raw).',
  'too-many-fields': 'The header has too many fields: those below are not listed. They are in the source (--raw).',
  'nesting-too-deep': 'Parts are nested too deeply: what lies deeper is not opened. It is in the source (--raw).',
  'too-many-parts': 'The message has too many parts: the last ones are not listed. They are in the source (--raw).',
  'field-too-long': 'A header field is too long: only its beginning is shown. The rest is in the source (--raw).',
  'too-many-people': 'The message names too many people: the last ones are not listed. They are in the source (--raw).',
  'html-too-long': 'The HTML is too long: only its beginning is made text. The rest is in the source (--raw).',
  'text-too-long': "The text is too long: quotes are told from the author's own words in its beginning only.",
};

/** A message's verdict, fields and signatures, for a terminal. */
export function describeMessage(record: VerifiedRecord): string {
  const lines = [verdictLabel(record.verdict), `  ${verdictWords(record.verdict).sentence}`];
  for (const { sentence } of record.reasons) lines.push(`  · ${clean(sentence)}`);
  for (const mark of record.marks) lines.push(`  + ${markWords(mark).label}: ${markWords(mark).sentence}`);
  // Ticks speak of the signature that the verdict rests on; one that proves nothing of the sender puts none beside his name.
  const fields = decidingSignature(record)?.coverage.fields;
  lines.push(
    '',
    `  From     ${tick(fields?.from)}${person(record.from)}`,
    `  To       ${tick(fields?.to)}${people(record.to)}`,
    ...(record.cc.length > 0 ? [`  Cc       ${tick(fields?.cc)}${people(record.cc)}`] : []),
    `  Subject  ${tick(fields?.subject)}${clean(record.subject ?? '(none)')}`,
    `  Date     ${tick(fields?.date)}${record.date ?? '(none)'}`,
    `  SHA-256  ${record.sha256}`,
  );
  for (const { name, type, size, sha256 } of record.attachments) {
    lines.push(`  Attached ${clean(name ?? '(no name)')} (${clean(type)}, ${count(size)} octets, SHA-256 ${sha256})`);
  }
  for (const [index, signature] of record.signatures.entries()) lines.push('', ...describeSignature(signature, index + 1));
  if (fields !== undefined) lines.push('', '  ✔ covered by the signature   ○ not covered');
  // An archive may come from a stranger: his words may stand in its rows where ours should, or a number.
  return `${lines.map((line) => clean(line, { multiline: true }).replace(/[\n\t]/g, ' ')).join('\n')}\n`;
}

function describeSignature(signature: SignatureEvidence, ordinal: number): string[] {
  const { signer, selector, algorithm, canonicalization, result, reason, tag, bodyIntact, headersIntact, key, aligned, coverage } =
    signature;
  const why = reason ?? tag;
  const known = headersIntact === undefined ? 'cannot be known' : headersIntact ? 'intact' : 'not intact';
  const lines = [
    `  Signature ${ordinal}: ${clean(signer)}, selector ${clean(selector)}, ${clean(algorithm)}, ${clean(canonicalization)}`,
    `    result   ${result}${why === undefined ? '' : ` (${clean(why)})`}; headers ${known}; body ${bodyIntact ? 'intact' : 'not intact'}; aligned: ${aligned}`,
    `    body     ${count(coverage.body.signed)} of ${count(coverage.body.total)} octets signed`,
  ];
  if (key !== undefined) {
    const seen =
      key.firstSeen === undefined && key.lastSeen === undefined ? '' : `, seen ${key.firstSeen ?? '…'} to ${key.lastSeen ?? '…'}`;
    lines.push(`    key      ${key.algorithm}, ${count(key.bits)} bits, ${key.tier}${seen}; ${clean(key.source)}`);
  }
  for (const caution of signature.cautions) lines.push(`    caution  ${caution}: ${cautionSentence(caution)}`);
  return lines;
}

function tick(coverage: string | undefined): string {
  return coverage === undefined ? '' : coverage === 'covered' || coverage === 'absent-proven' ? '✔ ' : '○ ';
}
