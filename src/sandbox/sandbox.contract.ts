import { skipWithout } from '../../test/missing-component.ts';
import type { OpenSandbox } from '../engine/ports/sandbox.ts';
import { describeArtifacts } from './contract/artifacts.contract.ts';
import { describeEndings } from './contract/endings.contract.ts';
import { describeFiles } from './contract/files.contract.ts';
import { describeIsolation } from './contract/isolation.contract.ts';
import { describeOutput } from './contract/output.contract.ts';
import { describePrograms } from './contract/programs.contract.ts';
import { describeShell } from './contract/shell.contract.ts';
import { describeTestRunners } from './contract/test-runners.contract.ts';
import { openFor, run } from './contract/trial.contract.ts';

/** What sets one backend apart from another; everything else is the same for all of them. */
export interface SandboxCapabilities {
  /** The name of the real component that this machine lacks, for example `Docker engine`; else undefined. */
  readonly missing: () => Promise<string | undefined>;
  /** `posix`: any shell line. `sequences`: programs joined by `&&` and `;`, with quotes. */
  readonly shell: 'posix' | 'sequences';
  readonly testRunners: readonly ('pytest' | 'unittest' | 'node --test')[];
}

/** The behaviour that the engine relies on, whatever the machine behind it is. */
export function describeSandbox(name: string, open: OpenSandbox, capabilities: SandboxCapabilities): void {
  describe(`${name} as a sandbox`, function () {
    // A cold start may have to build an image or to load an interpreter.
    this.timeout(60_000);

    before(async function () {
      this.timeout(600_000);
      const component = await capabilities.missing();
      if (component !== undefined) {
        skipWithout(this, component);
      }
      for (const language of ['python', 'node'] as const) {
        await using sandbox = await openFor(open, language);
        await run(sandbox, 'python3 -c "print(42)"');
      }
    });

    describePrograms(open);
    describeFiles(open);
    describeArtifacts(open);
    describeOutput(open);
    describeEndings(open);
    describeIsolation(open);
    describeTestRunners(open, capabilities.testRunners);
    if (capabilities.shell === 'posix') {
      describeShell(open);
    }
  });
}
