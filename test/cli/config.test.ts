import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Archive, openArchive } from '../../src/archive/archive.ts';
import { openKeeper } from '../../src/archive/keeper.ts';
import { createApp } from '../../src/web/app.ts';
import { scratchFolder } from '../scratch.ts';
import { chainmail } from './run.ts';

const scratch = scratchFolder();
after(() => scratch[Symbol.dispose]());

const config = (...args: string[]) => chainmail(['config', ...args], { cwd: scratch.path });
const shown = () => JSON.parse(config('--json').text);

describe('chainmail config', () => {
  it('sets what it is given, and shows all of it', () => {
    const { status, text, errors } = config('--title', ' The Halden\nFiles ', '--accent', '#8A6D3B');
    assert.equal(status, 0, errors);
    assert.equal(text, 'title        The Halden Files\ndescription  –\naccent       #8a6d3b\n');
    config('--description', 'Mail of the council.');
    assert.deepEqual(shown(), { title: 'The Halden Files', description: 'Mail of the council.', accent: '#8a6d3b' });
  });

  it('takes a setting back where the text is empty', () => {
    config('--description', '', '--accent', '');
    assert.deepEqual(shown(), { title: 'The Halden Files', description: null, accent: null });
  });

  it('refuses what cannot be shown, says why, and sets nothing', () => {
    for (const [args, reason] of [
      [['--accent', 'red'], /expected a colour such as #8a6d3b, not "red"/],
      [['--accent', '#ff0'], /#ff0 is too pale for the light pages.*1\.1.*darker/],
      [['--accent', '#000080'], /too dark for the dark pages.*lighter/],
      [['--title', 'x'.repeat(101)], /--title is longer than 100/],
      [['--title', 'Other', '--description', 'x'.repeat(401)], /--description is longer than 400/],
    ] as const) {
      const { status, errors } = config(...args);
      assert.equal(status, 2, args.join(' '));
      assert.match(errors, reason);
    }
    assert.equal(shown().title, 'The Halden Files');
  });

  it('shows nothing of an archive that is not there', () => {
    assert.equal(config('--archive', 'nowhere').status, 3);
  });

  it('has help with an example', () => assert.match(config('--help').text, /Examples?:\n/));
});

describe('the pages of an archive with settings', () => {
  const directory = join(scratch.path, 'served');
  let archive: Archive;
  const set = (changes: Parameters<ReturnType<typeof openKeeper>['setAppearance']>[0]) => {
    const keeper = openKeeper(directory, { create: true });
    keeper.setAppearance(changes);
    keeper.close();
  };
  const get = async (app: ReturnType<typeof createApp>, path: string) => await app.request(`http://localhost${path}`);
  before(() => {
    set({});
    archive = openArchive(directory);
  });
  after(() => archive.close());

  it('show them at once, without a server starting anew, with a stylesheet that may be kept for ever', async () => {
    const app = createApp(archive);
    const plain = await (await get(app, '/')).text();
    assert.match(plain, /<title>An archive of e-mail<\/title>/);
    set({ title: 'The <Halden> Files', description: 'Mail of the council.', accent: '#8a6d3b' });
    for (const path of ['/', '/about', '/search?q=', '/nothing']) {
      const page = await (await get(app, path)).text();
      assert.match(page, /<title>([^<]* · )?The &lt;Halden&gt; Files<\/title>/, path);
      assert.match(page, /class="nameplate">.*The &lt;Halden&gt; Files/, path);
      assert.equal(page.includes('Mail of the council.'), path === '/');
      const address = /<link rel="stylesheet" href="([^"]+)">/.exec(page)?.[1] ?? '';
      assert.ok(!plain.includes(address));
      const stylesheet = await get(app, address);
      assert.match(stylesheet.headers.get('cache-control') ?? '', /immutable/);
      assert.match(await stylesheet.text(), /\n:root\{--accent:#8a6d3b\}\n$/);
    }
  });

  it('let no accent into the stylesheet that the command would have refused', async () => {
    set({ accent: '#8a6d3b}body{display:none' });
    assert.doesNotMatch(await (await get(createApp(archive), '/style.css')).text(), /display:none\}?\s*$|#8a6d3b/);
  });
});
