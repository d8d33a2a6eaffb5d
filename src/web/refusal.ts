import type { Status } from './answers.ts';

/** What a reader asked for cannot be given. Thrown by a route; shown as a page that says what to do. */
export class Refusal extends Error {
  readonly status: Exclude<Status, 200>;
  readonly title: string;
  readonly lead: string;
  constructor(status: Exclude<Status, 200>, title: string, lead: string) {
    super(title);
    this.name = 'Refusal';
    this.status = status;
    this.title = title;
    this.lead = lead;
  }
}
