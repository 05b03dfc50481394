import * as vscode from 'vscode';
import type { EnclosingSymbol } from '../../engine/symptoms/symptoms.ts';

/** The innermost function, class or key around a place, with its text, as the language's own outline says. */
export async function enclosingSymbol(
  document: vscode.TextDocument,
  range: vscode.Range,
): Promise<EnclosingSymbol | null> {
  const found = await vscode.commands.executeCommand<
    readonly (vscode.DocumentSymbol | vscode.SymbolInformation)[] | undefined
  >('vscode.executeDocumentSymbolProvider', document.uri);
  const path = pathTo(
    (found ?? []).filter(symbol => 'children' in symbol),
    range,
  );
  const innermost = path.at(-1);
  if (innermost === undefined) return linesAround(document, range);
  return {
    name: path.map(({ name }) => name).join('.'),
    startLine: innermost.range.start.line + 1,
    text: document.getText(innermost.range),
  };
}

/** From the outermost to the innermost; empty where nothing encloses the place. */
function pathTo(
  symbols: readonly vscode.DocumentSymbol[],
  range: vscode.Range,
): readonly vscode.DocumentSymbol[] {
  const around = symbols.find(symbol => symbol.range.contains(range));
  return around === undefined ? [] : [around, ...pathTo(around.children, range)];
}

/** Where a language has no outline. */
function linesAround(document: vscode.TextDocument, { start, end }: vscode.Range): EnclosingSymbol {
  const first = Math.max(0, start.line - linesBeside);
  const last = Math.min(document.lineCount - 1, end.line + linesBeside);
  const shown = new vscode.Range(first, 0, last, document.lineAt(last).text.length);
  return { name: `lines ${first + 1}-${last + 1}`, startLine: first + 1, text: document.getText(shown) };
}

const linesBeside = 6;
