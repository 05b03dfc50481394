import type * as vscode from 'vscode';
import { plainLine } from '../../engine/plain-text.ts';
import type { ChatSlices, ResumableRun, ThreadSlice } from '../../protocol/chat/chat-slices.ts';
import type { ForgeWindow } from '../forge-window.ts';
import type { ResumableRow } from '../run/resumable-runs.ts';
import { isUnderWay } from '../run/run-status.ts';
import { shortTask } from '../text/describe-run.ts';
import { describeWaiting } from '../text/describe-stored-run.ts';
import { Composer } from './composer.ts';
import { Conversation } from './conversation.ts';
import { describeProgress } from './describe-progress.ts';
import { clip } from './story/clip.ts';
import { statusOf } from './story/slice-run.ts';
import { threadCards } from './thread-cards.ts';

/** Everything the chat shows, as the host owns it: views of it come and go. */
export class ChatState implements vscode.Disposable {
  readonly conversation: Conversation;
  readonly composer: Composer;
  readonly #window: ForgeWindow;
  #resumable: readonly ResumableRun[] = [];
  /** Index of the first card that is shown; undefined: the newest are followed. */
  #from: number | undefined;

  constructor(window: ForgeWindow) {
    this.#window = window;
    this.conversation = new Conversation(window);
    this.composer = new Composer(window);
  }

  slices(): ChatSlices {
    const { composer } = this;
    return {
      thread: this.#thread(),
      composer: {
        draft: composer.draft(),
        returned: composer.returned(),
        blocked: this.#blocked(),
        models: composer.models(),
        model: composer.model(),
        workflows: composer.workflows(),
        workflow: composer.workflow(),
        estimate: composer.estimate(),
        attached: composer.attached(),
        isFollowUp: this.conversation.runs().length > 0,
      },
      start: composer.start(),
      completion: composer.completion(),
      resumable: this.#resumable.filter(({ runId }) =>
        this.conversation.runs().every(run => run.runId !== runId),
      ),
      ...this.#cards(),
    };
  }

  /** Shows a window of cards that begins at this index; undefined: the newest, and on with them. */
  show(from: number | undefined): void {
    this.#from = from;
  }

  /** Takes up the conversation of the last time, and looks for the runs that wait. */
  async refresh(): Promise<void> {
    await this.conversation.open();
    await this.#window.resumable.read();
  }

  /** Shows these as runs that can go on. */
  offer(rows: readonly ResumableRow[]): void {
    this.#resumable = rows.slice(0, maxResumable).map(({ summary }) => ({
      runId: summary.id,
      task: plainLine(shortTask(summary.task, 200)),
      state: describeWaiting(summary),
      updatedAt: summary.updatedAt,
    }));
  }

  dispose(): void {
    this.conversation.dispose();
    this.composer.dispose();
  }

  #shown() {
    const cards = threadCards(this.conversation.runs(), this.conversation.driven());
    const newest = Math.max(0, cards.length - windowSize);
    const from = Math.min(this.#from ?? newest, newest);
    return { total: cards.length, from, cards: cards.slice(from, from + windowSize) };
  }

  #thread(): ThreadSlice {
    const { conversation } = this;
    const last = conversation.runs().at(-1);
    const view = last?.view ?? null;
    const isDriven = last !== undefined && last.runId === conversation.driven();
    const status = view === null ? null : statusOf(view, isDriven);
    const { total, from, cards } = this.#shown();
    const isWorking = status !== null && status !== 'interrupted' && isUnderWay(status);
    return {
      runId: last?.runId ?? null,
      status,
      activity: isWorking ? clip(plainLine(conversation.activity()), maxActivityLength) : '',
      sentence: view === null || status === null ? '' : plainLine(describeProgress(view, status)),
      total,
      from,
      cards: cards.map(({ name }) => name),
    };
  }

  #cards(): Pick<ChatSlices, `card:${string}` | `live:${string}`> {
    const sources = this.conversation.sources();
    if (sources === undefined) return {};
    const now = Date.now();
    const entries = this.#shown().cards.flatMap(({ name, slice, live }) => [
      [`card:${name}`, slice(sources, now)] as const,
      ...(live === undefined ? [] : [[`live:${name}`, live()] as const]),
    ]);
    return Object.fromEntries(entries);
  }

  #blocked(): string | null {
    const view = this.#window.current.view();
    const isDriven = this.conversation.driven() !== undefined;
    if (view === undefined || !isDriven) return null;
    const status = statusOf(view, true);
    return status !== 'interrupted' && isUnderWay(status)
      ? 'A run is under way. Cancel it, or wait for its end.'
      : null;
  }
}

// As many as a long scroll shows; earlier ones are a click away.
const windowSize = 40;
const maxResumable = 20;
const maxActivityLength = 300;
