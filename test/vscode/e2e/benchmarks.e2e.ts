import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { findAxeProblems } from '../harness/find-axe-problems.ts';
import { type ForgeWorkbench, openForge } from '../harness/open-forge.ts';
import { makeShop } from '../harness/shop-folder.ts';
import { writeBenchRuns } from '../harness/write-bench-runs.ts';

const out = join(import.meta.dirname, '..', '..', '..', 'out', 'screenshots');

const looks = [
  { name: 'dark', theme: 'Default Dark Modern', runs: 50 },
  { name: 'light', theme: 'Default Light Modern', runs: 2 },
  { name: 'high-contrast', theme: 'Default High Contrast', runs: 1 },
] as const;

describe('the benchmarks in the dashboard', () => {
  for (const { name, theme, runs } of looks) {
    it(`show ${runs} runs, one of them and one of its problems, and nothing in it bars anybody (${name})`, async () => {
      await using forge = await openBenchmarks(theme, { runs });
      const dashboard = await showBenchmarks(forge);
      await dashboard.getByText(/^\d+ runs?\./).waitFor();
      if (runs > 1) await dashboard.locator('.recharts-surface').first().waitFor();
      const problems = await look(forge, `benchmarks-${name}-list`);

      await dashboard
        .getByRole('table', { name: /^Runs of humaneval/ })
        .getByRole('button')
        .first()
        .click();
      await dashboard.getByText('Pass@1 without repair').waitFor();
      problems.push(...(await look(forge, `benchmarks-${name}-run`)));

      await dashboard
        .getByRole('button', { name: /^HumanEval\// })
        .first()
        .click();
      await dashboard.getByText('Program after repair').waitFor();
      problems.push(...(await look(forge, `benchmarks-${name}-problem`)));
      assert.deepEqual(problems, []);
    });
  }

  it('compare two runs, show what flipped, and are where they were after the window was reloaded', async () => {
    using shop = makeShop();
    // A window without a folder forgets what it showed.
    await using forge = await openBenchmarks('Default Dark Modern', { runs: 12, folder: shop.folder });
    const dashboard = await showBenchmarks(forge);
    await dashboard
      .getByRole('table', { name: /^Runs of humaneval/ })
      .getByRole('button')
      .first()
      .click();
    await dashboard.getByRole('combobox', { name: 'Compare with' }).selectOption({ index: 8 });
    await dashboard.getByText(/problems are finished in both: \d+ gained, \d+ lost/).waitFor();
    assert.deepEqual(await look(forge, 'benchmarks-comparison'), []);

    await forge.page.reload();
    await dashboard.getByText(/problems are finished in both/).waitFor();
    await dashboard.getByRole('region', { name: 'Gained' }).getByRole('button').first().focus();
    await forge.page.keyboard.press('Enter');
    await dashboard.getByText('Program after repair').waitFor();
    await dashboard.getByRole('button', { name: 'Back' }).click();
    await dashboard.getByRole('heading', { name: 'Two runs of humaneval' }).waitFor();
  });
});

function openBenchmarks(
  theme: string,
  { runs, folder }: { readonly runs: number; readonly folder?: string },
): Promise<ForgeWorkbench> {
  return openForge({
    ...(folder !== undefined && { folder }),
    settings: { 'workbench.colorTheme': theme },
    size: { width: 1280, height: 900 },
    layOutHome: home => writeBenchRuns(home, runs),
  });
}

async function showBenchmarks(forge: ForgeWorkbench): Promise<FrameLocator> {
  const dashboard = await forge.openDashboard();
  await dashboard.getByRole('tab', { name: 'Benchmarks' }).click();
  return dashboard;
}

/** Takes a picture, and lets axe look for what bars people. */
async function look(forge: ForgeWorkbench, name: string): Promise<string[]> {
  await forge.screenshot(join(out, `${name}.png`));
  return (await findAxeProblems(forge)).map(problem => `${name}: ${problem}`);
}
