/** A file, or a folder with all that is in it; folders end in `/`. */
export interface Part {
  readonly path: string;
  readonly bytes: number;
}

/**
 * What takes the most room, largest first: of each entry at the top, the innermost folder or file that still
 * holds most of its bytes, so that it names what to leave out and not what it lies in.
 */
export function largestParts(sizes: ReadonlyMap<string, number>, most: number): readonly Part[] {
  return partsIn('', sizes)
    .slice(0, most)
    .map(part => innermost(part, sizes));
}

function innermost(part: Part, sizes: ReadonlyMap<string, number>): Part {
  if (!part.path.endsWith('/')) return part;
  const [first] = partsIn(part.path, sizes);
  return first !== undefined && first.bytes >= part.bytes * mostOfIt ? innermost(first, sizes) : part;
}

/** The entries of a folder, largest first. */
function partsIn(folder: string, sizes: ReadonlyMap<string, number>): readonly Part[] {
  const parts = new Map<string, number>();
  for (const [path, bytes] of sizes) {
    if (!path.startsWith(folder)) continue;
    const end = path.indexOf('/', folder.length);
    const entry = end === -1 ? path : path.slice(0, end + 1);
    parts.set(entry, (parts.get(entry) ?? 0) + bytes);
  }
  return [...parts].map(([path, bytes]) => ({ path, bytes })).sort((a, b) => b.bytes - a.bytes);
}

const mostOfIt = 0.8;
