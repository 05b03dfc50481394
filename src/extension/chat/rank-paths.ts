/** Paths that hold the letters of a question in their order, best first: by name, then near the root, then short. */
export function rankPaths(paths: readonly string[], question: string): readonly string[] {
  const wanted = question.toLowerCase().replaceAll('"', '');
  return paths
    .flatMap(path => {
      const rank = rankOf(path.toLowerCase(), wanted);
      return rank === undefined ? [] : [{ path, rank }];
    })
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        depth(a.path) - depth(b.path) ||
        a.path.length - b.path.length ||
        (a.path < b.path ? -1 : 1),
    )
    .map(({ path }) => path);
}

function rankOf(path: string, wanted: string): number | undefined {
  if (wanted === '') return 0;
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name.startsWith(wanted)) return 0;
  if (name.includes(wanted)) return 1;
  if (path.includes(wanted)) return 2;
  return isSubsequence(wanted, path) ? 3 : undefined;
}

function isSubsequence(letters: string, text: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

const depth = (path: string) => path.split('/').length;
