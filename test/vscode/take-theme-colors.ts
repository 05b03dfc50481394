import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openForge } from './harness/open-forge.ts';

// Takes what VS Code's own themes set for a webview, as far as ours name it, for the tests in a plain browser. Expects
// `dist/`. Run it when a style names a variable that is new, or when VS Code draws its themes anew.

const root = join(import.meta.dirname, '..', '..');
const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'high-contrast': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
};

// A view is transparent.
const behindViews = '--vscode-sideBar-background';

interface Taken {
  /** Of the page's body. */
  readonly bodyClass: string;
  readonly colors: Readonly<Record<string, string>>;
}

const webviews = join(root, 'dist', 'webview');
const ours = readdirSync(webviews, { recursive: true, encoding: 'utf8' })
  .filter(file => /\.(?:css|js)$/u.test(file))
  .map(file => readFileSync(join(webviews, file), 'utf8'));

let defaultStyles = '';
const taken: Record<string, Taken> = {};
for (const [name, theme] of Object.entries(themes)) {
  await using forge = await openForge({ settings: { 'workbench.colorTheme': theme } });
  const html = (await forge.openChat()).locator('html');
  defaultStyles = await html.evaluate(page => page.querySelector('#_defaultStyles')?.textContent ?? '');
  const classes = await html.evaluate(page => page.querySelector('body')?.className ?? '');
  // Less motion is a setting of the tests' windows, and of no theme.
  const bodyClass = classes.replace(' vscode-reduce-motion', '');
  const values = await html.evaluate(({ style }) => {
    const names = Array.from({ length: style.length }, (_, index) => String(style.item(index)));
    return Object.fromEntries(names.map(name => [name, String(style.getPropertyValue(name))]));
  });
  const named = new Set(
    [...ours, defaultStyles, behindViews].flatMap(text => text.match(/--vscode-[\w-]+/gu) ?? []),
  );
  const colors = Object.fromEntries(
    Object.entries(values)
      .filter(([variable]) => named.has(variable))
      .sort(),
  );
  taken[name] = { bodyClass, colors };
}
const file = join(root, 'test', 'webview', 'theme-colors.json');
writeFileSync(file, `${JSON.stringify({ defaultStyles, themes: taken }, null, 2)}\n`);
