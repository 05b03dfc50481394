import * as vscode from 'vscode';

/** What a person would have answered, in the order of the questions; undefined: they pressed Escape. */
export interface Answers {
  readonly showInputBox?: readonly (string | undefined)[];
  /** Labels of rows. */
  readonly showQuickPick?: readonly (string | undefined)[];
  /** Paths that are chosen. */
  readonly showOpenDialog?: readonly string[];
  /** Buttons that are pressed wherever a message offers them. */
  readonly buttons?: readonly string[];
}

/** Messages that were shown, in their order. */
export interface ShownMessages {
  readonly errors: string[];
  readonly warnings: string[];
  readonly infos: string[];
  /** Called with each message as it is shown. */
  onMessage?: (message: string) => void;
}

/**
 * Answers questions in place of a person, and collects messages. Disposing
 * gives the window its own functions back.
 */
export function stubWindow(answers: Answers = {}): ShownMessages & Disposable {
  const window = vscode.window as unknown as Record<string, unknown>;
  const kept = Object.fromEntries(stubbed.map(name => [name, window[name]]));
  const shown: ShownMessages = { errors: [], warnings: [], infos: [] };
  const inputs = [...(answers.showInputBox ?? [])];
  const picks = [...(answers.showQuickPick ?? [])];
  const paths = [...(answers.showOpenDialog ?? [])];
  const { buttons = [] } = answers;
  const collect =
    (into: string[]) =>
    async (message: string, ...offered: readonly (string | vscode.MessageItem)[]) => {
      into.push(message);
      shown.onMessage?.(message);
      return offered.find(item => buttons.includes(typeof item === 'string' ? item : item.title));
    };
  window['showErrorMessage'] = collect(shown.errors);
  window['showWarningMessage'] = collect(shown.warnings);
  window['showInformationMessage'] = collect(shown.infos);
  window['showInputBox'] = async (options: vscode.InputBoxOptions) => {
    if (inputs.length === 0) throw new Error(`nobody expected to be asked: ${options.title}`);
    return inputs.shift();
  };
  window['showOpenDialog'] = async () => {
    const chosen = paths.shift();
    if (chosen === undefined) throw new Error('nobody expected to be asked for a path');
    return [vscode.Uri.file(chosen)];
  };
  window['showQuickPick'] = async (items: readonly vscode.QuickPickItem[]) => {
    if (picks.length === 0) throw new Error('nobody expected to be asked to pick');
    const label = picks.shift();
    const found = items.find(item => item.label === label);
    if (label !== undefined && found === undefined) {
      throw new Error(`there is no '${label}' among: ${items.map(item => item.label).join(', ')}`);
    }
    return found;
  };
  return Object.assign(shown, { [Symbol.dispose]: () => void Object.assign(window, kept) });
}

/** Resolves when an information like that has been shown. */
export function untilInfo(shown: ShownMessages, pattern: RegExp): Promise<void> {
  return new Promise(resolve => {
    const look = () => {
      if (shown.infos.some(message => pattern.test(message))) resolve();
    };
    shown.onMessage = look;
    look();
  });
}

const stubbed = [
  'showErrorMessage',
  'showWarningMessage',
  'showInformationMessage',
  'showInputBox',
  'showQuickPick',
  'showOpenDialog',
];
