import type { Reversal } from '../reversal.ts';
import { headerCandidate, placesNamed, shown } from './header-text.ts';

/**
 * Fields that were absent when the mail was signed, with `h=` naming them to say so, and that a list or a server added: Sender, Reply-To
 * and the List- fields by lists, Cc by Mailman where From is rewritten, MIME-Version and Content-Transfer-Encoding by servers.
 *
 * @see RFC 6376 §5.4 (names of absent fields in `h=`), §3.5
 */
export const fieldsAdded: Reversal = {
  name: 'fields-added',
  part: 'header',
  cost: 2,
  *propose(message, clues) {
    const names = new Set(clues.signature.headerNames.filter((name) => ADDED.has(name) || name.startsWith('list-')));
    const groups = [...names].map((lowerName) => placesNamed(message, lowerName)).filter((places) => places.length > 0);
    const candidates = groups.map((group) => [group]);
    // What lists add, they add together.
    const ofLists = groups.filter(([first]) => OF_LISTS.test(first!.field.lowerName));
    if (ofLists.length > 1) candidates.push(ofLists);
    for (const [at, group] of groups.entries()) for (const other of groups.slice(at + 1)) candidates.push([group, other]);
    for (const gone of candidates.slice(0, maxCandidates)) {
      const places = gone.flat();
      const detail = `taken out: ${places.map(({ text }) => `${text.name}: ${shown(text)}`).join('; ')}`;
      const made = headerCandidate(message, 'fields-added', new Map(places.map(({ index }) => [index, []])), detail);
      if (made !== undefined) yield made;
    }
  },
};

const ADDED = new Set([
  'sender',
  'reply-to',
  'cc',
  'to',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
  'content-disposition',
  'content-language',
  'content-description',
  'content-id',
  'in-reply-to',
  'references',
  'message-id',
  'date',
  'subject',
  'precedence',
  'errors-to',
  'x-mailing-list',
  'thread-index',
  'thread-topic',
  'resent-date',
  'resent-from',
  'resent-to',
  'resent-cc',
  'resent-sender',
  'resent-message-id',
]);
const OF_LISTS = /^(?:list-|sender$|reply-to$|precedence$|errors-to$|x-mailing-list$)/;
/** A signature may name hundreds of fields. */
const maxCandidates = 120;
