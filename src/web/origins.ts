/**
 * Whether a page of another site asks for something that is no page to show to its reader. It could not read the answer, but it could
 * see how long it took and whether it was a redirect: enough to try words on an archive that a reader's machine serves to him alone.
 * A link from elsewhere is followed; what says nothing of where it comes from is no browser of these years, and is let in.
 *
 * @param header - The request's field of that name, in lower case.
 * @see W3C Fetch Metadata Request Headers
 */
export function isForeignUse(header: (name: string) => string | undefined): boolean {
  const site = header('sec-fetch-site');
  if (site === undefined || site === 'same-origin' || site === 'none') return false;
  return header('sec-fetch-mode') !== 'navigate' || header('sec-fetch-dest') !== 'document';
}
