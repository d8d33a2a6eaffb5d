import { nameInvisible, shortened } from '../pages/display.ts';
import { html } from '../pages/html.ts';
import { type SavedOctets, type VerifiedView, verifiedStory } from '../pages/verify-story.ts';
import type { Words } from '../pages/words/words.ts';

/** What the script says and shows on the page. All that a mail says goes through the pages' own escaping. */
export class Screen {
  readonly words: Words;
  readonly #status = element('verify-status');
  readonly #progress = element('verify-progress') as HTMLProgressElement;
  readonly #problems = element('verify-problems');
  readonly #results = element('verify-results');
  #views: readonly VerifiedView[] = [];

  constructor(words: Words) {
    this.words = words;
    this.#results.addEventListener('click', (event) => this.#save(event.target));
  }

  say(text: string): void {
    this.#status.textContent = nameInvisible(text);
  }

  /** @param share - From 0 to 1; undefined: how much is left cannot be told. */
  showProgress(share: number | undefined): void {
    this.#progress.hidden = false;
    if (share === undefined) this.#progress.removeAttribute('value');
    else this.#progress.value = share;
  }

  endProgress(): void {
    this.#progress.hidden = true;
  }

  tellProblem(text: string): void {
    const item = document.createElement('li');
    item.textContent = nameInvisible(shortened(text));
    this.#problems.append(item);
  }

  clear(): void {
    this.#problems.textContent = '';
    this.show([]);
    this.say('');
  }

  show(views: readonly VerifiedView[]): void {
    this.#views = views;
    this.#results.innerHTML = html`${views.map((view) => verifiedStory(view, this.words))}`.toString();
  }

  #save(target: EventTarget | null): void {
    const button = target instanceof Element ? target.closest<HTMLElement>('button[data-octets]') : null;
    if (button === null) return;
    const { verified, signature, octets: name } = button.dataset;
    const view = this.#views.find(({ place }) => String(place) === verified);
    const octets = view && octetsOf(view, Number(signature), name as SavedOctets);
    if (octets === undefined) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([new Uint8Array(octets)], { type: 'application/octet-stream' }));
    link.download = `signature-${Number(signature) + 1}-${name}.bin`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), keptMilliseconds);
  }
}

/** A browser may take so long to begin with a download. */
const keptMilliseconds = 60_000;

function octetsOf({ signatures }: VerifiedView, index: number, name: SavedOctets): Uint8Array | undefined {
  const steps = signatures[index];
  switch (name) {
    case 'field':
      return steps?.fieldOctets;
    case 'body':
      return steps?.tested?.body.octets;
    case 'headers':
      return steps?.tested?.header.octets;
    case 'signature':
      return steps?.tested?.signature.signature;
    case 'block':
      return steps?.tested?.keys.flatMap((key) => ('block' in key && key.block !== undefined ? [key.block] : []))[0];
    default:
      return name satisfies never;
  }
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no #${id}.`);
  return found;
}
