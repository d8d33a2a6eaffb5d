/**
 * More messages with one Thread-Index, each with another Message-ID, are no message and its copies, but mail made from a template: it
 * places none of them.
 */
export const maxSameIndex = 8;

/** More messages of one root are no conversation: whoever plants a root in mail by the thousand joins nothing by it. */
export const maxCarriers = 500;

/** A message cannot be in a conversation that began after it, but for clocks that are wrong. */
export const clockSeconds = 2 * 86_400;
