import * as vscode from 'vscode';
import type { HunkOrder } from '../../engine/change/review/decide-hunks.ts';
import type { ConflictHandling } from '../../engine/change/review/decisions.ts';
import { ForgeError } from '../../engine/forge-error.ts';
import type { Countdown } from '../../engine/resilience/describe-notice.ts';
import { waitAfter } from '../../engine/resilience/wait-after.ts';
import type { Feedback, Plan } from '../../engine/run/run-context.ts';
import type { RunEventEnvelope } from '../../engine/run/run-events.ts';
import type { RunSession } from '../../engine/run/run-session.ts';
import type { RunView } from '../../engine/run/run-view.ts';
import type { Review } from '../review/review-model.ts';

/** What this window drives. `ended` keeps the last view, so that people can read how it went. */
type Stage =
  | { readonly kind: 'idle' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'driving'; readonly session: RunSession; readonly folder: vscode.Uri }
  | { readonly kind: 'ended'; readonly view: RunView; readonly folder: vscode.Uri };

/**
 * The one run of this window. It owns the session: commands act on it, and everything that shows
 * something listens to it. Other windows may show the same run: what they do with it is taken up as it happens.
 */
export class CurrentRun implements vscode.Disposable {
  readonly #changes = new vscode.EventEmitter<RunView | undefined>();
  readonly #events = new vscode.EventEmitter<RunEventEnvelope>();
  readonly #settles = new vscode.EventEmitter<RunView>();
  /** The run has moved; bursts are told once. Undefined: there is none. */
  readonly onDidChange = this.#changes.event;
  /** Each event, also the streamed ones. */
  readonly onDidTell = this.#events.event;
  /** What this window has had done has ended, or waits for a person. */
  readonly onDidSettle = this.#settles.event;
  #stage: Stage = { kind: 'idle' };
  #settling: Promise<RunView> | undefined;
  #announcement: NodeJS.Timeout | undefined;
  #wait: Countdown | null = null;

  /** What the run waits for before a model is asked again; null while it does not. */
  wait(): Countdown | null {
    return this.#stage.kind === 'driving' ? this.#wait : null;
  }

  view(): RunView | undefined {
    switch (this.#stage.kind) {
      case 'driving':
        return this.#stage.session.view();
      case 'ended':
        return this.#stage.view;
      default:
        return undefined;
    }
  }

  /** Whether another window or terminal works at the run, which is only shown here. */
  isElsewhere(): boolean {
    return this.#stage.kind === 'driving' && this.#stage.session.isElsewhere();
  }

  /** The folder of the run that is driven, undefined when none is. */
  folder(): vscode.Uri | undefined {
    return this.#stage.kind === 'driving' ? this.#stage.folder : undefined;
  }

  /** The folder of the run that is shown, also once it has ended. */
  lastFolder(): vscode.Uri | undefined {
    return this.#stage.kind === 'driving' || this.#stage.kind === 'ended' ? this.#stage.folder : undefined;
  }

