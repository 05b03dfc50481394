import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OpenSandbox } from '../../../src/engine/ports/sandbox.ts';
import { createRun } from '../../../src/engine/run/run-session.ts';
import type { RunView } from '../../../src/engine/run/run-view.ts';
import { createDockerSandboxes } from '../../../src/sandbox/docker/docker-sandboxes.ts';
import { createEmbeddedSandboxes } from '../../../src/sandbox/embedded/embedded-sandbox.ts';
import { hashBytes } from '../../../src/store/content-hash.ts';
import { openNodeWorkspace } from '../../../src/workspace/node-workspace.ts';
import { systemClock } from '../../../src/workspace/system-clock.ts';
import { createMemoryRunStore } from '../../fakes/memory-run-store.ts';
import { createRunHarness } from '../../fakes/run-harness.ts';
import type { ScriptedAnswer } from '../../fakes/scripted-model.ts';
import { skipWithout } from '../../missing-component.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const pythonAnswers: readonly ScriptedAnswer[] = [
  {
    text: 'I look around and see what fails.',
    calls: [
      ['list_files', {}],
      ['run_command', { command: 'python -m unittest discover -s tests' }],
      ['read_file', { path: 'shop/discounts.py' }],
      ['read_file', { path: 'shop/stock.py', startLine: 8 }],
      ['search_text', { query: 'legacy_prices|receipts', isRegex: true }],
    ],
  },
  {
    calls: [
      ['move_file', { from: 'shop/reciepts.py', to: 'shop/receipts.py' }],
      ['delete_file', { path: 'shop/legacy_prices.py' }],
      [
        'edit_file',
        { path: 'shop/money.py', search: 'int(fraction)', replace: 'int((fraction + "00")[:2])' },
      ],
      [
        'write_file',
        {
          path: 'shop/discounts.py',
          content:
            '"""Discounts by quantity."""\n\n\ndef discount_percent(quantity):\n    """5 % from 10 pieces on, 10 % from 100 pieces on."""\n    if quantity >= 100:\n        return 10\n    return 5 if quantity >= 10 else 0\n',
        },
      ],
      [
        'edit_file',
        {
          path: 'shop/stock.py',
          search: '    def __init__(self, counts={}):\n        self.counts = counts',
          replace: '    def __init__(self):\n        self.counts = {}',
        },
      ],
      ['submit_work', { summary: 'Mended prices, discounts and stock.' }],
    ],
  },
  {
    text: 'The count is written before it is checked.',
    calls: [
      [
        'edit_file',
        {
          path: 'shop/stock.py',
          search:
            '        self.counts[name] = self.counts.get(name, 0) - count\n        if self.counts[name] < 0:\n            raise OutOfStock(name)',
          replace:
            '        left = self.counts.get(name, 0) - count\n        if left < 0:\n            raise OutOfStock(name)\n        self.counts[name] = left',
        },
      ],
      [
        'submit_review',
        {
          rootCause: 'take() writes before it checks',
          errorType: 'logic_error',
          fixDescription: 'check first',
          confidence: 0.95,
          changesMade: 'stock.py',
        },
      ],
    ],
  },
];

const typescriptAnswers: readonly ScriptedAnswer[] = [
  {
    calls: [
      ['read_file', { path: 'src/search.ts' }],
      ['read_file', { path: 'test/notes.test.ts' }],
      ['run_command', { command: 'npm test' }],
    ],
  },
  {
    calls: [
      [
        'write_file',
        {
          path: 'src/slug.ts',
          content:
            "/** A title as a part of an address. */\nexport function slugOf(title: string): string {\n  return (title.toLowerCase().match(/[a-z0-9]+/g) ?? []).join('-');\n}\n",
        },
      ],
      [
        'edit_file',
        {
          path: 'src/note.ts',
          search:
            "  const [title, ...rest] = source.split('\\n');\n  const tags = source.match(/#\\w+/g) ?? [];\n  return { title: title ?? '', tags, text: rest.join('\\n') };",
          replace:
            "  const [title = '', ...rest] = source.split('\\n');\n  const words = source.toLowerCase().matchAll(/#(\\w+)/g);\n  const tags = [...new Set([...words].map(([, tag = '']) => tag))];\n  return { title, tags, text: rest.join('\\n').trim() };",
        },
      ],
      [
        'edit_file',
        {
          path: 'src/search.ts',
          search:
            "  const words = query.split(' ');\n  return notes.filter(note => words.some(word => note.text.includes(word)));",
          replace:
            "  const words = query.toLowerCase().split(' ').filter(Boolean);\n  return notes.filter(note => words.every(word => note.text.toLowerCase().includes(word)));",
        },
      ],
      [
        'edit_file',
        {
          path: 'src/count-tags.ts',
          search: 'counts[tag] = counts[tag]! + 1;',
          replace: 'counts[tag] = (counts[tag] ?? 0) + 1;',
        },
      ],
      [
        'edit_file',
        {
          path: 'src/count-tags.ts',
          search: 'return Object.entries(counts);',
          replace: 'return Object.entries(counts).sort(([, a], [, b]) => b - a);',
        },
      ],
      ['submit_work', { summary: 'Mended parsing, search and counting; added slugs.' }],
    ],
  },
];

