import axe from 'axe-core';
import type { Frame } from 'playwright-core';
import type { Workbench } from './workbench.ts';

/** What axe-core finds serious or critical in the dashboard, one line each with where it is. */
export async function findAxeProblems({ page }: Pick<Workbench, 'page'>): Promise<readonly string[]> {
  const frame = await dashboardFrame(page.frames());
  // Through the debugger, which the page's content policy does not bind.
  await frame.evaluate(axe.source);
  const { violations } = await frame.evaluate<axe.AxeResults>('axe.run()');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
    );
}

async function dashboardFrame(frames: readonly Frame[]): Promise<Frame> {
  for (const frame of frames) {
    const isOurs = await frame
      .evaluate<boolean>("document.querySelector('[role=tablist][aria-label=Dashboard]') !== null")
      .catch(() => false);
    if (isOurs) return frame;
  }
  throw new Error('There is no dashboard in sight.');
}
