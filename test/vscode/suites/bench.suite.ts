import assert from 'node:assert/strict';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { benchLibrary } from '../../../src/host/bench-library.ts';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { answerNumbers, layOutNumberSuite, type NumberSuite } from '../harness/number-suite.ts';
import { openShop, pointToServer, readShop, resetSettings, shopFolder } from './shop.ts';
import { stubWindow } from './stub-window.ts';
import { until } from './until.ts';

const { executeCommand } = vscode.commands;
const dataDirectory = process.env['CODEFORGE_HOME'] ?? '';
// Its price is known, so that the cap in dollars can be kept.
const model = 'openai/gpt-5-mini';

describe('CodeForge: Run Benchmark', function () {
  this.timeout(180_000);
  let suite: NumberSuite;
  before(() => {
    suite = layOutNumberSuite(dataDirectory);
  });
  after(() => suite[Symbol.dispose]());
  afterEach(resetSettings);

  const asked = () => ({
    showQuickPick: ['A Suite of Your Own…', model],
    showOpenDialog: [suite.folder],
    showInputBox: ['3', '5'],
  });
  const newest = () => {
    const [found] = benchLibrary(dataDirectory).list();
    assert.ok(found?.kind === 'run');
    return found;
  };

  it('solves what was asked for like the command line, and shows what it measured', async () => {
    const files = await openShop();
    await using server = await startScriptedServer('openai', answerNumbers);
    await pointToServer(server, { model, maxRepairs: 2 });
    using shown = stubWindow(asked());
    await executeCommand('codeforge.runBenchmark');

    assert.deepEqual(shown.errors, []);
    assert.match(
      shown.infos.join('\n'),
      /numbers is finished: 33\.3 % of 3 passed without repair, 66\.7 % with/,
    );
    const { order, score } = newest();
    assert.deepEqual(
      [order.model, order.maxRepairs, order.samples, order.made.version],
      [model, 2, 1, '0.1.0'],
    );
    assert.deepEqual(
      [score.withoutRepair.value, score.withRepair.value, score.averageRepairs],
      [1 / 3, 2 / 3, 1],
    );
    assert.deepEqual(readShop(), files);
    await until(vscode.window.tabGroups.onDidChangeTabs, () => openTabs().includes('CodeForge Dashboard'));
  });

  it('keeps what is finished when the model fails, and goes on from there at the next command', async () => {
    await openShop();
    await using server = await startScriptedServer('openai', request =>
      JSON.stringify(request.body).includes('def one()')
        ? answerNumbers(request)
        : { fault: { kind: 'status', status: 400 } },
    );
    await pointToServer(server, { model, maxRepairs: 2 });
    {
      using shown = stubWindow(asked());
      await executeCommand('codeforge.runBenchmark');
      assert.match(shown.errors.join('\n'), /400/u);
    }
    const cut = newest();
    assert.ok(cut.score.samples <= 1, `${cut.score.samples}`);

    await using healthy = await startScriptedServer('openai', answerNumbers);
    await pointToServer(healthy, { model, maxRepairs: 2 });
    // Its own folder and its data are known from the run.
    using shown = stubWindow({ showInputBox: ['5'] });
    await executeCommand('codeforge.runBenchmark', cut.id);
    assert.deepEqual(shown.errors, []);
    const { id, score } = newest();
    assert.deepEqual([id, score.samples, score.withRepair.value], [cut.id, 3, 2 / 3]);

    await executeCommand('codeforge.runBenchmark', cut.id);
    assert.match(shown.errors.join('\n'), /is finished already/u);
  });

  it('runs the problems that are chosen in the Test Explorer, and no others', async () => {
    await openShop();
    await using server = await startScriptedServer('openai', answerNumbers);
    await pointToServer(server, { model, maxRepairs: 2 });
    const before = benchLibrary(dataDirectory).list().length;
    cpSync(suite.folder, join(shopFolder(), 'numbers'), { recursive: true });
    using shown = stubWindow({ showQuickPick: [model], showInputBox: ['5'] });
    const inExplorer = (...names: readonly string[]) =>
      ['codeforge.benchmarks', join(shopFolder(), 'numbers'), ...names].join('\0');
    await executeCommand('testing.refreshTests');
    await executeCommand('vscode.runTestsById', runGroup, inExplorer('T/0'), inExplorer('T/2'));

    assert.deepEqual([shown.errors, benchLibrary(dataDirectory).list().length], [[], before + 1]);
    const { order, score } = newest();
    assert.deepEqual([order.ids, order.model, score.withRepair.value], [['T/0', 'T/2'], model, 1 / 2]);
  });

  it('opens a suite file that is wrong at the line in question', async () => {
    await openShop();
    await using server = await startScriptedServer('openai', answerNumbers);
    await pointToServer(server, { model, maxRepairs: 2 });
    const folder = join(shopFolder(), 'wrong-suite');
    const file = join(folder, 'suite.yaml');
    mkdirSync(folder);
    writeFileSync(file, 'title: Wrong\ndescription: For the tests.\nformat: humanevil\n');
    using shown = stubWindow({
      showQuickPick: ['A Suite of Your Own…', model],
      showOpenDialog: [folder],
      showInputBox: ['3', '5'],
      buttons: ['Open File'],
    });
    await executeCommand('codeforge.runBenchmark');

    assert.match(shown.errors.join('\n'), /suite\.yaml:3: format: /u);
    const { onDidChangeActiveTextEditor, onDidChangeTextEditorSelection } = vscode.window;
    const place = () => {
      const editor = vscode.window.activeTextEditor;
      return editor?.document.uri.fsPath === file ? editor.selection.active.line : undefined;
    };
    await until(onDidChangeActiveTextEditor, () => place() !== undefined);
    await until(onDidChangeTextEditorSelection, () => place() === 2);
  });

  it('does nothing when the person changes their mind', async () => {
    await openShop();
    const before = benchLibrary(dataDirectory).list().length;
    using shown = stubWindow({ showQuickPick: [undefined] });
    await executeCommand('codeforge.runBenchmark');
    assert.deepEqual([shown.errors, benchLibrary(dataDirectory).list().length], [[], before]);
  });
});

// VS Code's own number for the profiles that run tests.
const runGroup = 2;

function openTabs(): readonly string[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
}
