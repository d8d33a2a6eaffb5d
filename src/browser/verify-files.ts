import { readKeyFile } from '../evidence/keys/files/read.ts';
import { ownerOfRecordFile, recordOfText } from '../evidence/keys/files/record-file.ts';
import { keyOfRow, RowFault } from '../evidence/keys/files/row.ts';
import type { StoredKey } from '../evidence/keys/key.ts';
import { defaultLimits } from '../message/limits.ts';
import { painted, readAll } from './reading.ts';
import type { Screen } from './screen.ts';
import { isMail, verifyHere } from './verify-here.ts';

interface Mail {
  readonly name: string;
  readonly octets: Uint8Array;
}

/** Takes mails and keys that the reader chooses, drops or types, and verifies each mail anew with all keys whenever one comes. */
export function verifyFiles(form: HTMLFormElement, screen: Screen): void {
  const mails: Mail[] = [];
  const keys: StoredKey[] = [];
  const { verify: w } = screen.words;
  let work = Promise.resolve();
  /** One thing after the other: files that are chosen while others are read wait. */
  const then = (task: () => Promise<void>): void => {
    work = work.then(task).finally(() => screen.endProgress());
  };

  async function take(files: readonly File[], isKeys: (file: File) => boolean): Promise<void> {
    for (const file of files) {
      const octets = await read(file, screen);
      if (octets === undefined) continue;
      if (isKeys(file)) takeKeys(file.name, octets);
      else if (isMail(octets)) mails.push({ name: file.name, octets });
      else screen.tellProblem(w.notMail(file.name));
    }
    await verifyAll();
  }

  function takeKeys(name: string, octets: Uint8Array): void {
    const found = readKeyFile(name, octets, name);
    keys.push(...found.keys);
    const [first] = found.failures;
    if (first !== undefined) screen.tellProblem(`${w.badKeys(name, found.failures.length)} ${first.at}: ${first.reason}`);
  }

  async function verifyAll(): Promise<void> {
    const views = [];
    let lastPainted = Number.NEGATIVE_INFINITY;
    for (const [place, { name, octets }] of mails.entries()) {
      if (performance.now() - lastPainted > millisecondsBetweenPaints) {
        screen.say(w.verifying(name));
        screen.showProgress(place / mails.length);
        await painted();
        lastPainted = performance.now();
      }
      views.push(verifyHere(octets, keys, { place, file: name }));
    }
    screen.show(views);
    screen.say(mails.length === 0 ? w.waiting(keys.length) : w.done(mails.length, keys.length));
  }

  const input = (id: string) => form.querySelector<HTMLInputElement>(`#${id}`)!;
  for (const [id, isKeys] of [
    ['mails', () => false],
    ['keys', () => true],
  ] as const) {
    input(id).addEventListener('change', () => {
      const files = [...(input(id).files ?? [])];
      then(() => take(files, isKeys));
    });
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    try {
      const row = { domain: input('domain').value, selector: input('selector').value, record: recordOfText(input('record').value) };
      keys.push(keyOfRow(row, w.pastedSource));
      then(verifyAll);
    } catch (error) {
      if (!(error instanceof RowFault)) throw error;
      screen.tellProblem(error.message);
    }
  });
  input('clear').addEventListener('click', () => {
    then(async () => {
      mails.length = 0;
      keys.length = 0;
      form.reset();
      screen.clear();
    });
  });

  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    form.classList.add('over');
  });
  document.addEventListener('dragleave', () => form.classList.remove('over'));
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    form.classList.remove('over');
    const files = [...(event.dataTransfer?.files ?? [])];
    then(() => take(files, looksLikeKeys));
  });
  form.hidden = false;
}

/** To wait for the screen takes longer than to verify most mails. */
const millisecondsBetweenPaints = 100;

function looksLikeKeys({ name }: File): boolean {
  return /\.(?:jsonl|csv|json)$/i.test(name) || ownerOfRecordFile(name) !== undefined;
}

async function read(file: File, screen: Screen): Promise<Uint8Array | undefined> {
  const { verify: w } = screen.words;
  if (file.size > defaultLimits.maxMessageOctets) {
    screen.tellProblem(w.tooLarge(file.name, Math.floor(defaultLimits.maxMessageOctets / 1e6)));
    return undefined;
  }
  screen.say(w.reading(file.name));
  try {
    return await readAll(file.stream(), file.size, (share) => screen.showProgress(share));
  } catch {
    // A folder that was dropped, or a file that went away.
    screen.tellProblem(w.unreadable(file.name));
    return undefined;
  }
}
