import * as vscode from 'vscode';
import { toFailure } from '../../engine/failure.ts';
import { isAbort } from '../../engine/forge-error.ts';
import type { RunEventEnvelope } from '../../engine/run/run-events.ts';
import type { PlaceMessage } from '../../protocol/dashboard/dashboard-messages.ts';
import type { DashboardSlices } from '../../protocol/dashboard/dashboard-slices.ts';
import { parsePlace } from '../../protocol/dashboard/parse-dashboard-message.ts';
import { firstPlace, type Place } from '../../protocol/dashboard/place.ts';
import type { ConnectionTest } from '../../protocol/dashboard/settings-slice.ts';
import { actionsFor, messageOf } from '../failure-actions.ts';
import type { ForgeWindow } from '../forge-window.ts';
import { LiveOutput } from './live-output.ts';
import { movePlace } from './move-place.ts';
import { tabContent } from './tab-content.ts';

/**
 * What the dashboard of this window shows, whether it is open or not: where the person is, and what is to be seen
 * there. It lives as long as the window; where the person was survives even that.
 */
export class DashboardState implements vscode.Disposable {
  readonly #window: ForgeWindow;
  readonly #changes = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changes.event;
  readonly #listeners: vscode.Disposable;
  #place: Place;
  #content: Partial<DashboardSlices> = {};
  #live: LiveOutput | undefined;
  #tests: ReadonlyMap<string, ConnectionTest> = new Map();
  /** Only the latest reading counts. */
  #readings = 0;
  #isSeen = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(window: ForgeWindow) {
    this.#window = window;
    const { current, bench, context } = window;
    this.#place = parsePlace(context.workspaceState.get(placeKey)) ?? firstPlace;
    this.#listeners = vscode.Disposable.from(
      current.onDidTell(event => this.#listen(event)),
      current.onDidChange(() => this.#readSoon()),
      bench.onDidChange(() => {
        if (this.#place.tab === 'benchmarks') this.#readSoon();
      }),
      vscode.workspace.onDidChangeConfiguration(change => {
        if (change.affectsConfiguration('codeforge')) this.#readSoon();
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#readSoon()),
      context.secrets.onDidChange(() => this.#readSoon()),
    );
  }

  slices(): Partial<DashboardSlices> {
    return { place: this.#place, ...this.#content };
  }

  place(): Place {
    return this.#place;
  }

  /** Somebody looks now, or nobody does any more: what nobody sees is not read. */
  setSeen(isSeen: boolean): void {
    this.#isSeen = isSeen;
    if (isSeen) void this.read();
  }

  /** Goes somewhere; what is to be seen there follows as soon as it is known. */
  go(message: PlaceMessage): void {
    const before = this.#place;
    this.#place = movePlace(before, message);
    void this.#window.context.workspaceState.update(placeKey, this.#place);
    if (isElsewhere(before, this.#place)) this.#content = {};
    this.#changes.fire();
    void this.read();
  }

  setTest(provider: string, test: ConnectionTest): void {
    this.#tests = new Map([...this.#tests, [provider, test]]);
    void this.read();
  }

  /** Reads anew what the tab in sight shows. A failure to is shown there. */
  async read(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#readings += 1;
    const reading = this.#readings;
    const content = await this.#readOrExplain();
    if (reading !== this.#readings) return;
    this.#content = content;
    this.#changes.fire();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#listeners.dispose();
    this.#changes.dispose();
  }

  async #readOrExplain(): Promise<Partial<DashboardSlices>> {
    try {
      const facts = { place: this.#place, live: this.#live, tests: this.#tests };
      return await tabContent(this.#window, facts);
    } catch (error) {
      const failure = toFailure(error);
      if (!isAbort(error)) this.#window.log().warn(failure.message);
      return { trouble: { message: messageOf(failure), actions: actionsFor(failure) } };
    }
  }

  #listen(event: RunEventEnvelope): void {
    if (event.type === 'attempt.started') this.#live = new LiveOutput(event);
    if (event.type !== 'terminal.chunk' || this.#live?.runId !== event.runId) return;
    this.#live.append(event.stream, event.text);
    if (this.#place.tab === 'terminal') this.#readSoon();
  }

  #readSoon(): void {
    if (this.#isSeen) this.#timer ??= setTimeout(() => void this.read(), burstMs);
  }
}

/** What was shown before tells nothing about the new place. */
function isElsewhere(before: Place, after: Place): boolean {
  return (
    before.tab !== after.tab ||
    before.runId !== after.runId ||
    before.nodeId !== after.nodeId ||
    before.storedRunId !== after.storedRunId ||
    before.bench.runId !== after.bench.runId ||
    before.bench.otherId !== after.bench.otherId ||
    before.bench.problem !== after.bench.problem
  );
}

const placeKey = 'codeforge.dashboard.place';
// A run that works tells something many times a second; nobody reads faster than this.
const burstMs = 150;
