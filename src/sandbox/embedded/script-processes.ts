import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { type DenoProcess, startDeno } from './deno-process.ts';
import type { EmbeddedRuntime } from './find-runtime.ts';
import type { SandboxFolders } from './sandbox-folders.ts';
import { waitingProcesses } from './waiting-processes.ts';

/**
 * Processes for the JavaScript and TypeScript programs of one sandbox: which folders they may use is fixed
 * when they start, so another sandbox has no use for them.
 */
export interface ScriptProcesses extends AsyncDisposable {
  take(): ScriptProcess;
  /** Starts what is missing, in the background. */
  refill(): void;
}

export interface ScriptProcess {
  readonly process: DenoProcess;
  /** Where alone it may write its report. No program is told. */
  readonly reportPath: string;
}

interface ScriptParts {
  readonly runtime: EmbeddedRuntime;
  readonly folders: SandboxFolders;
  readonly memoryMb: number;
}

export function scriptProcesses(parts: ScriptParts): ScriptProcesses {
  const reports = new WeakMap<DenoProcess, string>();
  const pool = waitingProcesses({
    start() {
      const reportPath = path.join(parts.folders.reports, randomBytes(16).toString('hex'));
      const process = startScriptRunner(reportPath, parts);
      reports.set(process, reportPath);
      return process;
    },
    // Each costs about 60 MB and a tenth of a second.
    limit: 1,
    idleMs: 3 * 60_000,
  });

  return {
    take() {
      const process = pool.take();
      return { process, reportPath: reports.get(process) ?? '' };
    },
    refill: () => pool.refill(),
    [Symbol.asyncDispose]: () => pool[Symbol.asyncDispose](),
  };
}

function startScriptRunner(reportPath: string, { runtime, folders, memoryMb }: ScriptParts): DenoProcess {
  const { denoExecutable, scriptsDirectory } = runtime;
  return startDeno({
    executable: denoExecutable,
    script: path.join(scriptsDirectory, 'script-runner.ts'),
    args: [],
    label: folders.root,
    flags: [...nodeFlags, `--import-map=${path.join(scriptsDirectory, 'node-builtins.json')}`],
    v8Flags: [`--max-old-space-size=${memoryMb}`],
    readable: [folders.work, folders.temporary],
    writable: [folders.work, folders.temporary, reportPath],
    workingDirectory: folders.work,
    denoDirectory: folders.deno,
    maxDiskMb: memoryMb,
  });
}

// What Node understands and Deno has to be told to.
const nodeFlags = ['--unstable-sloppy-imports', '--unstable-detect-cjs'];