  /**
   * Opens a session on a folder and drives it until it has ended or waits for a person; one that is worked at
   * elsewhere is only shown. Throws ForgeError `run.busy` when this window drives a run already.
   */
  async drive(folder: vscode.Uri, open: () => Promise<RunSession>): Promise<RunView> {
    if (this.#stage.kind === 'opening' || this.#stage.kind === 'driving') throw busy();
    const before = this.#stage;
    this.#stage = { kind: 'opening' };
    try {
      const session = await open();
      this.#stage = { kind: 'driving', session, folder };
    } catch (error) {
      this.#stage = before;
      throw error;
    }
    return this.#act(async session => {
      session.subscribe(event => this.#tell(event));
      session.follow(() => this.#moved(session, folder));
      session.start();
      if (session.view().awaiting === 'resume') await session.resume();
    });
  }

  /** Takes these files of the proposed change and leaves the others. */
  decide(accepted: readonly string[]): Promise<RunView> {
    return this.#act(session => session.decide(accepted));
  }

  /** Goes on with this plan. Throws ForgeError `config.invalid` for one that cannot be followed. */
  approvePlan(plan: Plan): Promise<RunView> {
    return this.#act(session => session.approvePlan(plan));
  }

  /** Has another plan made. */
  revisePlan(feedback: string): Promise<RunView> {
    return this.#act(session => session.revisePlan(feedback));
  }

  /** The proposal that waits for decisions, if one does. */
  review(): Review | undefined {
    if (this.#stage.kind !== 'driving') return undefined;
    const { session, folder } = this.#stage;
    if (!session.isDeciding()) return undefined;
    const { runId, contents } = session;
    return { runId, folder, contents, files: session.proposals(), decisions: session.decisions() };
  }

  decideHunks(order: HunkOrder): Promise<RunView> {
    return this.#act(session => session.decideHunks(order));
  }

  /** Says again what could not be written. */
  decideAgain(onConflict: ConflictHandling): Promise<RunView> {
    return this.#act(session => session.decideAgain(onConflict));
  }

  /** Sends the run back to work with what a person says. */
  revise(feedback: readonly Feedback[]): Promise<RunView> {
    return this.#act(session => session.revise(feedback));
  }

  editProposal(path: string, bytes: Uint8Array): Promise<RunView> {
    return this.#act(session => session.editProposal(path, bytes));
  }

  /** Ends the run and what it started; resolves when all of it is gone. */
  cancel(): Promise<RunView> {
    return this.#act(session => session.cancel());
  }

  /** Lets go of the run as it stands: whoever resumes it goes on from there. */
  async release(): Promise<void> {
    if (this.#stage.kind !== 'driving') return;
    const { session } = this.#stage;
    this.#stage = { kind: 'idle' };
    await session.release();
    this.#announce();
  }

  dispose(): void {
    clearTimeout(this.#announcement);
    this.#changes.dispose();
    this.#events.dispose();
    this.#settles.dispose();
  }

  /** Several may ask at once, such as a cancel while the start is awaited: they share one answer. */
  async #act(say: (session: RunSession) => Promise<void>): Promise<RunView> {
    if (this.#stage.kind !== 'driving') throw nothingToActOn();
    const { session, folder } = this.#stage;
    await say(session);
    if (!this.#drives(session)) return session.view();
    if (session.isElsewhere()) {
      this.#announce();
      return session.view();
    }
    this.#settling ??= this.#settle(session, folder);
    return this.#settling;
  }

  #drives(session: RunSession): boolean {
    return this.#stage.kind === 'driving' && this.#stage.session === session;
  }

  /** Another window has done something. What that leads to is its business; here it is only shown. */
  #moved(session: RunSession, folder: vscode.Uri): void {
    if (!this.#drives(session)) return;
    const view = session.view();
    if (view.awaiting === null && view.outcome !== null && this.#settling === undefined) {
      this.#stage = { kind: 'ended', view, folder };
      void session.release();
    }
    this.#announce();
  }

  async #settle(session: RunSession, folder: vscode.Uri): Promise<RunView> {
    const view = await this.#settled(session, folder);
    if (view.awaiting === null) {
      await session.release();
      this.#stage = { kind: 'ended', view, folder };
    }
    // Before anybody is told: who listens may act at once, and then waits for the next time it settles.
    this.#settling = undefined;
    this.#announce();
    this.#settles.fire(view);
    return view;
  }

  /** A machine that broke has no more to say: its last view stays, and the bug goes to the boundary. */
  async #settled(session: RunSession, folder: vscode.Uri): Promise<RunView> {
    try {
      return await session.settled();
    } catch (error) {
      this.#stage = { kind: 'ended', view: session.view(), folder };
      this.#settling = undefined;
      await session.release();
      this.#announce();
      throw error;
    }
  }

  #tell(event: RunEventEnvelope): void {
    this.#wait = waitAfter(this.#wait, event);
    this.#events.fire(event);
    if (event.type.endsWith('.delta') || event.type === 'terminal.chunk') return;
    this.#announcement ??= setTimeout(() => this.#announce(), burstMs);
  }

  #announce(): void {
    clearTimeout(this.#announcement);
    this.#announcement = undefined;
    this.#changes.fire(this.view());
  }
}

function busy(): ForgeError {
  return new ForgeError(
    'run.busy',
    'A run is under way in this window. Wait for it, or run "CodeForge: Cancel Run".',
  );
}

function nothingToActOn(): ForgeError {
  return new ForgeError(
    'run.unknown',
    'There is no run in this window. Start one with "CodeForge: Solve Task".',
  );
}

// Shorter than the eye notices, longer than a burst of tool calls takes.
const burstMs = 50;
