import { join } from 'node:path';
import { downloadAndUnzipVSCode, runTests, TestRunFailedError } from '@vscode/test-electron';
import { bundleSuites } from './harness/bundle-suites.ts';
import { type LaunchHost, runHostSuites } from './harness/run-host-suites.ts';

// The suites of the extension host, in a desktop VS Code. CODEFORGE_DESKTOP_VSCODE names an executable that
// is there already; otherwise the stable release is downloaded once, into .vscode-test/.

const root = join(import.meta.dirname, '..', '..');

const executable = process.env['CODEFORGE_DESKTOP_VSCODE'] ?? (await download());
if (executable === undefined) {
  process.exitCode = 2;
} else {
  const totals = await runHostSuites(launchIn(executable), { suites: await bundleSuites(root), grep: null });
  console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
  process.exitCode = totals.failed === 0 ? 0 : 1;
}

/** Undefined when there is no way to get it; why is said. */
async function download(): Promise<string | undefined> {
  try {
    return await downloadAndUnzipVSCode();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.error(
      `VS Code cannot be downloaded: ${reason}. Go online, or name an executable in CODEFORGE_DESKTOP_VSCODE.`,
    );
    return undefined;
  }
}

function launchIn(vscodeExecutablePath: string): LaunchHost {
  return async ({ folder, entry, env }) => {
    try {
      await runTests({
        vscodeExecutablePath,
        extensionDevelopmentPath: root,
        extensionTestsPath: entry,
        extensionTestsEnv: env,
        launchArgs: [folder, '--disable-extensions', '--disable-workspace-trust'],
      });
    } catch (error) {
      // Red suites end the host with an exit code; what they recorded says more.
      if (!(error instanceof TestRunFailedError)) throw error;
    }
  };
}
