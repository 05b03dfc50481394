import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

export interface BundleSizes {
  /** What VS Code reads to activate the extension. */
  readonly activationBytes: number;
  /** That and everything it can load later: the engine, every vendor's SDK, the panel. */
  readonly extensionBytes: number;
}

/** Sizes of the built code. The command line is the same engine and comes with it; the embedded sandbox's parts do not. */
export async function measureBundles(dist: string): Promise<BundleSizes> {
  const names = await readdir(dist, { recursive: true });
  const code = names.filter(
    name => /\.(?:js|cjs|css)$/.test(name) && !name.startsWith(`embedded${path.sep}`),
  );
  const sizes = await Promise.all(code.map(async name => (await stat(path.join(dist, name))).size));
  const { size: activationBytes } = await stat(path.join(dist, 'extension.cjs'));
  return { activationBytes, extensionBytes: sizes.reduce((sum, size) => sum + size, 0) };
}
