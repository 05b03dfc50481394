import assert from 'node:assert/strict';
import { isPlaceholder } from './placeholder.ts';

const placeholders = [
  '...',
  '…',
  '    // ...',
  '# ...',
  '/* ... */',
  '<!-- ... -->',
  '{/* ... existing elements ... */}',
  '// ... existing code ...',
  '... existing code ...',
  '...existing code...',
  '...rest of file',
  '# rest of the function',
  '// The rest of your code',
  '// rest of the code stays the same',
  '// existing code remains unchanged',
  '// ---- existing code ----',
  '// (unchanged)',
  '// remaining methods unchanged',
  '// same as before',
  '// code omitted for brevity',
  '# ... (rest unchanged)',
  '# implementation ...',
  '[...]',
  '-- snip --',
];

// As they stand in real code, with the markers that people leave there.
const code = [
  '',
  '...props,',
  '...rest,',
  '...others',
  '...rest as any,',
  '...(isOpen ? open : closed),',
  '...await loadMore(),',
  '{...props}',
  'f(...args)',
  'def f(): ...',
  '... x = 1',
  '...     return x',
  '...     print("same")',
  '// ...and then it goes on',
  '// Existing tests rely on this order',
  '# Previous implementation used a list',
  '# XXX Or changes to the dictionary implementation...',
  '// more than one',
  '# TODO: more tests',
  '--flag',
  '### Existing',
  `// ${'rest of '.repeat(40)}`,
];

describe('a placeholder', () => {
  for (const line of placeholders) {
    it(`is ${line.trim()}`, () => assert.equal(isPlaceholder(line), true));
  }
  for (const line of code) {
    it(`is not ${line.slice(0, 60) || 'an empty line'}`, () => assert.equal(isPlaceholder(line), false));
  }
});
