import type { Locator, Page } from 'playwright-core';

/** A task of a frame that took longer than 50 ms. */
export interface LongTask {
  readonly wallMs: number;
  /** Of the processor: what it takes however busy the machine is. */
  readonly processorMs: number;
}

/** Watches the tasks of the document that this body belongs to. */
export interface TaskWatch {
  /** Those since the watch began. */
  stop(): Promise<readonly LongTask[]>;
}

/** A workbench and its webviews share a thread: a task counts only where the frame itself names it its own. */
export async function watchTasks(page: Page, body: Locator): Promise<TaskWatch> {
  const session = await page.context().newCDPSession(page);
  const traced: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => traced.push(...(value as unknown as TraceEvent[])));
  const includedCategories = ['toplevel', 'blink.user_timing'];
  await session.send('Tracing.start', { traceConfig: { includedCategories }, transferMode: 'ReportEvents' });
  const beganAt = await body.evaluate((_, mark) => {
    const tasks: { startTime: number; duration: number }[] = [];
    Reflect.set(globalThis, 'ownTasks', tasks);
    const observer = new PerformanceObserver(list => {
      for (const { name, startTime, duration } of list.getEntries())
        if (name === 'self') tasks.push({ startTime, duration });
    });
    observer.observe({ entryTypes: ['longtask' as 'mark'] });
    return performance.mark(mark).startTime;
  }, began);
  return {
    async stop() {
      const own = await body.evaluate(
        () => Reflect.get(globalThis, 'ownTasks') as { startTime: number; duration: number }[],
      );
      const complete = new Promise<void>(resolve => session.once('Tracing.tracingComplete', () => resolve()));
      await session.send('Tracing.end');
      await complete;
      await session.detach();
      const mark = traced.find(({ name }) => name === began);
      if (mark === undefined) throw new Error('the trace does not have its beginning');
      const tasks = traced.filter(
        ({ name, pid, tid }) => name === runTask && pid === mark.pid && tid === mark.tid,
      );
      return own.map(({ startTime, duration }) => {
        const from = mark.ts + (startTime - beganAt) * 1000;
        return { wallMs: duration, processorMs: processorMsIn(tasks, from, from + duration * 1000) };
      });
    },
  };
}

/** Of all that the thread did in that time: the browser counts the drawing that follows a task as a part of it. */
function processorMsIn(tasks: readonly TraceEvent[], from: number, until: number): number {
  const touched = tasks.filter(({ ts, dur = 0 }) => ts < until && ts + dur > from);
  const outer = touched.filter(
    task => !touched.some(other => other !== task && other.ts <= task.ts && endOf(other) >= endOf(task)),
  );
  if (outer.length === 0) throw new Error('the trace lacks a task that the page was told of');
  return outer.reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1000;
}

function endOf({ ts, dur = 0 }: TraceEvent): number {
  return ts + dur;
}

/** Microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Of the processor. */
  readonly tdur?: number;
}

const began = 'codeforge-watch-began';
const runTask = 'ThreadControllerImpl::RunTask';
