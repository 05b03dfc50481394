/** Offsets at which a text stands in another, overlapping ones too. Stops at the limit. */
export function findTextHits(text: string, search: string, limit: number): readonly number[] {
  const hits: number[] = [];
  let at = text.indexOf(search);
  while (at !== -1 && hits.length < limit) {
    hits.push(at);
    at = text.indexOf(search, at + 1);
  }
  return hits;
}
