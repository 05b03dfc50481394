/**
 * Ids of settings below `codeforge` that somebody put a key into. Settings files are synchronised,
 * committed and shown on screens, so a key found there is refused instead of used.
 */
export function findKeysInSettings(values: unknown, prefix = 'codeforge'): readonly string[] {
  if (typeof values !== 'object' || values === null) return [];
  return Object.entries(values).flatMap(([name, value]) => {
    const id = `${prefix}.${name}`;
    if (typeof value === 'object') return findKeysInSettings(value, id);
    return typeof value === 'string' && value !== '' && isKeyName.test(name) ? [id] : [];
  });
}

const isKeyName = /(?:^|[._-])key$|api[._-]?key$|[a-z]Key$|token$|secret$|password$/i;
