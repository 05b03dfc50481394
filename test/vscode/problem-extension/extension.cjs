const { readFileSync } = require('node:fs');
const vscode = require('vscode');

/** A linter of a kind that people install: it knows one rule, with a code, and says where the rule stands. */
exports.activate = context => {
  const problems = vscode.languages.createDiagnosticCollection('house-rules');
  const look = document => {
    if (document.languageId === 'plaintext') problems.set(document.uri, problemsIn(document));
  };
  vscode.workspace.textDocuments.forEach(look);
  context.subscriptions.push(
    problems,
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(({ document }) => look(document)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => problems.delete(uri)),
    failingTest(),
  );
};

function problemsIn(document) {
  return [...document.getText().matchAll(/utilize/g)].map(({ index, 0: word }) => {
    const range = new vscode.Range(document.positionAt(index), document.positionAt(index + word.length));
    const problem = new vscode.Diagnostic(
      range,
      `Write "use", not "${word}".`,
      vscode.DiagnosticSeverity.Warning,
    );
    problem.source = 'house-rules';
    problem.code = { value: 'plain-words', target: vscode.Uri.parse('https://example.com/plain-words') };
    const rule = new vscode.Location(document.uri, new vscode.Position(0, 0));
    problem.relatedInformation = [new vscode.DiagnosticRelatedInformation(rule, 'The rule begins here.')];
    return problem;
  });
}

function failingTest() {
  const controller = vscode.tests.createTestController('house-tests', 'House Tests');
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) return controller;
  const cart = vscode.Uri.joinPath(folder.uri, 'src/cart.mjs');
  const suite = controller.createTestItem('cart', 'the cart', cart);
  const item = controller.createTestItem('total', 'counts every item', cart);
  item.range = new vscode.Range(2, 2, 2, 20);
  suite.children.add(item);
  controller.items.add(suite);
  controller.createRunProfile('Run', vscode.TestRunProfileKind.Run, request => {
    const run = controller.createTestRun(request);
    run.started(item);
    if (readFileSync(cart.fsPath, 'utf8').includes('item.count')) run.passed(item);
    else {
      const message = vscode.TestMessage.diff('the total is wrong', '400', '250');
      message.location = new vscode.Location(cart, item.range);
      run.failed(item, message);
    }
    run.end();
  });
  return controller;
}
