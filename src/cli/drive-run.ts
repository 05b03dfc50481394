import type { RunSession } from '../engine/run/run-session.ts';
import type { RunView } from '../engine/run/run-view.ts';
import type { RunDisplay } from './display/run-display.ts';
import type { Interrupts } from './interrupts.ts';

export interface DriveOptions {
  readonly display: RunDisplay;
  readonly decide: Decide;
  readonly approvePlan: ApprovePlan;
  readonly interrupts: Interrupts;
  /** Called once, soon after the first model call has been sent: a good moment for slow preparations. */
  readonly onFirstCall: () => void;
}

/** Which of the proposed files to take; undefined: not now. */
export type Decide = (view: RunView) => Promise<readonly string[] | undefined>;

/** Whether to go on with the plan of a run that waits for that. */
export type ApprovePlan = (view: RunView) => Promise<PlanAnswer>;
export type PlanAnswer = 'approve' | 'later' | { readonly feedback: string };

/** Runs a session until the run has ended or waits for somebody, and lets go of it. */
export async function driveRun(session: RunSession, options: DriveOptions): Promise<RunView> {
  const { display, interrupts } = options;
  const leave = new AbortController();
  let preparing: NodeJS.Timeout | undefined;
  const unsubscribe = session.subscribe(event => {
    display.show(event, session.view);
    if (event.type === 'model.call.start') preparing ??= setTimeout(options.onFirstCall, untilSentMs);
  });
  const cancelling = Promise.withResolvers<never>();
  const cancel = () => void session.cancel().catch(cancelling.reject);
  whenAborted(interrupts.cancelled, leave.signal, cancel);
  try {
    session.start();
    if (session.view().awaiting === 'resume') await session.resume();
    if (interrupts.cancelled.aborted) cancel();
    return await Promise.race([
      cancelling.promise,
      untilItWaits(session, options),
      untilEnded(session, interrupts.ended, leave.signal),
    ]);
  } finally {
    leave.abort();
    clearTimeout(preparing);
    await session.release();
    unsubscribe();
    display.close();
  }
}

// What is told here is about to be sent; preparing at once would hold it up.
const untilSentMs = 50;

async function untilItWaits(
  session: RunSession,
  { decide, approvePlan, display }: DriveOptions,
): Promise<RunView> {
  for (;;) {
    const view = await session.settled();
    if (view.awaiting !== 'decision' && view.awaiting !== 'plan') return view;
    display.pause();
    if (view.awaiting === 'plan') {
      const answer = await approvePlan(view);
      if (answer === 'later' || view.plan === null) return view;
      if (answer === 'approve') await session.approvePlan(view.plan);
      else await session.revisePlan(answer.feedback);
      continue;
    }
    const accepted = await decide(view);
    if (accepted === undefined) return view;
    await session.decide(accepted);
  }
}

/** Resolves when the process is told to end: the run stops where it is and can be resumed. */
function untilEnded(session: RunSession, ended: AbortSignal, leave: AbortSignal): Promise<RunView> {
  const { promise, resolve } = Promise.withResolvers<RunView>();
  whenAborted(ended, leave, () => resolve(session.view()));
  return promise;
}

function whenAborted(signal: AbortSignal, leave: AbortSignal, act: () => void): void {
  if (signal.aborted) act();
  else signal.addEventListener('abort', act, { once: true, signal: leave });
}
