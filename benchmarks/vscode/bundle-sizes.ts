import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

export interface BundleSizes {
  /** What VS Code reads to activate the extension. */
  readonly activationBytes: number;
  /** That and everything it can load later: the engine and every vendor's SDK. */
  readonly extensionBytes: number;
  /** What the webviews load, in a process of their own. */
  readonly webviewBytes: number;
}

/** Sizes of the built code. The command line is the same engine and comes with it; the embedded sandbox's parts do not. */
export async function measureBundles(dist: string): Promise<BundleSizes> {
  const names = await readdir(dist, { recursive: true });
  const code = names.filter(
    name => /\.(?:js|cjs|css)$/.test(name) && !name.startsWith(`embedded${path.sep}`),
  );
  const bytesOf = async (isCounted: (name: string) => boolean) => {
    const sizes = code.filter(isCounted).map(async name => (await stat(path.join(dist, name))).size);
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  };
  const isWebview = (name: string) => name.startsWith(`webview${path.sep}`);
  const { size: activationBytes } = await stat(path.join(dist, 'extension.cjs'));
  return {
    activationBytes,
    extensionBytes: await bytesOf(name => !isWebview(name)),
    webviewBytes: await bytesOf(isWebview),
  };
}
