import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The workspace of the suites: a small shop whose total is wrong, and a check that shows it. */
export const shopFiles: Readonly<Record<string, string>> = {
  'src/cart.mjs': [
    '/** Sums up a cart, in cents. */',
    'export function total(items) {',
    '  return items.reduce((sum, item) => sum + item.price, 0);',
    '}',
    '',
  ].join('\n'),
  'src/old-name.mjs': "export const currency = 'EUR';\n",
  'src/unused.mjs': 'export const unused = true;\n',
  'check.mjs': [
    "import { total } from './src/cart.mjs';",
    'const found = total([{ price: 150, count: 2 }, { price: 100, count: 1 }]);',
    'if (found !== 400) throw new Error("the total is " + found + ", not 400");',
    "console.log('ok');",
    '',
  ].join('\n'),
  'notes.txt': 'Windows line endings\r\nmust survive.\r\n',
};

/** Puts the shop into a folder in place of what is there. The folder itself stays: editors watch it. */
export function layOutShop(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
  for (const [path, text] of Object.entries(shopFiles)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** A new folder with the shop in it; disposing removes it. */
export function makeShop(): { readonly folder: string } & Disposable {
  const parent = mkdtempSync(join(tmpdir(), 'forge-shop-'));
  const folder = join(parent, 'shop');
  layOutShop(folder);
  return { folder, [Symbol.dispose]: () => rmSync(parent, { recursive: true, force: true }) };
}
