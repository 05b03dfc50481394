import { type ActorRefFrom, createActor, type SnapshotFrom } from 'xstate';
import { ForgeError } from '../forge-error.ts';
import type { StoredRun } from '../ports/run-store.ts';
import type { LinkedWorkflow } from '../workflow/link-phases.ts';
import type { RunMachine, RunRequestEvent } from './run-machine.ts';
import type { RunNarrator } from './run-narrator.ts';
import type { RunPorts } from './run-ports.ts';
import { isAtRestIn, isDecidingIn, standingIn } from './run-standing.ts';

export interface Question {
  /** `decision`: about the proposal. `interruption`: what work that is under way obeys, too. */
  readonly kind: 'answer' | 'decision' | 'interruption';
  /**
   * What to tell the machine; undefined: nothing any more. `hasMoved`: another process has moved the run since the
   * question was asked.
   */
  readonly event: (hasMoved: boolean) => RunRequestEvent | undefined;
}

export type RunSnapshot = SnapshotFrom<RunMachine>;

/** What is stored of a run, as the machine takes it. */
export interface RunRecord {
  /** See StoredRun. */
  readonly steps: number;
  readonly state: string;
  /** Undefined before the first step. */
  readonly snapshot: RunSnapshot | undefined;
}

export interface Held {
  readonly runId: string;
  readonly linked: LinkedWorkflow;
  readonly machine: RunMachine;
  readonly narrator: RunNarrator;
  readonly record: RunRecord;
  readonly read: (row: StoredRun) => RunRecord;
}

type Place =
  | { readonly kind: 'away' }
  | { readonly kind: 'here'; readonly actor: ActorRefFrom<RunMachine> }
  | { readonly kind: 'left' };

/**
 * A session's hold on its run. The machine is here as long as the run's claim is, and both only while there is work: a
 * run that waits for a person belongs to nobody, so that every process may show it and take what its person says.
 */
export class RunHold {
  readonly #ports: Pick<RunPorts, 'store' | 'clock'>;
  readonly #held: Held;
  readonly #leaving = new AbortController();
  #place: Place = { kind: 'away' };
  #steps: number;
  #snapshot: RunSnapshot | undefined;
  /** How often another process has moved the run. */
  #moves = 0;

  constructor(ports: Pick<RunPorts, 'store' | 'clock'>, held: Held) {
    this.#ports = ports;
    this.#held = held;
    this.#steps = held.record.steps;
    this.#snapshot = held.record.snapshot;
  }

