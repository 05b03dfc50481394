import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame } from 'playwright-core';
import type { Workbench } from './workbench.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds serious or critical in the webview that is in sight, one line each with where it is. */
export async function findAxeProblems({ page }: Pick<Workbench, 'page'>): Promise<readonly string[]> {
  const frame = await webviewFrame(page.frames());
  // Through the debugger, which the page's content policy does not bind.
  await frame.evaluate(axeSource);
  return frame.evaluate(async () => {
    const { axe } = globalThis as unknown as { readonly axe: Axe };
    const { violations } = await axe.run();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
      );
  });
}

/** The part of axe-core that is used. */
interface Axe {
  run(): Promise<{
    readonly violations: readonly {
      readonly id: string;
      readonly impact: string;
      readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
    }[];
  }>;
}

async function webviewFrame(frames: readonly Frame[]): Promise<Frame> {
  for (const frame of frames) {
    const isOurs = await frame
      .evaluate<boolean>("document.querySelector('[role=tablist]') !== null")
      .catch(() => false);
    if (isOurs) return frame;
  }
  throw new Error('There is no dashboard in sight.');
}
