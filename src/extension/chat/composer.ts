import * as vscode from 'vscode';
import { ForgeError } from '../../engine/forge-error.ts';
import { plainLine } from '../../engine/plain-text.ts';
import type { ModelTiers } from '../../engine/routing/model-tiers.ts';
import type {
  Choice,
  CompletionSlice,
  EstimateSlice,
  ReturnedTask,
  StartSlice,
} from '../../protocol/chat/chat-slices.ts';
import { attachEditor } from '../attach-editor.ts';
import type { RunChoices, Surroundings } from '../engine.ts';
import type { ForgeWindow } from '../forge-window.ts';
import { gatherSurroundings } from '../gather-surroundings.ts';
import { describeAttachments } from '../text/describe-attachments.ts';
import { completeMention } from './complete-mention.ts';
import { describeEstimate } from './describe-estimate.ts';
import { activeFolder } from './mentions.ts';
import { modelChoices, workflowChoices } from './offered-choices.ts';

/** What a person is about to ask: the draft, the model and workflow they chose, and what that would cost. */
export class Composer implements vscode.Disposable {
  readonly #changes = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changes.event;
  readonly #window: ForgeWindow;
  readonly #listeners: vscode.Disposable;
  #choices: RunChoices | undefined;
  #estimate: EstimateSlice | null = null;
  #completion: CompletionSlice = { number: 0, items: [] };
  #returned: ReturnedTask | null = null;
  #patience: NodeJS.Timeout | undefined;

  constructor(window: ForgeWindow) {
    this.#window = window;
    const changed = () => this.#changes.fire();
    this.#listeners = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor(changed),
      vscode.window.onDidChangeTextEditorSelection(changed),
      vscode.workspace.onDidChangeWorkspaceFolders(() => void this.refresh()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.refresh()),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration('codeforge')) void this.refresh();
      }),
      window.context.secrets.onDidChange(() => void this.refresh()),
    );
  }

  draft(): string {
    return this.#window.context.workspaceState.get(draftMemory, '');
  }

  async keepDraft(text: string): Promise<void> {
    await this.#window.context.workspaceState.update(draftMemory, text);
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => void this.#reckon(), patienceMs);
  }

  /** A task that was sent and did not begin: nobody shall have to type it again. */
  async giveBack(text: string): Promise<void> {
    this.#returned = { number: (this.#returned?.number ?? 0) + 1, text };
    this.#changes.fire();
    if (this.draft() === '') await this.keepDraft(text);
  }

  returned(): ReturnedTask | null {
    return this.#returned;
  }

  completion(): CompletionSlice {
    return this.#completion;
  }

  async complete(number: number, text: string): Promise<void> {
    const items = await completeMention(text);
    // A slow answer to an old question must not replace that to a newer one.
    if (number < this.#completion.number) return;
    this.#completion = { number, items };
    this.#changes.fire();
  }

  /** Empty: the models that the settings name. */
  model(): string {
    return this.#window.context.workspaceState.get(modelMemory, '');
  }

  /** Empty: the workflow that the settings name. */
  workflow(): string {
    return this.#window.context.workspaceState.get(workflowMemory, '') || settingOf('workflow');
  }

  async choose(what: 'model' | 'workflow', id: string): Promise<void> {
    const memory = what === 'model' ? modelMemory : workflowMemory;
    await this.#window.context.workspaceState.update(memory, id);
    await this.#reckon();
  }

  models(): readonly Choice[] {
    return modelChoices(settingOf('model'), this.#choices?.tiers);
  }

  workflows(): readonly Choice[] {
    return workflowChoices(this.workflow(), this.#choices?.workflows ?? []);
  }

  estimate(): EstimateSlice | null {
    return this.#estimate;
  }

  attached(): string | null {
    const folder = activeFolder();
    const words = folder && describeAttachments(attachEditor(folder));
    return words === undefined ? null : plainLine(words);
  }

  start(): StartSlice {
    const { workspaceFolders = [], isTrusted } = vscode.workspace;
    const named = settingOf('model') !== '' || this.model() !== '';
    const found = named || this.#choices?.tiers !== undefined;
    return {
      hasFolder: workspaceFolders.length > 0,
      isTrusted,
      model: found ? 'found' : this.#choices === undefined ? 'looking' : 'missing',
    };
  }

  /** The surroundings of a run in the folder, with what was chosen here laid over the settings. */
  async surroundings(folder: vscode.Uri): Promise<Surroundings> {
    const gathered = await gatherSurroundings(this.#window, folder);
    const model = this.model();
    const settings = {
      ...gathered.settings,
      workflow: this.workflow(),
      ...(model !== '' && { model }),
    };
    return { ...gathered, settings };
  }

  /** Looks anew for what can be chosen. */
  async refresh(): Promise<void> {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    if (folder !== undefined && folder.uri.scheme === 'file') {
      await this.#quietly(async () => {
        const engine = await this.#window.engine();
        this.#choices = await engine.choices(await this.surroundings(folder.uri));
      });
    }
    await this.#reckon();
  }

  dispose(): void {
    clearTimeout(this.#patience);
    this.#listeners.dispose();
    this.#changes.dispose();
  }

  async #reckon(): Promise<void> {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const task = this.draft();
    this.#estimate = null;
    if (folder !== undefined && folder.uri.scheme === 'file') {
      await this.#quietly(async () => {
        const surroundings = await this.surroundings(folder.uri);
        const tiers = this.#choices?.tiers ?? noTiers;
        if (surroundings.settings.model === '' && tiers === noTiers) return;
        const engine = await this.#window.engine();
        this.#estimate = describeEstimate(await engine.estimate({ ...surroundings, task, tiers }));
      });
    }
    this.#changes.fire();
  }

  /** Settings that cannot be used are told when somebody starts a run with them, not while they type. */
  async #quietly(look: () => Promise<void>): Promise<void> {
    try {
      await look();
    } catch (error) {
      if (!(error instanceof ForgeError)) throw error;
      this.#window.log().info(error.message);
    }
  }
}

function settingOf(id: 'model' | 'workflow'): string {
  return vscode.workspace.getConfiguration('codeforge').get<string>(id, '');
}

const noTiers: ModelTiers = { simple: [], medium: [], hard: [] };
const draftMemory = 'codeforge.chat.draft';
const modelMemory = 'codeforge.chat.model';
const workflowMemory = 'codeforge.chat.workflow';
// Longer than between two keystrokes.
const patienceMs = 400;
