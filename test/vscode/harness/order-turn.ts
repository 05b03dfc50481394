import type { ScriptedTurn } from '../../servers/scripted-turn.ts';
import { orderFiles } from './order-folder.ts';

const edit = (path: string, search: string, replace: string) => ({
  name: 'edit_file',
  arguments: { path, search, replace },
});

const created = '# Orders\n\nPrice times count.\n';

/** Three hunks in two files, and a created, a deleted and a renamed file. */
export const orderTurn: ScriptedTurn = {
  toolCalls: [
    edit('src/order.mjs', 'sum + item.price, 0', 'sum + item.price * item.count, 0'),
    edit(
      'src/order.mjs',
      '  return sum > 50 ? 0 : 5;\n',
      '  if (sum > 80) return 0;\n  return sum > 50 ? 3 : 5;\n',
    ),
    edit('src/labels.mjs', "  total: 'Total',", "  total: 'Sum',"),
    { name: 'write_file', arguments: { path: 'docs/order.md', content: created } },
    { name: 'delete_file', arguments: { path: 'src/unused.mjs' } },
    { name: 'move_file', arguments: { from: 'src/old-name.mjs', to: 'src/currency.mjs' } },
    { name: 'submit_work', arguments: { summary: 'Counts items, and tells shipping apart.' } },
  ],
};

const textOf = (path: string) => orderFiles[path] ?? '';

/** What an accepted piece of it makes of the folder: texts by path, null for what goes. */
export const orderPieces = {
  firstHunk: {
    'src/order.mjs': textOf('src/order.mjs').replace('item.price, 0', 'item.price * item.count, 0'),
  },
  created: { 'docs/order.md': created },
  deleted: { 'src/unused.mjs': null },
  renamed: { 'src/old-name.mjs': null, 'src/currency.mjs': textOf('src/old-name.mjs') },
} as const;

/** The third hunk's file with this in place of its line. */
export function labelsWith(line: string, shipping = "'Shipping',"): Readonly<Record<string, string>> {
  const text = textOf('src/labels.mjs');
  return { 'src/labels.mjs': text.replace("'Total'", line).replace("'Shipping',", shipping) };
}
