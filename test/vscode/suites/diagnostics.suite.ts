import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { changeSetOf } from '../../../src/engine/change/change-set.ts';
import { encodeText } from '../../../src/engine/change/text-content.ts';
import type { Diagnostic } from '../../../src/engine/ports/diagnostics.ts';
import type { Workspace } from '../../../src/engine/ports/workspace.ts';
import {
  type DiagnosticsTrial,
  diagnosticsContract,
} from '../../../src/extension/diagnostics/diagnostics.contract.ts';
import { editorDiagnostics } from '../../../src/extension/diagnostics/editor-diagnostics.ts';
import { hashBytes } from '../../../src/store/content-hash.ts';
import { createMemoryRunStore } from '../../fakes/memory-run-store.ts';
import { createMemoryWorkspace } from '../../fakes/memory-workspace.ts';
import { openShop, readShop, shopFolder } from './shop.ts';

describe('the language servers of the editor', function () {
  // They take their time on a busy machine.
  this.timeout(240_000);
  diagnosticsContract(openTrial);

  it('judge TypeScript across files, and neither take the focus nor leave a tab or a file behind', async () => {
    await using trial = await openTrial({
      'tsconfig.json': '{ "compilerOptions": { "strict": true, "noEmit": true } }\n',
      'a.ts': "import { b } from './b';\nexport const a: number = b();\n",
      'b.ts': "export function b(): string {\n  return 'x';\n}\n",
    });
    const editor = await vscode.window.showTextDocument(vscode.Uri.file(join(shopFolder(), 'b.ts')));
    const base = trial.contents.put(encodeText(trial.files()['b.ts'] ?? ''));
    const next = trial.contents.put(encodeText('export function b(): number {\n  return 1;\n}\n'));
    const changeSet = changeSetOf({ 'b.ts': { base, next, executable: false } }, trial.contents);

    const target = wrongType;
    const inspection = await trial.diagnostics.inspect(
      { workspace: trial.workspace, changeSet, targets: [target], paths: [] },
      new AbortController().signal,
    );

    assert.ok(inspection.kind === 'inspected');
    assert.deepEqual(
      inspection.before.map(({ path, code }) => [path, code]),
      [['a.ts', '2322']],
    );
    assert.deepEqual(inspection.after, []);
    assert.equal(vscode.window.activeTextEditor, editor);
    const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs);
    assert.deepEqual(
      tabs.map(({ label }) => label),
      ['b.ts'],
    );
    assert.deepEqual(
      readdirSync(tmpdir()).filter(name => name.startsWith('codeforge-shadow-')),
      [],
    );
  });

  it('find in a copy what needs an installed package', async () => {
    await using trial = await openTrial({
      'tsconfig.json':
        '{ "compilerOptions": { "strict": true, "noEmit": true, "moduleResolution": "node10", "ignoreDeprecations": "6.0" } }\n',
      'a.ts': "import { b } from 'installed';\nexport const a: number = b();\n",
    });
    const installed = join(shopFolder(), 'node_modules', 'installed');
    mkdirSync(installed, { recursive: true });
    writeFileSync(join(installed, 'package.json'), '{ "name": "installed", "types": "index.d.ts" }');
    writeFileSync(join(installed, 'index.d.ts'), 'export function b(): string;\n');

    const inspection = await trial.diagnostics.inspect(
      {
        workspace: trial.workspace,
        changeSet: changeSetOf({}, trial.contents),
        targets: [wrongType],
        paths: [],
      },
      new AbortController().signal,
    );

    assert.ok(inspection.kind === 'inspected');
    assert.deepEqual(
      inspection.before.map(({ code }) => code),
      ['2322'],
    );
    // The link was removed, not what it leads to.
    assert.ok(existsSync(join(installed, 'index.d.ts')));
  });
});

const wrongType: Diagnostic = {
  path: 'a.ts',
  message: "Type 'string' is not assignable to type 'number'.",
  ...{ severity: 'error', source: 'ts', code: '2322' },
  range: { startLine: 2, startCharacter: 14, endLine: 2, endCharacter: 15 },
};

/** Files in the folder that is open, and the language servers that VS Code brings along. */
async function openTrial(files: Readonly<Record<string, string>>): Promise<DiagnosticsTrial> {
  await openShop();
  const root = shopFolder();
  for (const name of readdirSync(root)) rmSync(join(root, name), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const { contents } = createMemoryRunStore(hashBytes);
  return {
    diagnostics: editorDiagnostics(contents),
    workspace: folderWorkspace(root),
    contents,
    files: readShop,
    async [Symbol.asyncDispose]() {
      await openShop();
    },
  };
}

/** What is needed of a workspace to copy it, without the search program that lists it otherwise. */
function folderWorkspace(root: string): Workspace {
  return {
    ...createMemoryWorkspace({}),
    root,
    list: async () =>
      Object.keys(readShop())
        .filter(path => !path.startsWith('node_modules/'))
        .map(path => ({ path, sizeBytes: readFileSync(join(root, path)).length, executable: false })),
  };
}
