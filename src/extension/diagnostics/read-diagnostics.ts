import * as vscode from 'vscode';
import type { Diagnostic, DiagnosticSeverity, TextRange } from '../../engine/ports/diagnostics.ts';

export function plainDiagnostic(found: vscode.Diagnostic, path: string): Diagnostic {
  return {
    path,
    message: found.message,
    severity: severities[found.severity],
    source: found.source ?? '',
    code: codeOf(found),
    range: plainRange(found.range),
  };
}

function plainRange({ start, end }: vscode.Range): TextRange {
  return {
    startLine: start.line + 1,
    startCharacter: start.character + 1,
    endLine: end.line + 1,
    endCharacter: end.character + 1,
  };
}

function codeOf({ code }: vscode.Diagnostic): string {
  if (code === undefined) return '';
  return String(typeof code === 'object' ? code.value : code);
}

const severities: Readonly<Record<vscode.DiagnosticSeverity, DiagnosticSeverity>> = {
  [vscode.DiagnosticSeverity.Error]: 'error',
  [vscode.DiagnosticSeverity.Warning]: 'warning',
  [vscode.DiagnosticSeverity.Information]: 'information',
  [vscode.DiagnosticSeverity.Hint]: 'hint',
};
