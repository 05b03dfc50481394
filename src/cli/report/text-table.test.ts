import assert from 'node:assert/strict';
import { textTable } from './text-table.ts';

describe('a table of text', () => {
  it('lines its columns up, also under wide characters, and leaves no space at the ends', () => {
    const lines = textTable(
      [
        { title: 'Name', align: 'left' },
        { title: 'N', align: 'right' },
      ],
      [['世界', '5'], ['longest', '1234'], ['none']],
    );

    assert.deepEqual(lines, ['Name        N', '世界        5', 'longest  1234', 'none']);
  });
});
