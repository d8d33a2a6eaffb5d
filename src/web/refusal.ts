import type { Words } from '../pages/words/words.ts';
import type { Status } from './answers.ts';
import { retryAfterSeconds } from './limits.ts';

/** What is wrong, and what to do. */
export interface RefusalWords {
  readonly title: string;
  readonly lead: string;
}

/** What a reader asked for cannot be given. Thrown by a route; shown as a page that says what to do. */
export class Refusal extends Error {
  readonly status: Exclude<Status, 200>;
  readonly say: (words: Words) => RefusalWords;
  /** When to ask again, in seconds; absent where that would change nothing. */
  readonly retryAfter: number | undefined;
  constructor(status: Exclude<Status, 200>, say: (words: Words) => RefusalWords, retryAfter?: number) {
    super(`${status}`);
    this.name = 'Refusal';
    this.status = status;
    this.say = say;
    this.retryAfter = retryAfter;
  }
}

/** The refusals that more than one route has a use for. */
export const refusals = {
  notFound: () => new Refusal(404, ({ errors }) => ({ title: errors.notFound, lead: errors.notFoundLead })),
  busy: () => new Refusal(503, ({ errors }) => ({ title: errors.busy, lead: errors.busyLead }), retryAfterSeconds),
  badRequest: () => new Refusal(400, ({ errors }) => ({ title: errors.badRequest, lead: errors.badPage })),
} as const;
