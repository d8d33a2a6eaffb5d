import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { BrowserContext, Page } from 'playwright-core';
import { launchWatchedChromium } from '../chromium.ts';
import { scratchFolder } from '../scratch.ts';

/** What was seen of a browser while it was watched. */
export interface Seen {
  /** What the scripts that ran gave for a name. */
  readonly ran: ReadonlySet<string>;
  /** The attacker's names that the browser looked up, connected to, or asked for something: by its own log of the network. */
  readonly asked: ReadonlySet<string>;
  /** Dialogs, popups, downloads, faults of scripts, and what the console said. */
  readonly complaints: readonly string[];
}

export interface Watched {
  readonly context: BrowserContext;
  readonly ran: Set<string>;
  readonly complaints: string[];
  newPage(): Promise<Page>;
}

/**
 * Lets a browser be used, and tells what it did: with scripts on, and with a profile like a reader's own, since it is there that names
 * are looked up and connections made ahead of need. What it asked of the network is told from the outside, not by the page.
 */
export async function watch(use: (watched: Watched) => Promise<void>): Promise<Seen> {
  using scratch = scratchFolder();
  const netLog = join(scratch.path, 'network.json');
  const ran = new Set<string>();
  const complaints: string[] = [];
  const context = await launchWatchedChromium(join(scratch.path, 'profile'), netLog);
  try {
    await context.exposeFunction('owned', (by: unknown) => void ran.add(String(by)));
    context.on('weberror', (error) => complaints.push(`error: ${error.error().message}`));
    context.on('console', (message) => complaints.push(`console: ${message.text()}`));
    const newPage = async () => {
      const page = await context.newPage();
      page.on('dialog', (dialog) => {
        complaints.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      page.on('popup', (popup) => {
        complaints.push(`popup: ${popup.url()}`);
        void popup.close();
      });
      page.on('download', (download) => complaints.push(`download: ${download.url()}`));
      return page;
    };
    await use({ context, ran, complaints, newPage });
  } finally {
    await context.close();
  }
  return { ran, asked: await attackersNames(netLog), complaints };
}

/** The first label of each name under `evil.localhost` that stands in the log as the host of something. */
async function attackersNames(netLog: string): Promise<Set<string>> {
  const names = new Set<string>();
  for await (const line of createInterface({ input: createReadStream(netLog) })) {
    // One event a line, as a list; what stands before and behind it is of no interest.
    if (!line.startsWith('{"p') || !line.includes('.evil.localhost')) continue;
    const { params = {} } = JSON.parse(line.replace(/[\s,\]]*$/, '')) as { params?: Record<string, unknown> };
    for (const key of ['host', 'url', 'original_url', 'group_id', 'location']) {
      const name = hostName(params[key])?.match(/([^./]+)\.evil\.localhost$/)?.[1];
      if (name !== undefined) names.add(name);
    }
  }
  return names;
}

function hostName(value: unknown): string | undefined {
  const address = typeof value === 'string' ? /(?:[a-z]+:\/\/)?([^\s/?#]+)/.exec(value)?.[1] : undefined;
  return address?.replace(/:\d+$/, '');
}
