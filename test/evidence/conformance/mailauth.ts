import { dkimSign } from 'mailauth/lib/dkim/sign.js';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { keyType, privatePem } from '../support/keys.ts';
import type { SigningOptions } from '../support/signer.ts';

/** mailauth, the second opinion. It reads keys from the resolver given and looks at no clock but the time given. */
const WHEN = new Date('2016-03-02T00:00:00Z');

/** What mailauth says of each signature, top to bottom: `pass`, or its result and comment. Empty: it sees none. */
export async function mailauthResults(message: string, record: string | undefined): Promise<string[]> {
  const { results } = await quietly(() =>
    dkimVerify(Buffer.from(message, 'latin1'), {
      curTime: WHEN,
      minBitLength: 1,
      resolver: async () => {
        if (record === undefined) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
        return [[record]];
      },
    }),
  );
  return results
    .map(({ status }) => (status.comment ? `${status.result} (${status.comment})` : status.result))
    .filter((word) => !word.startsWith('none'));
}

/** Signs with mailauth's own signer. */
export async function mailauthSign(message: string, options: SigningOptions): Promise<string> {
  const { canonicalization = 'relaxed/relaxed' } = options;
  const signer = { signingDomain: 'example.org', selector: 's1', privateKey: privatePem(options.key) };
  const { signatures, errors } = await dkimSign(Buffer.from(message, 'latin1'), {
    ...signer, // its types want the signer here; its code takes those of the list
    canonicalization: canonicalization.includes('/') ? canonicalization : `${canonicalization}/simple`,
    algorithm: `${keyType(options.key)}-${options.hash ?? 'sha256'}`,
    signTime: new Date('2016-03-01T10:00:00Z'),
    signatureData: [signer],
  });
  if (errors.length > 0) throw errors[0];
  return signatures + message;
}

/** mailauth writes a line to the console for each `l=` that it does not reach. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { log } = console;
  console.log = () => {};
  try {
    return await work();
  } finally {
    console.log = log;
  }
}
