import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ToolCall, ToolDefinition } from '../../ports/model.ts';
import { parseTextAnswer } from './parse-text-answer.ts';
import { writeCall } from './write-calls.ts';

const tools: readonly ToolDefinition[] = [
  tool('read_file', ['path']),
  tool('write_file', ['path', 'content']),
  tool('edit_file', ['path', 'search', 'replace']),
  tool('run_command', ['command']),
  { ...tool('submit_work', ['summary']), parameters: workParameters() },
];

describe('parseTextAnswer', () => {
  it('reads a search/replace block', () => {
    const answer =
      'I fix it.\n\nsrc/a.py\n```python\n<<<<<<< SEARCH\n  x = 1\n=======\n  x = 2\n>>>>>>> REPLACE\n```\n';

    const { text, toolCalls } = parseTextAnswer(answer, tools);

    assert.deepEqual(read(toolCalls), [
      ['edit_file', { path: 'src/a.py', search: '  x = 1\n', replace: '  x = 2\n' }],
    ]);
    assert.equal(text, 'I fix it.');
  });

  const headings = [
    '**src/a.py**',
    '### `src/a.py`',
    'File: src/a.py',
    '`src/a.py`:',
    'In `src/a.py` I change this:',
  ];
  for (const heading of headings) {
    it(`finds the path in "${heading}"`, () => {
      const [call] = calls(`${heading}\n\n\`\`\`\n${block('a\n', 'b\n')}\`\`\``);

      assert.deepEqual(call, ['edit_file', { path: 'src/a.py', search: 'a\n', replace: 'b\n' }]);
    });
  }

  it('finds the path inside the fence, behind the language and without a fence', () => {
    const inside = calls(`\`\`\`python\nsrc/a.py\n${block('a\n', 'b\n')}\`\`\``);
    const behind = calls(`\`\`\`python src/a.py\n${block('a\n', 'b\n')}\`\`\``);
    const bare = calls(`src/a.py\n${block('a\n', 'b\n')}`);

    assert.deepEqual(inside, behind);
    assert.deepEqual(behind, bare);
    assert.equal(bare.length, 1);
  });

  it('reads several blocks of one file and of another', () => {
    const answer = `a.py\n\`\`\`\n${block('1\n', '2\n')}${block('3\n', '4\n')}\`\`\`\n\nNow b.\n\nb.py\n\`\`\`\n${block('5\n', '')}\`\`\``;

    assert.deepEqual(calls(answer), [
      ['edit_file', { path: 'a.py', search: '1\n', replace: '2\n' }],
      ['edit_file', { path: 'a.py', search: '3\n', replace: '4\n' }],
      ['edit_file', { path: 'b.py', search: '5\n', replace: '' }],
    ]);
  });

  it('writes the whole file when there is nothing to search for', () => {
    assert.deepEqual(calls(`new.py\n${block('', 'x = 1\n')}`), [
      ['write_file', { path: 'new.py', content: 'x = 1\n' }],
    ]);
  });

  it('reads a whole file with fences inside', () => {
    const answer = 'README.md\n````markdown\n# Use\n```sh\nnpm test\n```\n````\n';

    assert.deepEqual(calls(answer), [
      ['write_file', { path: 'README.md', content: '# Use\n```sh\nnpm test\n```\n' }],
    ]);
  });

  it('does not take code under prose for a file', () => {
    assert.deepEqual(calls('This is how it works:\n```python\nprint(1)\n```\n'), []);
    assert.deepEqual(calls('Example\n```\n{"tool": "unknown"}\n```\n'), []);
  });

  const refused = {
    'a block without a path': block('a\n', 'b\n'),
    'a block without an end': 'a.py\n<<<<<<< SEARCH\na\n=======\nb\n',
    'a block without a divider': 'a.py\n<<<<<<< SEARCH\na\n>>>>>>> REPLACE\n',
    'a block with two dividers':
      'a.rst\n<<<<<<< SEARCH\nTitle\n=======\nold\n=======\nnew\n>>>>>>> REPLACE\n',
    'a good block before a broken one': `a.py\n${block('a\n', 'b\n')}b.py\n<<<<<<< SEARCH\nx\n`,
    'an end without a beginning': 'a.py\n=======\nb\n>>>>>>> REPLACE\n',
    'a file that leaves the rest out': 'a.py\n```\nimport os\n# ... rest of the file unchanged\n```\n',
    'a cut-off object': '{"tool": "write_file", "arguments": {"path": "a.py", "content": "half',
  };
  for (const [name, answer] of Object.entries(refused)) {
    it(`makes no call of ${name}`, () => {
      assert.deepEqual(parseTextAnswer(answer, tools), { toolCalls: [], text: answer });
    });
  }

  const forms = [
    '{"tool": "read_file", "arguments": {"path": "a.py"}}',
    'I look.\n```json\n{"tool": "read_file", "arguments": {"path": "a.py"}}\n```\nThen I go on.',
    '<tool_call>\n{"name": "read_file", "arguments": {"path": "a.py"}}\n</tool_call>',
    '[{"function": {"name": "read_file", "arguments": "{\\"path\\": \\"a.py\\"}"}}]'
      .replace(/^/u, '```json\n')
      .concat('\n```'),
    '```\n{"read_file": {"path": "a.py"}}\n```',
    "{tool: 'read_file', arguments: {path: 'a.py',},}",
    '<think>{"tool": "run_command", "arguments": {}}</think>\n{"tool_calls": [{"name": "read_file", "parameters": {"path": "a.py"}}]}',
  ];
  for (const form of forms) {
    it(`reads ${JSON.stringify(form).slice(0, 70)}`, () => {
      assert.deepEqual(calls(form), [['read_file', { path: 'a.py' }]]);
    });
  }

  it('reads the bare arguments of the submit tool, but of no other', () => {
    assert.deepEqual(calls('{"summary": "Done.", "checkCommand": "pytest"}'), [
      ['submit_work', { summary: 'Done.', checkCommand: 'pytest' }],
    ]);
    assert.deepEqual(calls('{"summary": "Done.", "mood": "good"}'), []);
    assert.deepEqual(calls('{"path": "a.py"}'), []);
  });

  it('puts the submission last, wherever it stands', () => {
    const answer = `{"tool": "submit_work", "arguments": {"summary": "ok"}}\n\na.py\n${block('a\n', 'b\n')}`;

    assert.deepEqual(
      calls(answer).map(([name]) => name),
      ['edit_file', 'submit_work'],
    );
  });

  it('does not look for calls inside an edit', () => {
    const inner = '{"tool": "run_command", "arguments": {"command": "rm -rf ."}}\n';

    assert.deepEqual(calls(`a.json\n${block('x\n', inner)}`), [
      ['edit_file', { path: 'a.json', search: 'x\n', replace: inner }],
    ]);
  });

  it('ignores tools that there are not', () => {
    const answer = `a.py\n${block('a\n', 'b\n')}`;

    assert.deepEqual(parseTextAnswer(answer, [tool('read_file', ['path'])]).toolCalls, []);
  });
});

