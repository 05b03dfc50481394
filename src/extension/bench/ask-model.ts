import * as vscode from 'vscode';
import type { Engine } from '../engine.ts';
import type { BenchmarkOrder } from './benchmark-order.ts';

/** The model to measure; null: as the routing by tiers says. */
export interface ChosenModel {
  readonly id: string | null;
}

/** Asks which model; undefined when the person changed their mind. */
export async function askModel(
  engine: Engine,
  { settings, keys }: Pick<BenchmarkOrder, 'settings' | 'keys'>,
): Promise<ChosenModel | undefined> {
  const { tiers } = await engine.choices({ settings, keys });
  const named = settings.model === '' ? [] : [settings.model];
  const ids = [...new Set([...named, ...Object.values(tiers ?? {}).flat()])];
  const rows = [
    ...ids.map(id => ({
      label: id,
      description: id === settings.model ? 'from the settings' : '',
      model: { id },
    })),
    ...(tiers === undefined
      ? []
      : [{ label: byTier, description: 'by how complex a problem is', model: { id: null } }]),
    { label: another, description: 'by its name', model: undefined },
  ];
  const picked = await vscode.window.showQuickPick(rows, {
    title,
    placeHolder: 'Which model shall be measured?',
    ignoreFocusOut: true,
  });
  return picked === undefined || picked.model !== undefined ? picked?.model : askName();
}

async function askName(): Promise<ChosenModel | undefined> {
  const name = await vscode.window.showInputBox({
    title,
    prompt: 'Which model? Provider and name, such as openai/gpt-5-mini or ollama/qwen3:8b.',
    ignoreFocusOut: true,
    validateInput: text => (/^[^/\s]+\/\S+$/u.test(text.trim()) ? undefined : 'Name it as provider/model.'),
  });
  return name === undefined ? undefined : { id: name.trim() };
}

const title = 'CodeForge: Run Benchmark';
const byTier = 'Models by tier';
const another = 'Another model…';
