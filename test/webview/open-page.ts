import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { protocolVersion } from '../../src/protocol/view-update.ts';
import { findChromium } from '../vscode/harness/vscode-install.ts';

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
}

export interface PageOptions {
  readonly size?: { readonly width: number; readonly height: number };
  /** Of VS Code's variables, for example `--vscode-foreground`. */
  readonly theme?: Readonly<Record<string, string>>;
}

/** Opens `dist/webview/<name>.js`. Throws where there is no Chromium. */
export async function openPage(name: string, { size, theme = {} }: PageOptions = {}): Promise<WebviewPage> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('There is no Chromium.');
  const server = createServer(async (request, response) => {
    const file = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1);
    const body =
      file === '' ? pageHtml(name, theme) : await readFile(join(dist, file)).catch(() => undefined);
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': types[extname(file)] ?? 'text/html',
    });
    response.end(body);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--enable-precise-memory-info',
      '--js-flags=--expose-gc',
    ],
  });
  const page = await browser.newPage({ viewport: size ?? { width: 400, height: 800 } });
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
    async [Symbol.asyncDispose]() {
      await browser.close();
      server.close();
    },
  };
}

function pageHtml(name: string, theme: Readonly<Record<string, string>>): string {
  const policy =
    "default-src 'none'; script-src 'nonce-test'; style-src 'self' 'nonce-test'; font-src 'self'; connect-src 'none'";
  const variables = Object.entries(theme).map(([key, value]) => `${key}: ${value};`);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Test</title>
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="/${name}.css"><style nonce="test">:root { ${variables.join(' ')} background: var(--vscode-sideBar-background); }</style></head>
<body><div id="root"></div><script type="module" nonce="test" src="/${name}.js"></script></body></html>`;
}

const dist = join(import.meta.dirname, '..', '..', 'dist', 'webview');
const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
};
