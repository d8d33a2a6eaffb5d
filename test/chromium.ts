import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const isMissing = !existsSync(executablePath);
if (isMissing && process.env['CI'] === 'true') throw new Error(`There is no browser at ${executablePath}; CHROMIUM names another.`);

/** Why browser tests are skipped, said aloud; false where there is a browser. Where `CI=true`, a missing browser is a failure. */
export const withoutChromium: string | false = isMissing && `there is no browser at ${executablePath}; CHROMIUM names another`;

/** Debian's Chromium without the parts that a reader sees around a page, where it is installed: a third of the work. */
const shellPath = '/usr/bin/chromium-headless-shell';
const quickPath = process.env['CHROMIUM'] === undefined && existsSync(shellPath) ? shellPath : executablePath;

/** Debian's Chromium, without a sandbox of its own (tests may run as root) and without its habit of calling home. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: quickPath, args: [...bare, '--disable-background-networking'] });
}

const bare = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-component-update', '--disable-sync', '--no-first-run'];

/**
 * The same with a profile of its own, as a reader has one, and with a log of all that it asks of the network. Only so does it look names
 * up and make connections before they are needed, as a page may ask it to.
 */
export function launchWatchedChromium(profile: string, netLog: string): Promise<BrowserContext> {
  const log = [`--log-net-log=${netLog}`, '--host-resolver-rules=MAP *.googleapis.com ~NOTFOUND, MAP *.google.com ~NOTFOUND'];
  const ignoreDefaultArgs = ['--disable-background-networking'];
  return chromium.launchPersistentContext(profile, { executablePath, args: [...bare, ...log], ignoreDefaultArgs });
}
