import type { ScriptedTurn } from '../../servers/scripted-turn.ts';

/** What a model answers to make the shop's check pass, touching files in every way there is. */
export const greenTurn: ScriptedTurn = {
  toolCalls: [
    {
      name: 'edit_file',
      arguments: {
        path: 'src/cart.mjs',
        search: 'sum + item.price, 0',
        replace: 'sum + item.price * item.count, 0',
      },
    },
    {
      name: 'write_file',
      arguments: { path: 'docs/total.md', content: '# The total\n\nPrice times count.\n' },
    },
    { name: 'delete_file', arguments: { path: 'src/unused.mjs' } },
    { name: 'move_file', arguments: { from: 'src/old-name.mjs', to: 'src/currency.mjs' } },
    { name: 'submit_work', arguments: { summary: 'The total counts how often an item is in the cart.' } },
  ],
};

/** A change that does not help: the check stays red. */
export const redTurn: ScriptedTurn = {
  toolCalls: [
    {
      name: 'edit_file',
      arguments: { path: 'src/cart.mjs', search: 'sum + item.price, 0', replace: 'sum + item.count, 0' },
    },
    { name: 'submit_work', arguments: { summary: 'Counts the items.' } },
  ],
};

/** The review of that change, which mends it. */
export const reviewTurn: ScriptedTurn = {
  toolCalls: [
    {
      name: 'edit_file',
      arguments: {
        path: 'src/cart.mjs',
        search: 'sum + item.count, 0',
        replace: 'sum + item.price * item.count, 0',
      },
    },
    {
      name: 'submit_review',
      arguments: {
        rootCause: 'The price was left out.',
        errorType: 'logic_error',
        fixDescription: 'Multiplies the price by the count.',
        confidence: 0.9,
        changesMade: 'src/cart.mjs',
      },
    },
  ],
};

/** What the shop holds once the green turn was accepted; null: no longer there. */
export const shopAfterGreen: Readonly<Record<string, string | null>> = {
  'src/cart.mjs': [
    '/** Sums up a cart, in cents. */',
    'export function total(items) {',
    '  return items.reduce((sum, item) => sum + item.price * item.count, 0);',
    '}',
    '',
  ].join('\n'),
  'docs/total.md': '# The total\n\nPrice times count.\n',
  'src/unused.mjs': null,
  'src/old-name.mjs': null,
  'src/currency.mjs': "export const currency = 'EUR';\n",
};
