/** Imports the sources named into an archive, committing often; a test kills it. ARGV: archive, sources. */
import { importMail } from '../../src/archive/import.ts';
import { openKeeper } from '../../src/archive/keeper.ts';
import { readKeys } from '../../src/sources/keys/open.ts';
import { openMailSource } from '../../src/sources/mail/open.ts';

const [directory, keyFile, ...paths] = process.argv.slice(2);
const keeper = openKeeper(directory!, { create: true });
keeper.addKeys((await readKeys(keyFile!)).keys);
keeper.close();
const sources = await Promise.all(paths.map((path) => openMailSource(path)));
await importMail(directory!, sources, { jobs: 2, commitEvery: { octets: 200_000, milliseconds: 20 } });
