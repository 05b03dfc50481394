import * as vscode from 'vscode';
import { ForgeError } from '../../engine/forge-error.ts';
import type { FormerRun } from '../../engine/run/former-run.ts';
import { followRuns } from '../../engine/run/former-run.ts';
import type { RunEventEnvelope } from '../../engine/run/run-events.ts';
import type { RunView } from '../../engine/run/run-view.ts';
import { isSameFolder } from '../../host/is-same-folder.ts';
import type { Engine } from '../engine.ts';
import type { ForgeWindow } from '../forge-window.ts';
import { describeEvent } from '../text/describe-event.ts';
import { cardSources } from './story/card-sources.ts';
import type { CardSources } from './story/slice-card.ts';
import { type TalkedRun, talkedRunOf, withView } from './talked-run.ts';

/** The runs that this window talks about, the latest last. What is told of them comes from events and the store. */
export class Conversation implements vscode.Disposable {
  readonly #changes = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changes.event;
  readonly #window: ForgeWindow;
  readonly #listeners: vscode.Disposable;
  #runs: readonly TalkedRun[] = [];
  #loading: string | undefined;
  #sources: CardSources | undefined;
  #activity = '';
  #driven: string | undefined;

  constructor(window: ForgeWindow) {
    this.#window = window;
    const { current } = window;
    this.#listeners = vscode.Disposable.from(
      current.onDidTell(event => this.#take(event)),
      current.onDidChange(view => this.#look(view)),
    );
  }

  runs(): readonly TalkedRun[] {
    return this.#runs;
  }

  /** The run that this window drives; undefined when none is. */
  driven(): string | undefined {
    const { current } = this.#window;
    return current.folder() === undefined ? undefined : current.view()?.runId;
  }

  /** Undefined until the first run was looked at. */
  sources(): CardSources | undefined {
    return this.#sources;
  }

  activity(): string {
    return this.#activity;
  }

  /** What a next message about a folder goes on from; empty for one that begins a conversation. */
  follows(folder: string): readonly FormerRun[] {
    const last = this.#runs.at(-1);
    if (!last?.view || !isSameFolder(folder, last.folder)) return [];
    return followRuns(last.request.follows ?? [], last.view);
  }

  /** Takes up the conversation of the last time, where there is none yet. */
  async open(): Promise<void> {
    const runId = this.#window.context.workspaceState.get<string>(memory);
    if (this.#runs.length > 0 || this.#loading !== undefined || runId === undefined) return;
    await this.#load(runId);
  }

  /** Leaves what was said: the next message begins anew. */
  async begin(): Promise<void> {
    this.#runs = [];
    this.#activity = '';
    await this.#window.context.workspaceState.update(memory, undefined);
    this.#changes.fire();
  }

  dispose(): void {
    this.#listeners.dispose();
    this.#changes.dispose();
  }

  #take(event: RunEventEnvelope): void {
    this.#activity = describeEvent(event) ?? this.#activity;
    const last = this.#runs.at(-1);
    if (last?.runId !== event.runId) {
      void this.#load(event.runId);
      return;
    }
    last.story.take(event, event.at);
    this.#changes.fire();
  }

  #look(view: RunView | undefined): void {
    const last = this.#runs.at(-1);
    // One that waited and was taken up tells nothing.
    if (view !== undefined && view.runId !== this.#driven && view.runId !== last?.runId) {
      void this.#load(view.runId);
    }
    this.#driven = view?.runId;
    if (view !== undefined && last?.runId === view.runId) {
      this.#runs = [...this.#runs.slice(0, -1), withView(last, view)];
    }
    this.#changes.fire();
  }

  /** Everything that has been told by now is in the store; what is told from here on is taken as it comes. */
  async #load(runId: string): Promise<void> {
    if (this.#loading === runId) return;
    this.#loading = runId;
    try {
      const engine = await this.#window.engine();
      this.#sources ??= cardSources(engine);
      const latest = engine.read(runId);
      const before = (latest.request.follows ?? []).flatMap(former => readKnown(engine, former.runId));
      const view = this.#window.current.view();
      const run = talkedRunOf(latest);
      this.#runs = [...before, view?.runId === runId ? { ...run, view } : run];
      void this.#window.context.workspaceState.update(memory, runId);
    } catch (error) {
      // A conversation that can no longer be read is none; the next message begins another.
      if (!(error instanceof ForgeError)) throw error;
      this.#window.log().warn(error.message);
    } finally {
      this.#loading = undefined;
    }
    this.#changes.fire();
  }
}

/** An earlier run, or none where it is gone from the store. */
function readKnown(engine: Engine, runId: string): readonly TalkedRun[] {
  try {
    return [talkedRunOf(engine.read(runId))];
  } catch (error) {
    if (
      error instanceof ForgeError &&
      (error.code === 'run.unknown' || error.code === 'snapshot.incompatible')
    )
      return [];
    throw error;
  }
}

const memory = 'codeforge.conversation';
