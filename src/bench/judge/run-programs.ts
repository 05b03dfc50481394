import { randomBytes } from 'node:crypto';
import { ForgeError } from '../../engine/forge-error.ts';
import type { Sandbox } from '../../engine/ports/sandbox.ts';
import { type JudgeHarness, servesMany } from './judge-harness.ts';
import { type HarnessEnd, runHarness } from './run-harness.ts';
import { type SandboxSlot, sandboxSlot } from './sandbox-slot.ts';

/** A program, and what it is asked, in the words of examiner.py. */
export interface ProgramJob {
  readonly program: string;
  readonly files: Readonly<Record<string, string>>;
  readonly ops: readonly unknown[];
  /** Of computing, from its loading to its last answer. */
  readonly timeoutSeconds: number;
}

/** What came back: a line for the program and one for each op that it got to, and how it ended. */
export interface ProgramAnswers {
  readonly lines: readonly string[];
  readonly ending: ProgramEnding;
}

/** `harness`: it ended or blocked what runs it, also when it ran there alone. */
export type ProgramEnding = 'ended' | 'timeout' | 'killed' | 'crashed' | 'flood' | 'harness';

export interface ProgramRunner extends AsyncDisposable {
  /** In the order of the jobs. Throws what a sandbox throws, and ForgeError `sandbox.unsupported`. */
  run(jobs: readonly ProgramJob[], signal: AbortSignal): Promise<readonly ProgramAnswers[]>;
}

export interface ProgramRunnerOptions {
  readonly openSandbox: () => Promise<Sandbox>;
  readonly harness: JudgeHarness;
}

/** Runs programs in a sandbox of its own, in which no test ever is. */
export function programRunner(options: ProgramRunnerOptions): ProgramRunner {
  return new SandboxedPrograms(options);
}

class SandboxedPrograms implements ProgramRunner {
  readonly #options: ProgramRunnerOptions;
  readonly #slot: SandboxSlot;
  #lastFile: string | undefined;

  constructor(options: ProgramRunnerOptions) {
    this.#options = options;
    this.#slot = sandboxSlot(options.openSandbox);
  }

  async run(jobs: readonly ProgramJob[], signal: AbortSignal): Promise<readonly ProgramAnswers[]> {
    const answers: ProgramAnswers[] = [];
    let isSuspect = false;
    while (answers.length < jobs.length) {
      const { backend } = await this.#slot.get();
      const isAlone: boolean = isSuspect || !servesMany(backend);
      const open = withOneTimeout(jobs.slice(answers.length));
      const batch = isAlone ? open.slice(0, 1) : open;
      const told = await this.#runBatch(batch, signal);
      answers.push(...told);
      if (told.length === batch.length) {
        isSuspect = false;
        if (!servesMany(backend)) await this.#drop();
        continue;
      }
      // It is the first one without an answer, or the one before it has left a wreck: it gets a sandbox to itself.
      await this.#drop();
      if (isAlone) answers.push({ lines: [], ending: 'harness' });
      isSuspect = !isAlone;
    }
    return answers;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#drop();
  }

  async #runBatch(jobs: readonly ProgramJob[], signal: AbortSignal): Promise<readonly ProgramAnswers[]> {
    const sandbox = await this.#slot.get();
    const { harness } = this.#options;
    const timeoutSeconds = jobs[0]?.timeoutSeconds ?? 0;
    const secret = randomBytes(16).toString('hex');
    const file = `jobs-${secret.slice(0, 8)}`;
    const isLone = !servesMany(sandbox.backend);
    const jobsFile = { path: file, bytes: packJobs(jobs, { secret, timeoutSeconds }), executable: false };
    const deleted = this.#lastFile === undefined ? [] : [this.#lastFile];
    await sandbox.write({ files: [...(isLone ? harness.loneFiles : []), jobsFile], deleted }, signal);
    this.#lastFile = file;
    const reports = answerReader();
    const end = await runHarness(sandbox, {
      command: harness.candidateCommand(sandbox.backend, file),
      secret,
      signal,
      onReport: reports.take,
      // A lone program has no zygote that watches the clock.
      patienceMs: (wallFactor * timeoutSeconds + (isLone ? 0 : harnessPatienceSeconds)) * 1000,
    });
    if (!reports.wasReady()) throw noHarness(end);
    return isLone ? [reports.lone(loneEnding(end))] : reports.answers();
  }

  #drop(): Promise<void> {
    this.#lastFile = undefined;
    return this.#slot.drop();
  }
}

/** A batch has one limit: those from the beginning that have the first one's. */
function withOneTimeout(jobs: readonly ProgramJob[]): readonly ProgramJob[] {
  const other = jobs.findIndex(({ timeoutSeconds }) => timeoutSeconds !== jobs[0]?.timeoutSeconds);
  return other === -1 ? jobs : jobs.slice(0, other);
}

// As in zygote.py: the limit is one of computing, and what waits may wait so much longer.
const wallFactor = 3;

// What starting and clearing away may take on a busy machine.
const harnessPatienceSeconds = 20;

interface JobsHead {
  readonly secret: string;
  readonly timeoutSeconds: number;
}

/** As candidate.py reads it. */
function packJobs(jobs: readonly ProgramJob[], { secret, timeoutSeconds }: JobsHead): Uint8Array {
  const bodies = jobs.map(job => Buffer.from(JSON.stringify(job)));
  const head = Buffer.from(
    JSON.stringify({ seconds: timeoutSeconds, sizes: bodies.map(({ length }) => length) }),
  );
  return Buffer.concat([Buffer.from(secret + String(head.length).padStart(8, '0')), head, ...bodies]);
}

/** Collects reports. In a zygote's, a program's lines come at once; a lone program's come one by one. */
function answerReader() {
  const answers: ProgramAnswers[] = [];
  const loneLines: string[] = [];
  let isReady = false;
  let hasEnded = false;
  return {
    wasReady: () => isReady,
    answers: () => answers,
    lone: (ending: ProgramEnding): ProgramAnswers => ({
      lines: loneLines,
      ending: hasEnded ? 'ended' : ending,
    }),
    take(report: unknown): void {
      if (typeof report !== 'object' || report === null) return;
      if ('hello' in report) isReady = true;
      if ('line' in report && typeof report.line === 'string' && loneLines.length < maxLines)
        loneLines.push(report.line);
      if (!('status' in report) || typeof report.status !== 'string') return;
      hasEnded = true;
      if (!('lines' in report) || typeof report.lines !== 'string' || !isEnding(report.status)) return;
      const lines = Buffer.from(report.lines, 'latin1').toString('utf8').split('\n');
      answers.push({ lines: lines.slice(0, -1), ending: report.status });
    },
  };
}

// Far more than any test asks; a lone program that knows the secret could go on for ever.
const maxLines = 100_000;

function isEnding(status: string): status is ProgramEnding {
  return ['ended', 'timeout', 'killed', 'crashed', 'flood'].includes(status);
}

function loneEnding(end: HarnessEnd): ProgramEnding {
  if (end === 'stalled' || end.timedOut) return 'timeout';
  return end.outOfMemory ? 'killed' : 'ended';
}

function noHarness(end: HarnessEnd): ForgeError {
  const why =
    end === 'stalled' ? 'it did not answer' : end.unsupported || end.stderr.trim() || 'it said nothing';
  return new ForgeError(
    'sandbox.unsupported',
    `The sandbox cannot run the judge's Python (${why.slice(-300)}). Use CodeForge's own sandbox image, or the embedded sandbox.`,
  );
}
