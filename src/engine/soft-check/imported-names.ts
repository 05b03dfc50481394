/** What names in a file stand for: `s` for `subprocess` after `import subprocess as s`. */
export interface ImportedNames {
  add(local: string, full: string): void;
  /** Everything in the module may be called by its bare name. */
  addAll(module: string): void;
  /** The file has something of its own by that name. */
  addOwn(local: string): void;
  /** Every full name that the dotted name may stand for, the likeliest first; none for the file's own. */
  resolve(dotted: string): readonly string[];
}

export function importedNames(): ImportedNames {
  const names = new Map<string, string>();
  const modules: string[] = [];
  const own = new Set<string>();

  return {
    add: (local, full) => void names.set(local, full),
    addAll: module => void modules.push(module),
    addOwn: local => void own.add(local),
    resolve(dotted) {
      const [first = '', ...rest] = dotted.split('.');
      const known = names.get(first);
      if (known !== undefined) return [[known, ...rest].join('.')];
      if (own.has(first)) return [];
      return [dotted, ...modules.map(module => `${module}.${dotted}`)];
    },
  };
}
