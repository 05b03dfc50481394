import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { protocolVersion } from '../../src/protocol/view-update.ts';
import { skipWithout } from '../missing-component.ts';
import { findChromium } from '../vscode/harness/vscode-install.ts';
import { defaultStyles, type ThemeName, themes } from './themes.ts';

/** A webview of ours in a plain browser page, under the policy it has in VS Code, with the test as its host. */
export interface WebviewPage extends AsyncDisposable {
  readonly page: Page;
  /** What the webview asked, in order. */
  readonly messages: readonly unknown[];
  /** Every address the page wanted that is not its own; none may be. */
  readonly strayRequests: readonly string[];
  /** Tells the webview the whole state. */
  tell(slices: object): Promise<void>;
  /** Tells it what changed since. */
  change(slices: object): Promise<void>;
  /** Dresses it in another theme, as VS Code does while it is open. */
  wear(theme: ThemeName): Promise<void>;
}

export interface PageOptions {
  readonly size?: { readonly width: number; readonly height: number };
}

/** For a `before` hook: skips the suite where there is no browser. */
export function skipWithoutBrowser(context: Mocha.Context): void {
  if (findChromium() === undefined) skipWithout(context, 'Chromium');
}

/** Opens `dist/webview/<name>.js` in the dark theme. Throws where there is no Chromium. */
export async function openPage(
  name: 'chat' | 'dashboard',
  { size = { width: 400, height: 800 } }: PageOptions = {},
): Promise<WebviewPage> {
  const server = createServer(async (request, response) => {
    const file = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1);
    const body = file === '' ? pageHtml(name) : await readFile(join(dist, file)).catch(() => undefined);
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': types[extname(file)] ?? 'text/html',
    });
    response.end(body);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser ??= launch();
  const context = await (await browser).newContext({ viewport: size });
  const page = await context.newPage();
  const messages: unknown[] = [];
  const strayRequests: string[] = [];
  page.on('request', request => {
    if (!request.url().startsWith(`${origin}/`)) strayRequests.push(request.url());
  });
  await page.exposeFunction('askHost', (message: unknown) => void messages.push(message));
  await page.addInitScript(() => {
    Reflect.set(globalThis, 'acquireVsCodeApi', () => ({ postMessage: Reflect.get(globalThis, 'askHost') }));
  });
  await page.goto(origin);
  const wear = (theme: ThemeName) =>
    page.locator('html').evaluate((html, { bodyClass, colors }) => {
      html.removeAttribute('style');
      for (const [variable, value] of Object.entries(colors)) html.style.setProperty(variable, value);
      html.querySelector('body')?.setAttribute('class', bodyClass);
    }, themes[theme]);
  await wear('dark');
  let revision = 0;
  const post = async (base: number, changed: object) => {
    revision += 1;
    const update = { type: 'view.update', version: protocolVersion, base, revision, changed, removed: [] };
    await page.evaluate(`postMessage(${JSON.stringify(update)}, '*')`);
  };
  return {
    page,
    messages,
    strayRequests,
    tell: slices => post(0, slices),
    change: slices => post(revision, slices),
    wear,
    async [Symbol.asyncDispose]() {
      await context.close();
      server.close();
    },
  };
}

// One for all tests of the process: a page of it is there at once.
let browser: Promise<Browser> | undefined;
after(async () => {
  await (await browser)?.close();
});

function launch(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('There is no Chromium.');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--enable-precise-memory-info',
      '--js-flags=--expose-gc',
    ],
  });
}

function pageHtml(name: 'chat' | 'dashboard'): string {
  const policy =
    "default-src 'none'; script-src 'nonce-test'; style-src 'self' 'nonce-test'; font-src 'self'; connect-src 'none'";
  // The dashboard is an editor, the chat a view; the page itself has no background.
  const background = name === 'chat' ? '--vscode-sideBar-background' : '--vscode-editor-background';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Test</title>
<meta http-equiv="Content-Security-Policy" content="${policy}">
<style nonce="test">${defaultStyles} :root { background: var(${background}); }</style>
<link rel="stylesheet" href="/${name}.css"></head>
<body><div id="root"></div><script type="module" nonce="test" src="/${name}.js"></script></body></html>`;
}

const dist = join(import.meta.dirname, '..', '..', 'dist', 'webview');
const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
};