describe('parseTextAnswer, whatever the answer', () => {
  it('never throws, and never calls a tool that there is not', () => {
    const pieces = fc.constantFrom(
      '<<<<<<< SEARCH\n',
      '=======\n',
      '>>>>>>> REPLACE\n',
      '```\n',
      '````python\n',
      'src/a.py\n',
      '{"tool": "read_file", "arguments": ',
      '{"path": "a"}',
      '}',
      '[[[[',
      '"',
      '\\',
      '\r\n',
      '<think>',
    );
    const answers = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 20 })), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(answers, parts => {
        const { toolCalls } = parseTextAnswer(parts.join(''), tools);
        assert.ok(toolCalls.every(call => tools.some(({ name }) => name === call.name)));
      }),
      { numRuns: 500 },
    );
  });

  it('takes bounded time for hostile answers', () => {
    for (const piece of ['{', '[', '```x\n', '{"a":', '<<<<<<< SEARCH\n', '> \n', '"']) {
      assert.doesNotThrow(() => parseTextAnswer(piece.repeat(20_000), tools));
    }
  });

  it('keeps what is searched and replaced byte for byte', () => {
    fc.assert(
      fc.property(
        content(),
        content(),
        fc.constantFrom('a.py', 'src/größe.ts', 'Makefile'),
        (search, replace, path) => {
          fc.pre(search.trim() !== '');
          const call = {
            id: 'x',
            name: 'edit_file',
            argumentsText: JSON.stringify({ path, search, replace }),
          };
          const answer = `Some words.\n\n${path}\n\`\`\`\`\`\`\n${block(search, replace)}\`\`\`\`\`\`\n`;

          assert.deepEqual(calls(answer), read([call]));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('reads back every call as it was written', () => {
    const call = fc.oneof(
      fc
        .record({ path: path(), search: anyText(), replace: anyText() })
        .map(args => ['edit_file', args] as const),
      fc.record({ path: path(), content: anyText() }).map(args => ['write_file', args] as const),
      fc.record({ command: fc.string({ unit: 'grapheme' }) }).map(args => ['run_command', args] as const),
    );
    fc.assert(
      fc.property(fc.array(call, { minLength: 1, maxLength: 5 }), written => {
        const toolCalls = written.map(([name, args]) => ({
          id: 'x',
          name,
          argumentsText: JSON.stringify(args),
        }));

        assert.deepEqual(
          calls(toolCalls.map(writeCall).join('\n')),
          written.map(([name, args]) => [name, { ...args }]),
        );
      }),
      { numRuns: 1000 },
    );
  });
});

function calls(answer: string): readonly (readonly [string, unknown])[] {
  return read(parseTextAnswer(answer, tools).toolCalls);
}

function read(toolCalls: readonly ToolCall[]): readonly (readonly [string, unknown])[] {
  return toolCalls.map(({ name, argumentsText }) => [name, JSON.parse(argumentsText)]);
}

function block(search: string, replace: string): string {
  return `<<<<<<< SEARCH\n${search}=======\n${replace}>>>>>>> REPLACE\n`;
}

/** Whole lines of anything, carriage returns and fences included, but for the marks themselves. */
function content(): fc.Arbitrary<string> {
  const line = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }).map(text => text.replaceAll('\n', '')),
    fc.constantFrom('', '```', '```py', '{"tool": "read_file"}', 'src/b.py', '\tx\r', '====', '<<<<<<< HEAD'),
  );
  const isPlain = (text: string): boolean => !/^(?:[<>]{5,9} ?(?:SEARCH|REPLACE)|={5,9})\s*$/u.test(text);
  return fc
    .array(line.filter(isPlain), { maxLength: 8 })
    .map(lines => lines.map(text => `${text}\n`).join(''));
}

function anyText(): fc.Arbitrary<string> {
  const marks = fc.constantFrom(
    '=======\n',
    '<<<<<<< SEARCH\n',
    '>>>>>>> REPLACE\n',
    '# ... rest of the file\n',
  );
  return fc.oneof(
    content(),
    fc.string({ unit: 'binary' }),
    fc.tuple(content(), marks).map(both => both.join('')),
  );
}

function path(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom('a.py', 'src/b.ts', 'docs/my file.md', '- odd.md', 'x', '.env'),
    fc.string(),
  );
}

function tool(name: string, keys: readonly string[]): ToolDefinition {
  const properties = Object.fromEntries(keys.map(key => [key, { type: 'string' }]));
  return { name, description: `Does ${name}.`, parameters: { type: 'object', properties, required: keys } };
}

function workParameters(): ToolDefinition['parameters'] {
  const properties = { summary: { type: 'string' }, checkCommand: { type: 'string' } };
  return { type: 'object', properties, required: ['summary'] };
}
