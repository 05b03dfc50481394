import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { type ScriptedServer, startScriptedServer } from '../../servers/scripted-server.ts';
import type { ScriptedTurn } from '../../servers/scripted-turn.ts';
import { openShop, pointToServer, readShop, resetSettings, shopFolder } from './shop.ts';
import { type ShownMessages, stubWindow } from './stub-window.ts';
import { until } from './until.ts';

const { executeCommand } = vscode.commands;

describe('fixing what the editor shows', function () {
  // Language servers take their time on a busy machine.
  this.timeout(240_000);
  afterEach(resetSettings);

  it('mends an error of TypeScript from the light bulb, and says that no check was there', async () => {
    await using server = await startScriptedServer('openai', [edits('src/price.ts', ['"4"', '4'])]);
    using shown = await begin(server, { 'src/price.ts': 'export const price: number = "4";\n' });
    const document = await openWithProblems('src/price.ts', 1);

    const action = await actionNamed(document, /^Fix with CodeForge$/u);
    assert.equal(action.isPreferred, undefined);
    const files = readShop();
    await perform(action);

    assert.deepEqual(readShop(), files);
    await told(shown, /The problem is gone and no new one came\. There is no check here/u);
    assert.match(sentTo(server, 0), /src\/price\.ts:1:14 error ts\(2322\)/u);
    await accept(shown, /The problem is gone: the editor shows it in your files no more/u);
    assert.equal(readShop()['src/price.ts'], 'export const price: number = 4;\n');
    assert.deepEqual(shown.errors, []);
  });

  it('mends all problems of a JSON file in one run', async () => {
    const broken = '{\n  "a": 1,\n  "a": 2,\n  "b": [1,],\n}\n';
    await using server = await startScriptedServer('openai', [
      edits('data.json', ['  "a": 1,\n', ''], ['[1,]', '[1]'], ['],\n}', ']\n}']),
    ]);
    using shown = await begin(server, { 'data.json': broken });
    const document = await openWithProblems('data.json', 4);

    await perform(await actionNamed(document, /^Fix All 4 Problems in This File with CodeForge$/u));

    assert.equal(server.requests.length, 1);
    assert.match(sentTo(server, 0), /Trailing comma[\s\S]*Duplicate object key/u);
    await told(shown, /All 4 problems are gone and no new one came/u);
    await accept(shown, /All 4 problems are gone/u);
    assert.deepEqual(JSON.parse(readShop()['data.json'] ?? ''), { a: 2, b: [1] });
  });

  it('mends what another extension finds, and takes along its code and the places it points to', async () => {
    await using server = await startScriptedServer('openai', [edits('guide.txt', ['utilize', 'use'])]);
    using shown = await begin(server, { 'guide.txt': 'A guide.\nPlease utilize it.\n' });
    const document = await openWithProblems('guide.txt', 1);
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(1, 9, 1, 9);

    await executeCommand('codeforge.fixProblem');

    assert.match(
      sentTo(server, 0),
      /warning house-rules\(plain-words\)[\s\S]*see guide\.txt:1: The rule begins here/u,
    );
    await accept(shown, /The problem is gone/u);
    assert.equal(readShop()['guide.txt'], 'A guide.\nPlease use it.\n');
  });

  it('goes on repairing while the editor shows the problem, or a new one', async () => {
    const review: ScriptedTurn = {
      toolCalls: [
        ...(edits('src/price.ts', ['price2', 'price'], ['"4"', '4']).toolCalls ?? []).slice(0, 2),
        {
          name: 'submit_review',
          arguments: {
            ...{ rootCause: 'r', errorType: 'syntax_error', fixDescription: 'f' },
            ...{ confidence: 0.9, changesMade: '' },
          },
        },
      ],
    };
    await using server = await startScriptedServer('openai', [
      edits('src/price.ts', ['price:', 'price2:']),
      review,
    ]);
    using shown = await begin(server, {
      'src/price.ts': 'export const price: number = "4";\n',
      'src/uses.ts': "import { price } from './price';\nexport const twice = price * 2;\n",
    });
    const document = await openWithProblems('src/price.ts', 1);
    await perform(await actionNamed(document, /^Fix with CodeForge$/u));

    assert.equal(server.requests.length, 2);
    assert.match(sentTo(server, 1), /still there: ts\(2322\)/u);
    assert.deepEqual(shown.errors, []);
    await executeCommand('codeforge.rejectAllChanges');
  });

  it('explains an error in a document beside it, as text', async () => {
    const answer = 'A <b>string</b> is no number. ![x](https://example.com/x.png)';
    await using server = await startScriptedServer('openai', [{ text: answer }]);
    using shown = await begin(server, { 'src/price.ts': 'export const price: number = "4";\n' });
    const document = await openWithProblems('src/price.ts', 1);

    await perform(await actionNamed(document, /^Explain This Error with CodeForge$/u));

    const [explanation] = vscode.workspace.textDocuments.filter(
      ({ uri }) => uri.scheme === 'codeforge-explanation',
    );
    assert.ok(explanation);
    await until(vscode.workspace.onDidChangeTextDocument, () => explanation.getText().endsWith(answer));
    assert.match(explanation.getText(), /^> Problems to fix:\n> 1\. src\/price\.ts:1:14 error ts\(2322\)/u);
    assert.equal(vscode.window.activeTextEditor?.document, document);
    assert.deepEqual(shown.errors, []);
  });

  it('says what to do where there is no problem', async () => {
    await using server = await startScriptedServer('openai', []);
    using shown = await begin(server, {});
    await vscode.window.showTextDocument(vscode.Uri.file(join(shopFolder(), 'notes.txt')));
    await executeCommand('codeforge.fixProblem');
    assert.match(shown.errors.join(), /no problem to fix here\. Put the cursor on one/u);
    assert.equal(server.requests.length, 0);
  });

  it('mends what is selected in the terminal', async () => {
    await using server = await startScriptedServer('openai', [
      {
        toolCalls: [
          {
            name: 'edit_file',
            arguments: {
              path: 'src/cart.mjs',
              search: 'sum + item.price, 0',
              replace: 'sum + item.price * item.count, 0',
            },
          },
          { name: 'submit_work', arguments: { summary: 'done' } },
        ],
      },
    ]);
    using shown = await begin(server, {}, 'node check.mjs');
    const terminal = vscode.window.createTerminal({
      name: 'failing',
      pty: printing('TypeError: the total is 250, not 400'),
    });
    terminal.show();
    await printed.promise;
    await executeCommand('workbench.action.terminal.selectAll');
    await vscode.env.clipboard.writeText('what was there');

    await executeCommand('codeforge.fixTerminalSelection');

    assert.match(sentTo(server, 0), /Selected in the terminal:[\s\S]*TypeError: the total is 250, not 400/u);
    assert.equal(await vscode.env.clipboard.readText(), 'what was there');
    await told(shown, /The check passed/u);
    await executeCommand('codeforge.rejectAllChanges');
    terminal.dispose();
  });
});

