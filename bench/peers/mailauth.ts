import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { assignment, repeat } from './common.ts';

/** https://github.com/postalsys/mailauth */
const given = assignment();
const resolver = async (name: string): Promise<string[][]> => {
  const record = given.keys.get(name);
  if (record === undefined) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
  return [[record]];
};
await repeat(given, async (message) => (await dkimVerify(message, { resolver })).results[0]?.status.result === 'pass');
