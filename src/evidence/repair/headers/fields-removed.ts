import type { Reversal } from '../reversal.ts';
import { type HeaderText, headerCandidate, headerText } from './header-text.ts';

/**
 * Fields that were signed and are gone, where what they held is nearly always the same: MIME-Version, Content-Transfer-Encoding,
 * a Content-Type of plain text, the empty Cc, In-Reply-To or Subject that some programs sign and others drop. Lists that turn mail to plain text, and exporters that
 * rebuild the header, leave them out.
 *
 * @see RFC 2045 §4, §5.2, §6.1 (the defaults, which programs drop)
 */
export const fieldsRemoved: Reversal = {
  name: 'fields-removed',
  part: 'header',
  cost: 2,
  *propose(message, { signature }) {
    const last = message.fields.length - 1;
    if (last < 0) return;
    const present = new Set(message.fields.map(({ lowerName }) => lowerName));
    const absent = [...new Set(signature.headerNames)].filter((name) => !present.has(name));
    const below = headerText(message, message.fields[last]!);
    const put = (fields: readonly HeaderText[]) => {
      const detail = `put back: ${fields.map(({ name, value }) => `${name}:${value === '' ? ' (empty)' : value}`).join('; ')}`;
      return headerCandidate(message, 'fields-removed', new Map([[last, [below, ...fields]]]), detail)!;
    };
    const choices = absent.flatMap((lowerName): HeaderText[][] => {
      const usual = USUAL.get(lowerName);
      return usual === undefined ? [] : [usual.values.map((value) => ({ name: usual.name, value: value === '' ? '' : ` ${value}` }))];
    });
    for (const values of choices) for (const field of values) yield put([field]);
    for (const [at, values] of choices.entries()) {
      for (const others of choices.slice(at + 1)) for (const field of values) for (const other of others) yield put([field, other]);
    }
    if (choices.length < 3) return;
    const firsts = choices.map((values) => values[0]!);
    for (const [at, values] of choices.entries()) for (const field of values) yield put(firsts.with(at, field));
  },
};

const USUAL = new Map<string, { readonly name: string; readonly values: readonly string[] }>([
  ['mime-version', { name: 'MIME-Version', values: ['1.0'] }],
  [
    'content-transfer-encoding',
    { name: 'Content-Transfer-Encoding', values: ['7bit', 'quoted-printable', '8bit', 'base64', '7BIT', '8BIT', 'binary'] },
  ],
  [
    'content-type',
    {
      name: 'Content-Type',
      values: [
        'text/plain; charset=utf-8',
        'text/plain; charset="utf-8"',
        'text/plain; charset="us-ascii"',
        'text/plain; charset=us-ascii',
        'text/plain; charset=UTF-8',
        'text/plain; charset="UTF-8"',
        'text/plain',
      ],
    },
  ],
  ['content-disposition', { name: 'Content-Disposition', values: ['inline'] }],
  ['content-language', { name: 'Content-Language', values: ['en-US', 'en-GB', 'en', 'de-DE', 'fr', 'fr-FR', 'de', ''] }],
  ['cc', { name: 'Cc', values: [''] }],
  ['bcc', { name: 'Bcc', values: [''] }],
  ['subject', { name: 'Subject', values: [''] }],
  ['in-reply-to', { name: 'In-Reply-To', values: [''] }],
  ['references', { name: 'References', values: [''] }],
  ['reply-to', { name: 'Reply-To', values: [''] }],
  ['to', { name: 'To', values: ['undisclosed-recipients:;', 'undisclosed-recipients: ;', 'Undisclosed recipients:;', ''] }],
  ['precedence', { name: 'Precedence', values: ['bulk', 'list', 'first-class'] }],
  ['x-ms-exchange-senderadcheck', { name: 'X-MS-Exchange-SenderADCheck', values: ['1', '0'] }],
]);
