import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const isMissing = !existsSync(executablePath);
if (isMissing && process.env['CI'] === 'true') throw new Error(`There is no browser at ${executablePath}; CHROMIUM names another.`);

/** Why browser tests are skipped, said aloud; false where there is a browser. Where `CI=true`, a missing browser is a failure. */
export const withoutChromium: string | false = isMissing && `there is no browser at ${executablePath}; CHROMIUM names another`;

/** Debian's Chromium, without a sandbox of its own (tests may run as root) and without its habit of calling home. */
export function launchChromium(): Promise<Browser> {
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', ...quiet] });
}
