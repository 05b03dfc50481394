import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import type { ScriptedServer } from '../../servers/scripted-server.ts';
import { testEnvironment } from './test-environment.ts';
import { findVscodeInstall } from './vscode-install.ts';
import { comes, openWorkbench, type Workbench } from './workbench.ts';

/** A window with CodeForge installed, as a user has it. */
export interface ForgeWorkbench extends Workbench {
  /** Shows the chat and returns its document. */
  openChat(): Promise<FrameLocator>;
  /** Shows the dashboard and returns its document. */
  openDashboard(): Promise<FrameLocator>;
}

export interface ForgeOptions {
  readonly folder?: string;
  /** A package of the extension to be installed; left out: what was built is used where it lies. */
  readonly package?: string;
  readonly server?: ScriptedServer;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Names of other extensions of the tests. */
  readonly installed?: readonly string[];
  readonly trust?: 'off' | 'on';
  readonly size?: { readonly width: number; readonly height: number };
  /** Puts something into CodeForge's data folder before it is used. */
  readonly layOutHome?: (home: string) => void;
}

export async function openForge({
  server,
  settings,
  installed = [],
  layOutHome,
  package: file,
  ...options
}: ForgeOptions): Promise<ForgeWorkbench> {
  const install = findVscodeInstall();
  if ('missing' in install) throw new Error(`The ${install.missing} is missing.`);
  const directory = mkdtempSync(join(tmpdir(), 'forge-home-'));
  const environment = testEnvironment(directory);
  layOutHome?.(environment['CODEFORGE_HOME'] ?? directory);
  const workbench = await openWorkbench(install, {
    ...options,
    extension: file ?? join(import.meta.dirname, '..', '..', '..'),
    isDevelopment: false,
    installed: installed.map(name => join(import.meta.dirname, '..', name)),
    env: { ...environment, ...server?.env },
    settings: {
      'codeforge.model': 'openai/scripted',
      'codeforge.check': 'node check.mjs',
      'codeforge.sandbox.backend': 'embedded',
      ...settings,
    },
  });
  return {
    ...workbench,
    openChat: () => openChat(workbench),
    openDashboard: () => openDashboard(workbench),
    async [Symbol.asyncDispose]() {
      await workbench[Symbol.asyncDispose]();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** The document of a dashboard that is open, or about to be. */
export function dashboardOf({ page }: Pick<Workbench, 'page'>): FrameLocator {
  // By its tabs: the chat is a webview of the same extension.
  return page
    .frameLocator(
      'iframe.webview.ready[src*="extensionId=codeforge.codeforge"]:not([src*="purpose=webviewView"])',
    )
    .first()
    .frameLocator('#active-frame');
}

async function openDashboard({ page, runCommand }: Workbench): Promise<FrameLocator> {
  const dashboard = dashboardOf({ page });
  for (let tries = 1; tries <= 4; tries++) {
    await runCommand('CodeForge: Open Dashboard');
    if (await comes(dashboard.getByRole('tablist', { name: 'Dashboard' }), 20_000)) return dashboard;
  }
  throw new Error('The dashboard did not open.');
}

/** Now and then a webview's service worker does not wake up in a busy browser; opening it again helps. */
async function openChat({ page, webview }: Workbench): Promise<FrameLocator> {
  for (let tries = 1; tries <= 4; tries++) {
    await page.locator('.activitybar a[aria-label^="CodeForge"]').click({ force: true });
    if (await comes(webview().locator('#root > *').first(), 15_000)) return webview();
    await page.locator('.activitybar a[aria-label^="Explorer"]').click();
  }
  throw new Error('The chat did not open.');
}
