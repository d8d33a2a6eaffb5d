/** Parts what comes into batches, each of `most` in all, give or take its last item. */
export function* batchesOf<Item>(items: Iterable<Item>, sizeOf: (item: Item) => number, most: number): Generator<Item[]> {
  let batch: Item[] = [];
  let size = 0;
  for (const item of items) {
    batch.push(item);
    size += sizeOf(item);
    if (size < most) continue;
    yield batch;
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield batch;
}
