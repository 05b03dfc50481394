import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { type ScriptedServer, startScriptedServer } from '../../test/servers/scripted-server.ts';
import type { ScriptedToolCall, ScriptedTurn } from '../../test/servers/scripted-turn.ts';
import { type ForgeWorkbench, openForge } from '../../test/vscode/harness/open-forge.ts';
import { makeShop } from '../../test/vscode/harness/shop-folder.ts';
import { atMost, below, findingOf } from '../measure/finding.ts';
import { reportFindings } from '../measure/report-findings.ts';
import { heapBytes } from './heap-bytes.ts';
import { type LongTask, watchTasks } from './task-times.ts';

/**
 * The whole of CodeForge with the longest run that its settings allow: a real engine, store and sandbox, and a model that
 * answers by script. It has fewer cards than the bar of the panel asks for; what it adds is all that stands behind them.
 */
export async function measureEngineRun(): Promise<void> {
  using shop = makeShop();
  writeFileSync(join(shop.folder, 'src', 'stage.mjs'), "export const stage = 'first';\n");
  writeFileSync(join(shop.folder, 'check.mjs'), check);
  await using server = await startScriptedServer('openai', (_, index) => turnAt(index));
  await using forge = await openForge({
    folder: shop.folder,
    server,
    settings: { 'codeforge.maxRepairs': repairs },
  });
  const run = await soak(forge, server);
  const reopened: number[] = [];
  for (let round = 0; round < rounds; round += 1) reopened.push(await timeReopening(forge));
  const longest = (part: keyof LongTask) => Math.max(0, ...run.tasks.map(task => task[part]));
  await reportFindings('panel-engine', [
    findingOf({
      what: `what a whole run of ${run.cards} cards adds to the heap of the page`,
      unit: 'MB',
      values: [run.bytes / 1e6],
      bar: below(150),
    }),
    findingOf({
      what: 'longest task of the chat meanwhile, processor time',
      unit: 'ms',
      values: [longest('processorMs')],
      bar: atMost(100),
    }),
    findingOf({ what: 'the same on the clock', unit: 'ms', values: [longest('wallMs')] }),
    findingOf({
      what: 'showing the chat again, from the click to the first card',
      unit: 'ms',
      values: reopened,
    }),
  ]);
}

async function soak(forge: ForgeWorkbench, server: ScriptedServer) {
  const { page } = forge;
  const chat = await forge.openChat();
  const before = await heapBytes(page);
  const watch = await watchTasks(page, chat.locator('body'));
  await chat.getByRole('textbox', { name: 'Task' }).fill('Mend the stage');
  await page.keyboard.press('Enter');
  await chat.getByRole('button', { name: 'Accept All' }).waitFor({ timeout: 300_000 });
  const tasks = await watch.stop();
  if (server.requests.length !== repairs + 1) throw new Error(`${server.requests.length} requests came`);
  return { tasks, bytes: (await heapBytes(page)) - before, cards: await cardsOf(chat).count() };
}

/** Hides the side bar's view, which ends its document, and shows it again. */
async function timeReopening({ page, openChat }: ForgeWorkbench): Promise<number> {
  await activity(page, 'Explorer').click();
  await page.locator('iframe.webview[src*="purpose=webviewView"]').waitFor({ state: 'hidden' });
  const startedAt = performance.now();
  await activity(page, 'CodeForge').click();
  await cardsOf(await openChat())
    .first()
    .waitFor();
  return performance.now() - startedAt;
}

const activity = (page: Page, name: string) => page.locator(`.activitybar a[aria-label^="${name}"]`);
const cardsOf = (chat: FrameLocator) => chat.getByRole('article');

/** Reads a lot, thinks aloud, and mends another part of the stage each time; only the last one is right. */
function turnAt(index: number): ScriptedTurn {
  const from = stageAt(index);
  const to = stageAt(index + 1);
  const reads = Array.from(
    { length: readsATurn },
    (): ScriptedToolCall => ({ name: 'read_file', arguments: { path: 'src/cart.mjs' } }),
  );
  const edit = {
    name: 'edit_file',
    arguments: { path: 'src/stage.mjs', search: `'${from}'`, replace: `'${to}'` },
  };
  return {
    reasoning: 'The stage is not what the check wants to see of it. '.repeat(200),
    toolCalls: [...reads, edit, index === 0 ? work : reviewOf(to)],
  };
}

const work = { name: 'submit_work', arguments: { summary: 'Sets the stage.' } };

function reviewOf(stage: string): ScriptedToolCall {
  return {
    name: 'submit_review',
    arguments: {
      ...{ rootCause: `The stage has to be ${stage}.`, errorType: 'logic_error', fixDescription: 'Sets it.' },
      ...{ confidence: 0.9, changesMade: 'src/stage.mjs' },
    },
  };
}

// In words: two failures that differ in a number alone count as the same one.
const stages = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh'.split(' ');
const stageAt = (index: number) => (index > repairs ? 'mended' : (stages[index] ?? 'mended'));

const repairs = 10;
const readsATurn = 60;
const rounds = 5;
const check = `import { stage } from './src/stage.mjs';
for (let line = 0; line < 4600; line += 1) console.log('line ' + line + ' of what the check has to say of the ' + stage);
if (stage !== 'mended') throw new Error('the stage is still the ' + stage + ' one');
`;