async function begin(
  server: ScriptedServer,
  files: Readonly<Record<string, string>>,
  check = '',
): Promise<ShownMessages & Disposable> {
  await openShop();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(shopFolder(), path)), { recursive: true });
    writeFileSync(join(shopFolder(), path), text);
  }
  await pointToServer(server, { check });
  return stubWindow();
}

/** The answer of a coder that makes these edits in one file. */
function edits(
  path: string,
  ...changes: readonly (readonly [search: string, replace: string])[]
): ScriptedTurn {
  return {
    toolCalls: [
      ...changes.map(([search, replace]) => ({ name: 'edit_file', arguments: { path, search, replace } })),
      { name: 'submit_work', arguments: { summary: 'done' } },
    ],
  };
}

/** Opens a file, and waits until the editor shows so many problems in it. */
async function openWithProblems(path: string, count: number): Promise<vscode.TextDocument> {
  const uri = vscode.Uri.file(join(shopFolder(), path));
  const { document } = await vscode.window.showTextDocument(uri);
  const problems = () => vscode.languages.getDiagnostics(uri).filter(({ severity }) => severity <= 1).length;
  await until(vscode.languages.onDidChangeDiagnostics, () => problems() === count);
  return document;
}

async function actionNamed(document: vscode.TextDocument, title: RegExp): Promise<vscode.CodeAction> {
  const [problem] = vscode.languages.getDiagnostics(document.uri);
  assert.ok(problem);
  const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    problem.range,
    vscode.CodeActionKind.QuickFix.value,
  );
  const found = actions.find(action => title.test(action.title));
  assert.ok(found, `no ${title} among: ${actions.map(action => action.title).join(', ')}`);
  return found;
}

async function perform({ command }: vscode.CodeAction): Promise<void> {
  assert.ok(command);
  await executeCommand(command.command, ...(command.arguments ?? []));
}

/** Accepts the change, and waits for the last word on it. */
async function accept(shown: ShownMessages, word: RegExp): Promise<void> {
  shown.infos.length = 0;
  await executeCommand('codeforge.acceptAllChanges');
  await told(shown, word);
}

/** Resolves once a message says so: some are shown when the command that led to them is over. */
async function told(shown: ShownMessages, word: RegExp): Promise<void> {
  const said = Promise.withResolvers<void>();
  shown.onMessage = message => word.test(message) && said.resolve();
  const before = [...shown.infos, ...shown.warnings].some(message => word.test(message));
  if (!before) await said.promise;
}

function sentTo(server: ScriptedServer, index: number): string {
  const { messages } = (server.requests[index]?.body ?? { messages: [] }) as {
    messages: readonly { content: unknown }[];
  };
  return messages
    .map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content)))
    .join('\n');
}

let printed = Promise.withResolvers<void>();

function printing(text: string): vscode.Pseudoterminal {
  const output = new vscode.EventEmitter<string>();
  printed = Promise.withResolvers<void>();
  return {
    onDidWrite: output.event,
    open() {
      output.fire(`${text}\r\n`);
      printed.resolve();
    },
    close() {},
  };
}
