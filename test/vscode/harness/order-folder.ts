import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Files that end in every way there is, so that each byte of a review shows. */
export const orderFiles: Readonly<Record<string, string>> = {
  'src/order.mjs': [
    'export function total(items) {',
    '  return items.reduce((sum, item) => sum + item.price, 0);',
    '}',
    '',
    'export function discount(sum) {',
    '  if (sum > 100) return 10;',
    '  return 0;',
    '}',
    '',
    'export function shipping(sum) {',
    '  return sum > 50 ? 0 : 5;',
    '}',
    '',
  ].join('\n'),
  // Windows line ends, a byte order mark, and no line end at the end.
  'src/labels.mjs':
    "\uFEFFexport const labels = {\r\n  total: 'Total',\r\n  discount: 'Discount',\r\n  shipping: 'Shipping',\r\n};",
  'src/unused.mjs': 'export const unused = true;\n',
  'src/old-name.mjs': "export const currency = 'EUR';\n",
  'check.mjs': "console.log('ok');\n",
};

/** Every file by path, each byte as one character. */
export type FolderBytes = Readonly<Record<string, string>>;

export interface OrderFolder extends Disposable {
  readonly folder: string;
  readonly read: () => FolderBytes;
  /** What it held at first, with these contents in place of theirs; null: not there. */
  readonly with: (changed: Readonly<Record<string, FileContent | null>>) => FolderBytes;
}

export type FileContent = string | Uint8Array;

export function makeOrderFolder(files: Readonly<Record<string, FileContent>> = orderFiles): OrderFolder {
  const parent = mkdtempSync(join(tmpdir(), 'forge-order-'));
  const folder = join(parent, 'orders');
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return {
    folder,
    read: () => readTree(folder),
    with: changed =>
      Object.fromEntries(
        Object.entries({ ...files, ...changed }).flatMap(([path, content]) =>
          content === null ? [] : [[path, Buffer.from(content as Uint8Array).toString('latin1')]],
        ),
      ),
    [Symbol.dispose]: () => rmSync(parent, { recursive: true, force: true }),
  };
}

function readTree(root: string): FolderBytes {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name).slice(root.length + 1)).sort();
  return Object.fromEntries(
    paths.flatMap(path => {
      try {
        return [[path, readFileSync(join(root, path), 'latin1')]];
      } catch (error) {
        // A file that is being written has another name for a moment, and has just lost it.
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
        throw error;
      }
    }),
  );
}
