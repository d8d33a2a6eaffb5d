/** What can be read; undefined where it is damaged, which is for an audit to tell. */
export function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
