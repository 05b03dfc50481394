import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findVscodeInstall } from '../../test/vscode/harness/vscode-install.ts';
import { type CliBench, openCliBench } from '../measure/cli-bench.ts';
import { below, elsewhere, type Finding, findingOf } from '../measure/finding.ts';
import { reportFindings } from '../measure/report-findings.ts';
import { spreadOf } from '../measure/spread.ts';
import { measureBundles } from './bundle-sizes.ts';
import { type Exercise, exerciseExtension } from './exercise-extension.ts';
import { makeEmptyExtension } from './make-empty-extension.ts';

/** What the extension costs a user of VS Code who has it installed, and one who runs it. */
async function measureVscode(): Promise<void> {
  await using bench = await openCliBench();
  const sizes = await measureSizes(bench);
  await reportFindings('vscode', [...judge(await exerciseOften(bench)), ...sizes]);
}

async function measureSizes({ cliFile }: CliBench): Promise<readonly Finding[]> {
  const { activationBytes, extensionBytes, webviewBytes } = await measureBundles(path.dirname(cliFile));
  return [
    findingOf({ what: 'webviews', unit: 'MB', values: [webviewBytes / 1e6] }),
    findingOf({ what: 'main bundle, read at activation', unit: 'MB', values: [activationBytes / 1e6] }),
    findingOf({
      what: 'all that the extension host can load: main, engine, vendors, command line',
      unit: 'MB',
      values: [extensionBytes / 1e6],
      bar: below(2),
      beside: elsewhere({ Cline: 25.7 }),
    }),
  ];
}

async function exerciseOften(bench: CliBench): Promise<readonly Exercise[]> {
  const install = findVscodeInstall();
  if ('missing' in install) throw new Error(`There is no ${install.missing} here: nothing can be measured.`);
  const ours = await installOurs(bench);
  const first = await makeEmptyExtension(bench.folder, 'First');
  const empty = await makeEmptyExtension(bench.folder, 'Empty');
  const exercises: Exercise[] = [];
  for (let number = 0; number < windows; number += 1) {
    const data = path.join(bench.folder, `data-${number}`);
    await mkdir(data);
    exercises.push(await exerciseExtension(install, { ours, first, empty, data }));
  }
  return exercises;
}

/** The extension as a user has it: manifest, build and media, beside the packages it is resolved against. */
async function installOurs({ folder }: CliBench): Promise<string> {
  await cp(path.join(project, 'package.json'), path.join(folder, 'package.json'));
  await cp(path.join(project, 'media'), path.join(folder, 'media'), { recursive: true });
  return folder;
}

function judge(exercises: readonly Exercise[]): readonly Finding[] {
  const empty = spreadOf(exercises.map(({ activationMs }) => activationMs.empty)).median;
  const before = spreadOf(exercises.map(({ hostBytes }) => hostBytes.before / 1e6)).median;
  const memory = {
    unit: 'MB',
    bar: below(200),
    beside: [{ name: 'before it was active', value: before, measured: 'here' }, ...elsewhere({ Cline: 585 })],
  } as const;
  return [
    findingOf({
      what: 'activation',
      unit: 'ms',
      values: exercises.map(({ activationMs }) => activationMs.ours),
      bar: below(empty + 15),
      beside: [
        { name: 'an empty extension', value: empty, measured: 'here' },
        ...elsewhere({ Roo: 1_142, Cline: 2_146 }),
      ],
    }),
    findingOf({
      what: 'extension host, once it is active',
      ...memory,
      values: exercises.map(({ hostBytes }) => hostBytes.activated / 1e6),
    }),
    findingOf({
      what: 'extension host, after a run',
      ...memory,
      values: exercises.map(({ hostBytes }) => hostBytes.afterRun / 1e6),
    }),
  ];
}

const project = fileURLToPath(new URL('../..', import.meta.url));
const windows = 5;

await measureVscode();
