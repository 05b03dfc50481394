import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { below, type Finding, findingOf } from '../measure/finding.ts';
import { reportFindings } from '../measure/report-findings.ts';

/** What each webview loads, compressed: at once, and when one of its tabs is looked at. Expects `dist/`. */
async function measureWebviews(): Promise<void> {
  const files = await gzippedFiles(path.join(import.meta.dirname, '..', '..', 'dist', 'webview'));
  const sum = (belongs: (name: string) => boolean) =>
    files.filter(({ name }) => belongs(name)).reduce((total, { bytes }) => total + bytes, 0);
  const lazy = ['flow-diagram', 'output-screen', 'cost-chart', 'bench-chart'];
  const isLazy = (name: string) => lazy.some(chunk => name.includes(chunk));
  const finding = (what: string, bytes: number): Finding =>
    findingOf({ what, unit: 'bytes', values: [bytes] });
  await reportFindings('webviews', [
    finding(
      'the chat',
      sum(name => name.startsWith('chat')),
    ),
    finding(
      'the dashboard, at once',
      sum(name => name.startsWith('dashboard') && !isLazy(name)),
    ),
    ...lazy.map(chunk =>
      finding(
        `its ${chunk}, when looked at`,
        sum(name => name.includes(chunk)),
      ),
    ),
    {
      ...finding(
        'all of it',
        sum(() => true),
      ),
      bar: below(1_000_000),
    },
  ]);
}

async function gzippedFiles(folder: string): Promise<readonly { name: string; bytes: number }[]> {
  const names = await readdir(folder, { recursive: true });
  const shipped = names.filter(name => /\.(?:js|css|ttf|woff2)$/.test(name));
  return Promise.all(
    shipped.map(async name => ({ name, bytes: gzipSync(await readFile(path.join(folder, name))).length })),
  );
}

await measureWebviews();
