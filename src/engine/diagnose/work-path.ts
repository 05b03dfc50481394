/**
 * A path as a tool printed it, relative to the work folder; undefined when it is not one of the project's
 * own files (the runtime, an installed package, something outside).
 */
export function toWorkPath(printed: string): string | undefined {
  const path = printed.replace(/^file:\/\/(?:\/(?=[a-z]:))?/iu, '').replaceAll('\\', '/');
  if (
    path === '' ||
    foreign.some(part => path.includes(part)) ||
    /^(?:[a-z]+:[^/]|[a-z]{2,}:\/|<)/iu.test(path)
  )
    return undefined;
  for (const prefix of workFolders) {
    const found = prefix.exec(path);
    if (found) return tidy(path.slice(found.index + found[0].length));
  }
  return path.startsWith('/') || /^[a-z]:\//iu.test(path) ? undefined : tidy(path);
}

// The sandboxes' own work folder first: a temporary folder may lie above it.
const workFolders = [
  /\/workspace\//u,
  /^\/home\/pyodide\//u,
  /^(?:\/private)?(?:\/var)?\/tmp\/[^/]+\//u,
  /^(?:\/private)?\/var\/folders\/[^/]+\/[^/]+\/T\/[^/]+\//u,
  /^[a-z]:\/Users\/[^/]+\/AppData\/Local\/Temp\/[^/]+\//iu,
];

const foreign = [
  'node_modules/',
  'site-packages/',
  'dist-packages/',
  '/lib/python3',
  '<frozen ',
  'node:',
  'ext:',
  'internal/process/',
];

function tidy(path: string): string | undefined {
  const relative = path.replace(/^(?:\.\/)+/u, '');
  return relative === '' || relative.startsWith('../') ? undefined : relative;
}