  /** `elsewhere`: another process works at it, or did until it died. */
  place(): 'here' | 'elsewhere' | 'at-rest' {
    if (this.#place.kind === 'here') return 'here';
    return this.#isAtRest() ? 'at-rest' : 'elsewhere';
  }

  /** Begins, or goes on with what is under way. Without effect where another process does that, or a person is waited for. */
  begin(): void {
    const { store } = this.#ports;
    if (this.#place.kind === 'away' && !this.#isAtRest() && store.claim(this.#held.runId)) this.#open();
  }

  /**
   * Tells the machine what a person says, once it is here and as it is stored. A decision waits while another one is
   * being written. Throws ForgeError `run.busy` where another process works at the run.
   */
  async say(question: Question): Promise<void> {
    const { clock } = this.#ports;
    const { runId, narrator } = this.#held;
    const deadline = clock.now() + patienceMs;
    const before = this.#moves;
    for (;;) {
      if (this.#place.kind === 'here') {
        if (question.kind === 'interruption' || !this.#isWriting()) {
          return this.#send(this.#place.actor, () => question.event(this.#moves !== before));
        }
        await narrator.settled();
        continue;
      }
      if (this.#place.kind === 'left' || this.#isOver()) return;
      if (this.#enter(question)) continue;
      if (clock.now() > deadline) throw busy(runId);
      await clock.sleep(lookAgainMs, this.#leaving.signal);
    }
  }

  /** Takes up what another process has stored since. Returns whether that is anything. */
  catchUp(): boolean {
    if (this.#place.kind !== 'away') return false;
    const { runId, narrator, read } = this.#held;
    const row = this.#ports.store.load(runId);
    if (row === undefined || row.steps === this.#steps) return false;
    const record = read(row);
    this.#steps = record.steps;
    this.#snapshot = record.snapshot;
    this.#moves += 1;
    narrator.catchUp(record);
    return true;
  }

  /** Stops for good. The claim is let go of afterwards, by `release`. */
  stop(): void {
    this.#stop({ kind: 'left' });
  }

  release(): void {
    this.#ports.store.release(this.#held.runId);
  }

  /** Makes the run this process's own. False: another one writes a decision, which does not take long. */
  #enter({ kind }: Question): boolean {
    const { runId } = this.#held;
    const isOurs = this.#ports.store.claim(runId);
    this.catchUp();
    if (!isOurs) {
      if (this.#isAtRest() || this.#isWriting()) return false;
      throw busy(runId);
    }
    if (this.#isOver()) this.release();
    else if (this.#isAtRest() || this.#isWriting() || kind === 'interruption') this.#open();
    else {
      this.release();
      throw abandoned(runId);
    }
    return true;
  }

  #open(): void {
    const { machine, narrator } = this.#held;
    const snapshot = this.#snapshot;
    const actor: ActorRefFrom<RunMachine> = createActor(machine, {
      input: narrator.context(),
      ...(snapshot && { snapshot }),
    });
    const observer = {
      next: (current: RunSnapshot) => this.#step(actor, current),
      // A bug in the machine itself.
      error: narrator.fail,
    };
    this.#place = { kind: 'here', actor };
    if (this.#isAtRest()) {
      // Where it starts is stored already.
      actor.start();
      actor.subscribe(observer);
      return;
    }
    narrator.begin(snapshot !== undefined);
    actor.subscribe(observer);
    actor.start();
  }

  #step(actor: ActorRefFrom<RunMachine>, current: RunSnapshot): void {
    const { narrator } = this.#held;
    try {
      const persisted = actor.getPersistedSnapshot();
      const tell = narrator.step(current, persisted);
      this.#snapshot = persisted as RunSnapshot;
      this.#steps += 1;
      // Before anybody is told: who listens may say something at once.
      if (this.#isAtRest()) this.#letGo();
      tell();
    } catch (error) {
      // No work without a record. Stopped before the failure is told, so that none begins.
      this.stop();
      narrator.fail(error);
    }
  }

  #send(actor: ActorRefFrom<RunMachine>, eventOf: () => RunRequestEvent | undefined): void {
    try {
      const event = eventOf();
      if (event !== undefined) actor.send(event);
    } finally {
      // What is refused, or has no effect, leaves the run as it was.
      if (this.#place.kind === 'here' && this.#place.actor === actor && this.#isAtRest()) this.#letGo();
    }
  }

  #letGo(): void {
    this.#stop({ kind: 'away' });
    this.release();
  }

  #stop(then: Place): void {
    if (this.#place.kind === 'here') this.#place.actor.stop();
    this.#place = then;
    if (then.kind === 'left') this.#leaving.abort();
  }

  #isAtRest(): boolean {
    return isAtRestIn(this.#held.narrator.state(), this.#held.linked);
  }

  #isOver(): boolean {
    const { outcome, awaiting } = standingIn(this.#held.narrator.state(), this.#held.linked);
    return outcome !== null && awaiting === null;
  }

  /** Whether a decision is being written. */
  #isWriting(): boolean {
    return !this.#isAtRest() && isDecidingIn(this.#held.narrator.state(), this.#held.linked);
  }
}

export function busy(runId: string): ForgeError {
  return new ForgeError(
    'run.busy',
    `Another window or terminal is working on run ${runId}. Wait for it, or stop it there.`,
  );
}

function abandoned(runId: string): ForgeError {
  return new ForgeError(
    'run.busy',
    `The window or terminal that was working on run ${runId} ended in the middle of it. Resume the run to go on.`,
  );
}

// Writing a decision takes a moment. Longer than an editor takes to follow, so that only a hang is told.
const patienceMs = 15_000;
const lookAgainMs = 20;
