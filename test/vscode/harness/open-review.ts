import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { type ScriptedServer, startScriptedServer } from '../../servers/scripted-server.ts';
import type { ScriptedTurn } from '../../servers/scripted-turn.ts';
import { type ForgeWorkbench, openForge } from './open-forge.ts';
import { type FileContent, makeOrderFolder, type OrderFolder, orderFiles } from './order-folder.ts';
import { orderTurn } from './order-turn.ts';
import { untilFiles } from './until-files.ts';
import { comes, succeeds } from './workbench.ts';

/** A window in which the change of `orderTurn` waits for decisions: all files together, and the source control view. */
export interface OpenReview extends AsyncDisposable {
  readonly forge: ForgeWorkbench;
  readonly server: ScriptedServer;
  readonly order: OrderFolder;
  /** Waits until exactly this differs from the folder's first state: contents by path, null for what is gone. */
  readonly holds: (changed: Readonly<Record<string, FileContent | null>>) => Promise<void>;
  /** The actions above a hunk, by a text among them. */
  readonly lens: (text: string) => Locator;
  /** Takes one of the actions above the hunk that is told by this text. */
  readonly act: (text: string, action: string) => Promise<void>;
  /** A file in the source control view. */
  readonly row: (name: string) => Locator;
  readonly rowAction: (name: string, action: string) => Promise<void>;
  /** One of the actions beside a file's name where all files are shown together. */
  readonly headerAction: (name: string, action: string) => Promise<void>;
  /**
   * Takes an action on the title of the editor that shows a file, which decides the file. VS Code builds the title
   * anew while an editor opens, and a click in that moment is lost, or goes to the file before.
   */
  readonly titleAction: (name: string, action: string) => Promise<void>;
  /** Opens a file's diff, or the one side that it has. */
  readonly open: (name: string) => Promise<void>;
  /** Types behind a word in the active editor, and puts the cursor on its line. */
  readonly typeAfter: (word: string, text: string) => Promise<void>;
}

const out = join(import.meta.dirname, '..', '..', '..', 'out', 'screenshots');

export const reviewedTask = 'Count items';

export interface ReviewOptions {
  readonly settings?: Readonly<Record<string, unknown>>;
  /** What the model proposes; `orderTurn` when left out. */
  readonly turn?: ScriptedTurn;
  /** What it answers once the run goes back to work. */
  readonly later?: readonly ScriptedTurn[];
  /** What the folder holds; `orderFiles` when left out. */
  readonly files?: Readonly<Record<string, FileContent>>;
}

export async function openReview({
  settings = {},
  turn = orderTurn,
  later = [],
  files = orderFiles,
}: ReviewOptions = {}): Promise<OpenReview> {
  // What fails on the way leaves nothing behind.
  await using opened = new AsyncDisposableStack();
  const order = opened.use(makeOrderFolder(files));
  const server = opened.use(await startScriptedServer('openai', [turn, ...later]));
  const size = { width: 1400, height: 900 };
  const forge = opened.use(await openForge({ folder: order.folder, server, size, settings }));
  const { page } = forge;
  await forge.runCommand('CodeForge: Solve Task');
  await forge.answerInput(reviewedTask);
  await page.locator('.multiDiffEditor .multiDiffEntry').first().waitFor();
  // It would lie over what is clicked.
  await forge.notification('Nothing is written until you accept').hover();
  await page.locator('.notification-toast .codicon-notifications-clear').first().click();
  await page.locator('.activitybar a[aria-label^="Source Control"]').click({ force: true });
  const row = (name: string) => page.locator(`.scm-view .monaco-list-row[aria-label^="${name},"]`);
  const lens = (text: string) => page.locator('.codelens-decoration', { hasText: text });
  await row('order.mjs').waitFor();
  const kept = opened.move();
  return {
    forge,
    server,
    order,
    async holds(changed) {
      try {
        await untilFiles(order, order.with(changed));
      } catch (error) {
        await forge.screenshot(join(out, 'review-failed.png'));
        throw error;
      }
    },
    lens,
    act: (text, action) => lens(text).locator('a', { hasText: action }).click(),
    row,
    rowAction: (name, action) => clickIn(row(name), action),
    headerAction: (name, action) =>
      clickIn(page.locator('.multiDiffEntry .header', { hasText: name }).first(), action),
    async titleAction(name, action) {
      const button = page.locator(`.editor-actions a[aria-label^="${action}"]`);
      const open = row(name).locator('a[aria-label^="Accept File"]');
      for (let tries = 1; tries <= 10; tries++) {
        await button.click();
        if (await succeeds(open.waitFor({ state: 'detached', timeout: 3_000 }))) return;
      }
      const told = await page.locator('.notification-toast').allInnerTexts();
      throw new Error(`'${action}' on the title of ${name} does not decide it. ${told.join(' ')}`);
    },
    async open(name) {
      const tab = page.locator('.tab.active', { hasText: name });
      // Rows move when a file above them was just decided.
      for (let tries = 1; tries <= 10; tries++) {
        await row(name).click();
        if (await comes(tab, 5_000)) return;
      }
      throw new Error(`${name} did not open.`);
    },
    async typeAfter(word, text) {
      const line = page.locator('.editor-instance .view-line', { hasText: word }).last();
      await line
        .locator('span > span', { hasText: word })
        .last()
        .click({ position: { x: 2, y: 4 } });
      await page.keyboard.press('End');
      for (const _ of "',") await page.keyboard.press('ArrowLeft');
      await page.keyboard.type(text);
      await page.locator('.tab.active.dirty').waitFor();
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** Its actions are there while the pointer is over it; what was just decided may move away from under that. */
async function clickIn(place: Locator, action: string): Promise<void> {
  const button = place.locator(`a[aria-label^="${action}"]`);
  for (let tries = 1; tries <= 10; tries++) {
    await place.hover();
    if (await succeeds(button.click({ timeout: 3_000 }))) return;
  }
  throw new Error(`There is no '${action}' to click.`);
}
