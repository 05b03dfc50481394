import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ScriptedTurn } from '../../servers/scripted-turn.ts';

/** A folder whose files say how they end, so that every byte of a review shows. */
const orderFiles: Readonly<Record<string, string>> = {
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
  'src/labels.mjs': "\uFEFFexport const labels = {\r\n  total: 'Total',\r\n  shipping: 'Shipping',\r\n};",
  'src/unused.mjs': 'export const unused = true;\n',
  'src/old-name.mjs': "export const currency = 'EUR';\n",
  'check.mjs': "console.log('ok');\n",
};

const edit = (path: string, search: string, replace: string) => ({
  name: 'edit_file',
  arguments: { path, search, replace },
});

/** Three hunks in two files, and a created, a deleted and a renamed one. */
export const reviewTurn: ScriptedTurn = {
  toolCalls: [
    edit('src/order.mjs', 'sum + item.price, 0', 'sum + item.price * item.count, 0'),
    edit(
      'src/order.mjs',
      '  return sum > 50 ? 0 : 5;\n',
      '  if (sum > 80) return 0;\n  return sum > 50 ? 3 : 5;\n',
    ),
    edit('src/labels.mjs', "  total: 'Total',", "  total: 'Sum',"),
    { name: 'write_file', arguments: { path: 'docs/order.md', content: '# Orders\n\nPrice times count.\n' } },
    { name: 'delete_file', arguments: { path: 'src/unused.mjs' } },
    { name: 'move_file', arguments: { from: 'src/old-name.mjs', to: 'src/currency.mjs' } },
    { name: 'submit_work', arguments: { summary: 'Counts items, and tells shipping apart.' } },
  ],
};

const order = orderFiles['src/order.mjs'] ?? '';
const labels = orderFiles['src/labels.mjs'] ?? '';

/** What the files hold with some of it accepted. */
export const accepted = {
  firstHunk: order.replace('item.price, 0', 'item.price * item.count, 0'),
  labels: labels.replace("'Total'", "'Sum'"),
  labelsByHand: labels.replace("'Total'", "'Sum of all'"),
  created: '# Orders\n\nPrice times count.\n',
};

export interface OrderFolder extends Disposable {
  readonly folder: string;
  /** Every file by path, each byte as one character. */
  read(): Readonly<Record<string, string>>;
  write(path: string, text: string): void;
}

export function makeOrderFolder(): OrderFolder {
  const parent = mkdtempSync(join(tmpdir(), 'forge-order-'));
  const folder = join(parent, 'orders');
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const [path, text] of Object.entries(orderFiles)) write(path, text);
  return {
    folder,
    write,
    read: () => readTree(folder),
    [Symbol.dispose]: () => rmSync(parent, { recursive: true, force: true }),
  };
}

/** A file's text with each byte as one character, as `read` gives it. */
export const asBytes = (text: string) => Buffer.from(text).toString('latin1');

function readTree(root: string): Readonly<Record<string, string>> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name).slice(root.length + 1)).sort();
  return Object.fromEntries(paths.map(path => [path, readFileSync(join(root, path), 'latin1')]));
}
