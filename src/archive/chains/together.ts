/** Parts what comes into lots, each of `most` in all, give or take its last item. */
export function* together<Item>(items: Iterable<Item>, sizeOf: (item: Item) => number, most: number): Generator<Item[]> {
  let lot: Item[] = [];
  let size = 0;
  for (const item of items) {
    lot.push(item);
    size += sizeOf(item);
    if (size < most) continue;
    yield lot;
    lot = [];
    size = 0;
  }
  if (lot.length > 0) yield lot;
}
