// Packages what `npm run build` has built: `npm run package`.

import { readFile, writeFile } from 'node:fs/promises';
import { createVSIX } from '@vscode/vsce';

/**
 * Writes `codeforge.vsix`, or the file named: for this machine's system and processor alone, as the embedded sandbox and
 * the search are programs that were installed for it.
 */
export async function packageExtension(file: string): Promise<void> {
  await writeFile(readme, withoutPictures(await readFile('README.md', 'utf8')));
  await createVSIX({
    packagePath: file,
    target: `${process.platform}-${process.arch === 'arm' ? 'armhf' : process.arch}`,
    readmePath: readme,
    rewriteRelativeLinks: false,
    allowMissingRepository: true,
  });
}

const readme = 'dist/README.md';

/** On the page of an extension VS Code shows pictures of the web alone: neither files beside the text nor pictures in it. */
function withoutPictures(text: string): string {
  return text.replaceAll(/^!\[.*\]\(docs\/.*\)\n\n/gmu, '');
}

if (import.meta.main) await packageExtension('codeforge.vsix');
