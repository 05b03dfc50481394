import * as vscode from 'vscode';

/** The most that a benchmark may cost; null: there is no cap. */
export interface ChosenCap {
  readonly usd: number | null;
}

/** For each of so many suites. Undefined when the person changed their mind. */
export async function askCap(usual: number | null, suites = 1): Promise<ChosenCap | undefined> {
  const typed = await vscode.window.showInputBox({
    title: 'CodeForge: Run Benchmark',
    prompt: `How many dollars may ${suites === 1 ? 'it' : `each of the ${suites} suites`} cost at most? It stops before it could cost more, and can go on later. Leave it empty for no cap.`,
    value: String(usual ?? cautiousUsd),
    ignoreFocusOut: true,
    validateInput: text => (parseCap(text) === undefined ? 'Name an amount such as 2.50, or nothing.' : null),
  });
  return typed === undefined ? undefined : parseCap(typed);
}

function parseCap(text: string): ChosenCap | undefined {
  const trimmed = text.trim().replace(/^\$/u, '');
  if (trimmed === '') return { usd: null };
  const usd = Number(trimmed);
  return Number.isFinite(usd) && usd > 0 ? { usd } : undefined;
}

// Nobody shall be surprised by a bill: who wants more says so.
const cautiousUsd = 1;
