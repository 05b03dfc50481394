import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { WebviewPage } from './open-page.ts';
import { themeNames } from './themes.ts';

/** What axe-core calls serious or critical in any of VS Code's own themes, as `theme: rule: element`, and blank icons. */
export async function seriousProblems({ page, wear }: WebviewPage): Promise<readonly string[]> {
  // Evaluated by the browser's own debugger, which the page's policy does not bind.
  if (!(await page.evaluate<boolean>("'axe' in globalThis"))) await page.evaluate(axeSource);
  const blank = await page.evaluate<readonly string[]>(iconsWithoutShape);
  const problems = blank.map(icon => `There is no such icon: ${icon}`);
  for (const theme of themeNames) {
    await wear(theme);
    // Only colours depend on the theme.
    const rules = theme === 'dark' ? {} : { runOnly: ['color-contrast', 'link-in-text-block'] };
    const { violations } = (await page.evaluate(`axe.run(document, ${JSON.stringify(rules)})`)) as AxeResults;
    problems.push(
      ...violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, nodes }) =>
          nodes.map(
            ({ html, any }) => `${theme}: ${id}: ${html.slice(0, 200)} ${any.map(({ message }) => message)}`,
          ),
        ),
    );
  }
  await wear('dark');
  return problems;
}

const iconsWithoutShape = `[...document.querySelectorAll('.codicon')]
  .filter(icon => getComputedStyle(icon, '::before').content === 'none')
  .map(({ className }) => className)`;
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
