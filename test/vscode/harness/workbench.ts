import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium, type FrameLocator, type Locator, type Page } from 'playwright-core';
import type { VscodeInstall } from './vscode-install.ts';
import {
  startVscodeServer,
  type VscodeServer,
  type VscodeServerOptions,
  workbenchAddress,
} from './vscode-server.ts';

/** A VS Code window in a headless Chromium, driven as a person would. */
export interface WorkbenchWindow {
  readonly page: Page;
  /** Runs a command by its label in the palette, for example `CodeForge: Solve Task`. */
  runCommand(label: string): Promise<void>;
  /** The text field on top: waits for it, types, and accepts. */
  answerInput(text: string): Promise<void>;
  /** VS Code's own dialog for files and folders (`files.simpleDialog.enable`): waits for it, and takes this path. */
  answerFileDialog(title: string, path: string): Promise<void>;
  /** A notification that says this; buttons are found inside it. */
  notification(text: string | RegExp): Locator;
  /** Opens a file of the folder by quick open, and waits for its text. */
  openFile(name: string): Promise<void>;
  /** The same for a file that may have none. */
  openTab(name: string): Promise<void>;
  /** The document inside the webview of a view of this extension. */
  webview(): FrameLocator;
  screenshot(file: string): Promise<void>;
}

/** The first window of a server, which ends with it. */
export interface Workbench extends WorkbenchWindow, AsyncDisposable {
  readonly server: VscodeServer;
  /** Opens a second window on the same folder. */
  openAnother(): Promise<WorkbenchWindow>;
}

export interface WorkbenchOptions extends VscodeServerOptions {
  readonly folder?: string;
  /** A module whose `run` the extension host calls; needs `isDevelopment`. */
  readonly tests?: string;
  /** Called when the tests' module has ended, with the exit code. */
  readonly onExit?: (code: number) => void;
  readonly size?: { readonly width: number; readonly height: number };
}

export async function openWorkbench(install: VscodeInstall, options: WorkbenchOptions): Promise<Workbench> {
  const server = await startVscodeServer(install, options);
  try {
    const context = await launch(install, server, options);
    const page = context.pages()[0] ?? (await context.newPage());
    // A busy machine is slow, not broken.
    page.setDefaultTimeout(60_000);
    page.on('crash', () => options.onExit?.(-1));
    if (options.tests !== undefined) {
      await page.exposeFunction('codeAutomationLog', () => {});
      await page.exposeFunction('codeAutomationExit', (code: number) => options.onExit?.(code));
    }
    const { folder, tests, extension, isDevelopment } = options;
    const address = workbenchAddress(server, {
      ...(folder !== undefined && { folder }),
      ...(tests !== undefined && { tests }),
      ...(isDevelopment && { developed: extension }),
    });
    await show(page, address);
    const openAnother = async () => {
      const another = await context.newPage();
      another.setDefaultTimeout(60_000);
      await show(another, address);
      return { page: another, ...drive(another) };
    };
    const dispose = async () => {
      await context.close();
      await server[Symbol.asyncDispose]();
    };
    return { page, server, openAnother, ...drive(page), [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await server[Symbol.asyncDispose]();
    throw error;
  }
}

async function show(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
}

function launch(install: VscodeInstall, server: VscodeServer, { size }: WorkbenchOptions) {
  const profile = join(server.directory, 'browser');
  return chromium.launchPersistentContext(profile, {
    executablePath: install.chromium,
    // The terminal's selection is read through the clipboard; a desktop asks nobody for that.
    permissions: ['clipboard-read', 'clipboard-write'],
    viewport: size ?? { width: 1280, height: 800 },
    env: { ...definedEnvironment(), XDG_CONFIG_HOME: profile, XDG_CACHE_HOME: profile },
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--disable-quic'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
      // The page reaches the server and nothing else.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
}

function definedEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(entries);
}

function drive(page: Page): Omit<WorkbenchWindow, 'page'> {
  const quickInput = page.locator('.quick-input-widget');
  const field = quickInput.locator('input[type=text], input[type=password]').first();

  /**
   * Opens a quick input and takes a row. Its list is fixed when it opens, and a page that is still loading
   * loses keys, hence the second try.
   */
  const pick = async (keys: string, text: string, rows: string): Promise<void> => {
    const row = quickInput.locator(rows);
    for (let tries = 1; tries <= 10; tries++) {
      await page.keyboard.press(keys);
      if (!(await comes(field))) continue;
      // A tab that opens or closes meanwhile takes the focus, and the list with it.
      if (!(await succeeds(field.fill(text, { timeout: 5_000 })))) continue;
      if (await succeeds(row.first().click({ timeout: 5_000 }))) return;
      await page.keyboard.press('Escape');
      await quickInput.waitFor({ state: 'hidden' });
    }
    throw new Error(`There is no row in the list for '${text}'.`);
  };

  const openTab = async (name: string): Promise<void> => {
    const base = name.split('/').at(-1) ?? name;
    // Its folder follows where it has one.
    await pick('Control+KeyP', name, rowsNamed(base, name === base ? ',' : ' '));
    await page.locator(`.tab.active[data-resource-name=${JSON.stringify(base)}]`).waitFor();
  };

  return {
    runCommand: label => pick('F1', `>${label}`, rowsNamed(label, ',')),
    async answerInput(text) {
      await field.waitFor();
      await field.fill(text);
      await page.keyboard.press('Enter');
    },
    async answerFileDialog(title, path) {
      const folderAbove = page
        .locator('.quick-input-widget', { hasText: title })
        .locator('.monaco-list-row[aria-label^=".."]');
      // Until it has read the folder it proposes, it writes its own path over what is typed.
      await folderAbove.waitFor();
      await field.fill(path);
      // The first time, a folder may only be entered.
      for (let tries = 1; tries <= 3; tries++) {
        await page.keyboard.press('Enter');
        if (await succeeds(folderAbove.waitFor({ state: 'hidden', timeout: 3_000 }))) return;
      }
      throw new Error(`The dialog '${title}' does not take ${path}.`);
    },
    notification: text => page.locator('.notification-toast', { hasText: text }).first(),
    async openFile(name) {
      await openTab(name);
      await page.locator('.editor-instance .monaco-editor .view-line').first().waitFor();
    },
    openTab,
    webview: () =>
      // By its extension: VS Code names the purpose of a view's webview only the first time it shows the view.
      page
        .frameLocator('iframe.webview.ready[src*="extensionId=codeforge.codeforge"]')
        .first()
        .frameLocator('#active-frame'),
    async screenshot(file) {
      mkdirSync(dirname(file), { recursive: true });
      await page.screenshot({ path: file, animations: 'disabled' });
    },
  };
}

/** Rows of a list with this label, or with it and more behind that sign. */
function rowsNamed(label: string, sign: string): string {
  const [exact, begins] = [label, `${label}${sign}`].map(text => JSON.stringify(text));
  return `.monaco-list-row:is([aria-label=${exact}], [aria-label^=${begins}])`;
}

/** Whether it is there in time. */
export async function comes(locator: Locator, timeoutMs = 2_000): Promise<boolean> {
  return succeeds(locator.waitFor({ timeout: timeoutMs }));
}

/** Whether it goes well; a timeout is an answer. */
export function succeeds(action: Promise<void>): Promise<boolean> {
  return action.then(
    () => true,
    () => false,
  );
}
