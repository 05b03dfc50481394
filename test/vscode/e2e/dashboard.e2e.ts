import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { findAxeProblems } from '../harness/find-axe-problems.ts';
import { type ForgeWorkbench, openForge } from '../harness/open-forge.ts';
import { makeShop } from '../harness/shop-folder.ts';
import { redTurn, reviewTurn } from '../harness/shop-turns.ts';

const out = join(import.meta.dirname, '..', '..', '..', 'out', 'screenshots');
const task = 'Fix the total of the cart';

const looks = {
  dark: { theme: 'Default Dark Modern', zoom: 0 },
  light: { theme: 'Default Light Modern', zoom: 0 },
  'high-contrast': { theme: 'Default High Contrast', zoom: 0 },
  // Each step of VS Code's zoom is a factor of 1.2: this is 200 %.
  'zoom-200': { theme: 'Default Dark Modern', zoom: 3.8 },
} as const;

const tabs = ['Flow', 'Terminal', 'Cost', 'History', 'Settings', 'Benchmarks'] as const;

describe('the dashboard', () => {
  for (const [name, { theme, zoom }] of Object.entries(looks)) {
    it(`shows each tab, empty and after a repaired run, and nothing in it bars anybody (${name})`, async () => {
      using shop = makeShop();
      await using server = await startScriptedServer('openai', [redTurn, reviewTurn]);
      const settings = { 'workbench.colorTheme': theme, 'window.zoomLevel': zoom };
      await using forge = await openForge({ folder: shop.folder, server, settings });
      await forge.runCommand('View: Close Primary Side Bar');
      const dashboard = await forge.openDashboard();
      await eachTab(forge, dashboard, `${name}-empty`);

      await solve(forge);
      await forge.openDashboard();
      await eachTab(forge, dashboard, name);
    });
  }
});

/** Goes through the tabs by keyboard, takes a picture of each, and lets axe look for what bars people. */
async function eachTab(forge: ForgeWorkbench, dashboard: FrameLocator, name: string): Promise<void> {
  const problems: string[] = [];
  await dashboard.getByRole('tab', { name: 'Flow' }).click();
  for (const title of tabs) {
    await dashboard.locator(`[role=tab][aria-selected=true]`, { hasText: title }).first().waitFor();
    await dashboard.getByText(/^Reading /).waitFor({ state: 'detached' });
    await forge.screenshot(join(out, `dashboard-${name}-${title.toLowerCase()}.png`));
    problems.push(...(await findAxeProblems(forge)).map(problem => `${title}: ${problem}`));
    await forge.page.keyboard.press('ArrowRight');
  }
  assert.deepEqual(problems, []);
}

async function solve(forge: ForgeWorkbench): Promise<void> {
  await forge.runCommand('CodeForge: Solve Task');
  await forge.answerInput(task);
  await forge.notification('Nothing is written until you accept').waitFor();
  await forge.runCommand('CodeForge: Accept All Changes');
  await forge.notification('written to 1 file').waitFor();
}
