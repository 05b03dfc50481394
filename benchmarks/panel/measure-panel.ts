import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import type { FrameLocator, Page } from 'playwright-core';
import { findVscodeInstall } from '../../test/vscode/harness/vscode-install.ts';
import { openWorkbench, type Workbench } from '../../test/vscode/harness/workbench.ts';
import { atMost, below, findingOf } from '../measure/finding.ts';
import { reportFindings } from '../measure/report-findings.ts';
import { makeScratchFolder } from '../measure/scratch-folder.ts';
import { spreadOf } from '../measure/spread.ts';
import { heapBytes } from './heap-bytes.ts';
import { measureEngineRun } from './measure-engine-run.ts';
import { watchTasks } from './task-times.ts';

/** The chat in a real VS Code, with the longest run that anybody should have. Expects `dist/`. */
async function measurePanel(): Promise<void> {
  const install = findVscodeInstall();
  if ('missing' in install) throw new Error(`There is no ${install.missing} here: nothing can be measured.`);
  await using scratch = await makeScratchFolder();
  const extension = await installSoak(scratch.path);
  await using workbench = await openWorkbench(install, { extension, isDevelopment: false });
  // The first webview of a window pays for what all of them need.
  await timeOpening(workbench, 'Empty', 'p');
  const empty: number[] = [];
  const fresh: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    empty.push(await timeOpening(workbench, 'Empty', 'p'));
    fresh.push(await timeOpening(workbench, 'Chat', 'main p, main h2'));
  }
  const before = await heapBytes(workbench.page);
  const { tasks, bytes, cards } = await soak(workbench, before);
  const full: number[] = [];
  for (let round = 0; round < rounds; round += 1) full.push(await timeOpening(workbench, 'Chat', 'article'));
  const bare = spreadOf(empty).median;
  const beside = [{ name: 'an empty webview', value: bare, measured: 'here' }] as const;
  await reportFindings('panel', [
    findingOf({
      what: 'what the webview adds to the heap of the page, after the run',
      unit: 'MB',
      values: [bytes / 1e6],
      bar: below(150),
    }),
    findingOf({
      what: 'cards that the page holds of all of them',
      unit: 'cards',
      values: [cards],
      bar: atMost(40),
    }),
    findingOf({
      what: 'longest task while it streams, processor time',
      unit: 'ms',
      values: [Math.max(0, ...tasks.map(({ processorMs }) => processorMs))],
      bar: atMost(100),
    }),
    findingOf({
      what: 'the same on the clock',
      unit: 'ms',
      values: [Math.max(0, ...tasks.map(({ wallMs }) => wallMs))],
    }),
    findingOf({ what: 'reopening, to the first text', unit: 'ms', values: full, bar: below(500), beside }),
    findingOf({ what: 'first text of the view', unit: 'ms', values: fresh, bar: atMost(2 * bare), beside }),
  ]);
}

/** Streams the run into an open chat. Bytes are what the page then holds more than before, without what is garbage. */
async function soak({ page, runCommand }: Workbench, before: number) {
  await runCommand('Soak: Chat');
  const body = documentIn(page).locator('body');
  await body.locator('main').waitFor();
  const watch = await watchTasks(page, body);
  await runCommand('Soak: Stream');
  await page.getByText('The soak is over').waitFor({ timeout: 300_000 });
  await body.getByRole('article', { name: 'Review 100' }).waitFor();
  const tasks = await watch.stop();
  const bytes = (await heapBytes(page)) - before;
  const cards = await body.getByRole('article').count();
  if (cards === 0) throw new Error('the page shows no card of the run');
  await closeEditors({ page, runCommand });
  return { tasks, bytes, cards };
}

/** Milliseconds from the command, in the extension host, until this is seen. Closes it again. */
async function timeOpening(workbench: Workbench, title: 'Empty' | 'Chat', seen: string): Promise<number> {
  const { page, runCommand } = workbench;
  await runCommand(`Soak: ${title}`);
  await documentIn(page).locator(seen).first().waitFor();
  const seenAt = Date.now();
  const label = await page.locator('.tab.active').textContent();
  const [openedAt] = /\d{13}/.exec(label ?? '') ?? [];
  if (openedAt === undefined) throw new Error(`the tab is called ${label}`);
  await closeEditors(workbench);
  return seenAt - Number(openedAt);
}

async function closeEditors({ page, runCommand }: Pick<Workbench, 'page' | 'runCommand'>): Promise<void> {
  await runCommand('View: Close All Editors');
  await page.locator('iframe.webview').waitFor({ state: 'detached' });
}

function documentIn(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview.ready').first().frameLocator('#active-frame');
}

/** An extension that is built of ours and of a run that only tells events. */
async function installSoak(parent: string): Promise<string> {
  const folder = path.join(parent, 'soak-extension');
  const command = (name: string, title: string) => ({ command: `soak.${name}`, title, category: 'Soak' });
  const manifest = {
    ...{ name: 'soak', publisher: 'nobody', version: '1.0.0', main: './main.cjs' },
    engines: { vscode: '^1.100.0' },
    extensionKind: ['workspace'],
    contributes: {
      commands: [command('empty', 'Empty'), command('chat', 'Chat'), command('stream', 'Stream')],
    },
  };
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  await cp(path.join(project, 'dist', 'webview'), path.join(folder, 'dist', 'webview'), { recursive: true });
  await build({
    entryPoints: [path.join(import.meta.dirname, 'soak-extension.ts')],
    outfile: path.join(folder, 'main.cjs'),
    ...{ bundle: true, platform: 'node', format: 'cjs', external: ['vscode'], logLevel: 'error' },
  });
  return folder;
}

const project = path.join(import.meta.dirname, '..', '..');
const rounds = 5;

/** `--engine`: with a real run behind the chat in place of one that only tells events. */
const { values } = parseArgs({ options: { engine: { type: 'boolean', default: false } } });
await (values.engine ? measureEngineRun() : measurePanel());
