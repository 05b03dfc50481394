import type { WorkFolder } from './work-folder.ts';

/**
 * Calls `run` while the entry file says `true` where it says `import.meta.main`. The runner imports the entry
 * file, so that Deno checks its imports; but then the value is false, and a program behind
 * `if (import.meta.main)` would do nothing and look green. Lines and columns stay what they are.
 */
export async function withMainGuard<T>(file: string, folder: WorkFolder, run: () => Promise<T>): Promise<T> {
  const original = (await folder.readText(file)) ?? '';
  const guarded = original.replaceAll(/\bimport\.meta\.main\b/gu, found => 'true'.padEnd(found.length));
  if (guarded === original) return await run();
  await write(file, guarded, folder);
  try {
    return await run();
  } finally {
    // Unless the program has written to it.
    if ((await folder.readText(file)) === guarded) await write(file, original, folder);
  }
}

async function write(file: string, text: string, folder: WorkFolder): Promise<void> {
  await folder.write({ path: file, bytes: new TextEncoder().encode(text), executable: false });
}