const backends: readonly { readonly name: string; readonly open: () => Promise<OpenSandbox | undefined> }[] =
  [
    {
      name: 'the embedded sandbox',
      async open() {
        const runtimeDirectory = join(root, 'src/sandbox/embedded/runtime');
        return createEmbeddedSandboxes({
          runtimeDirectory,
          cacheDirectory: join(tmpdir(), 'codeforge-test-cache'),
        }).open;
      },
    },
    {
      name: 'Docker',
      async open() {
        const docker = createDockerSandboxes({ imagesDirectory: join(root, 'sandbox-images') });
        const status = await docker.probe(new AbortController().signal);
        return status.kind === 'available' ? docker.open : undefined;
      },
    },
  ];

for (const { name, open } of backends) {
  describe(`a project with failing tests, in ${name}`, function () {
    this.timeout(180_000);
    let openSandbox: OpenSandbox;

    before(async function () {
      openSandbox = (await open()) ?? skipWithout(this, 'Docker engine');
    });

    it('is made green in Python: moved, deleted, edited and rewritten files, and one repair', async () => {
      const { view, folder } = await solve({ openSandbox, project: 'python-shop', answers: pythonAnswers });
      assert.equal(view.outcome, 'completed', view.failure?.message ?? '');
      assert.deepEqual(
        view.attempts.map(({ verdict }) => verdict.kind),
        ['failed', 'passed'],
      );
      assert.equal(view.attempts[0]?.command, 'python -m unittest discover -s tests');
      assert.equal(folder['shop/legacy_prices.py'], undefined);
      assert.match(folder['shop/receipts.py'] ?? '', /Receipts as text/);
      assert.deepEqual(
        view.changes.map(({ kind, path }) => `${kind} ${path}`),
        [
          'edited shop/discounts.py',
          'deleted shop/legacy_prices.py',
          'edited shop/money.py',
          'moved shop/receipts.py',
          'edited shop/stock.py',
        ],
      );
    });

    it('is made green in TypeScript, a new file included', async () => {
      const { view, folder } = await solve({
        openSandbox,
        project: 'typescript-notes',
        answers: typescriptAnswers,
      });
      assert.equal(view.outcome, 'completed', view.failure?.message ?? '');
      assert.equal(view.attempts.length, 1);
      assert.equal(view.attempts[0]?.command, 'npm test');
      assert.match(folder['src/slug.ts'] ?? '', /slugOf/);
    });
  });
}

interface Project {
  readonly openSandbox: OpenSandbox;
  readonly project: string;
  readonly answers: readonly ScriptedAnswer[];
}

/** Solves on a copy of the fixture, accepts everything, and returns what the folder then holds. */
async function solve({
  openSandbox,
  project,
  answers,
}: Project): Promise<{ view: RunView; folder: Record<string, string> }> {
  const folder = mkdtempSync(join(tmpdir(), 'codeforge-project-'));
  try {
    cpSync(join(root, 'test/fixtures', project), folder, { recursive: true });
    const harness = createRunHarness({ files: {}, program: () => ({}), answers });
    const workspace = await openNodeWorkspace(folder, { hash: hashBytes });
    const store = createMemoryRunStore(hashBytes);
    const ports = { ...harness.ports, store, workspace, openSandbox, clock: systemClock };
    const request = harness.request('Make the tests pass.', {
      tiers: { simple: ['replay/x'], medium: ['replay/x'], hard: ['replay/x'] },
    });
    const session = createRun(ports, { runId: `project-${project}`, request, workflow: harness.workflow });
    session.start();
    const proposed = await session.settled();
    if (proposed.awaiting === 'decision') await session.decide(proposed.changes.map(({ path }) => path));
    const view = await session.settled();
    await session.release();
    assert.deepEqual(undoneErrors(harness.models.requests.length, answers.length), []);
    return { view, folder: readFolder(folder) };
  } finally {
    rmSync(folder, { recursive: true });
    assert.equal(existsSync(folder), false);
  }
}

/** Every scripted answer must have been asked for: none too many, none too few. */
function undoneErrors(asked: number, scripted: number): readonly string[] {
  return asked === scripted ? [] : [`${asked} of ${scripted} answers were asked for`];
}

function readFolder(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [relative(folder, path), readFileSync(path, 'utf8')];
    }),
  );
}
