import path from 'node:path';
import { openJudge } from '../bench/judge/open-judge.ts';
import { checkCompletions, readCompletions } from '../bench/judge/read-completions.ts';
import type { Verdict } from '../bench/judge/verdict.ts';
import { openSuite, type Suite } from '../bench/suite/open-suite.ts';
import { newRunId } from './new-run-id.ts';
import type { HostOptions } from './open-host.ts';
import { openSandboxBackends } from './open-sandbox-backends.ts';
import { createSandboxChooser } from './sandbox-chooser.ts';
import { sandboxOpener } from './sandbox-opener.ts';

/** Benchmarks for every front end: suites and the judge, with this machine's adapters. */
export interface BenchDesk {
  /** Throws ForgeError `config.invalid`, see openSuite. */
  suite(nameOrFolder: string, wish: SuiteChoice): Promise<Suite>;
  /** A verdict a completion, in the order of the file. Throws what a sandbox throws, and ForgeError `config.invalid`. */
  judge(order: JudgeOrder): AsyncIterable<Verdict>;
}

interface Watched {
  readonly signal: AbortSignal;
  readonly onProgress: (message: string) => void;
}

export interface SuiteChoice extends Watched {
  /** The user's own copy of the data. */
  readonly data?: string;
}

export interface JudgeOrder extends Watched {
  readonly suite: Suite;
  readonly completions: string;
  readonly concurrency: number;
}

export function openBenchDesk(options: HostOptions): BenchDesk {
  const { assetsDirectory, dataDirectory, settings } = options;
  return {
    suite: (nameOrFolder, { data, signal, onProgress }) =>
      openSuite(nameOrFolder, {
        suitesDirectory: path.join(assetsDirectory, 'suites'),
        cacheDirectory: path.join(dataDirectory, 'bench', 'data'),
        fetch: globalThis.fetch,
        signal,
        onProgress,
        ...(data !== undefined && { file: data }),
      }),
    async *judge({ suite, completions, concurrency, signal, onProgress }) {
      await checkCompletions(completions, suite);
      await using backends = openSandboxBackends(options);
      const chooser = createSandboxChooser(settings.sandbox, backends);
      await using judge = openJudge({
        openSandbox: sandboxOpener(undefined, { options, backends, chooser }),
        runId: newRunId(),
        harnessDirectory: path.join(assetsDirectory, 'judge'),
        concurrency,
        timeoutSeconds: suite.manifest.timeoutSeconds,
        onProgress,
      });
      yield* judge.judge(readCompletions(completions, suite), signal);
    },
  };
}
