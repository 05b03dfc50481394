import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findVscodeInstall } from '../../test/vscode/harness/vscode-install.ts';
import { type CliBench, openCliBench } from '../measure/cli-bench.ts';
import { below, elsewhere, type Finding, findingOf } from '../measure/finding.ts';
import { reportFindings } from '../measure/report-findings.ts';
import { spreadOf } from '../measure/spread.ts';
import { type Activation, activateByCommand } from './activate-by-command.ts';
import { measureBundles } from './bundle-sizes.ts';
import { type Exercise, exerciseExtension } from './exercise-extension.ts';
import { makeEmptyExtension } from './make-empty-extension.ts';

/** What the extension costs a user of VS Code who has it installed, and one who runs it. */
async function measureVscode(): Promise<void> {
  await using bench = await openCliBench();
  const sizes = await measureSizes(bench);
  const install = findVscodeInstall();
  if ('missing' in install) throw new Error(`There is no ${install.missing} here: nothing can be measured.`);
  const ours = await installOurs(bench);
  const activations: Activation[] = [];
  const exercises: Exercise[] = [];
  const empty = await makeEmptyExtension(bench.folder, 'Empty', ['onLanguage']);
  for (let number = 0; number < windows; number += 1) {
    activations.push(
      await activateByCommand(install, { ours, data: await emptyFolder(bench, `alone-${number}`) }),
    );
    exercises.push(
      await exerciseExtension(install, { ours, empty, data: await emptyFolder(bench, `exercise-${number}`) }),
    );
  }
  await reportFindings('vscode', [...judge(activations, exercises), ...sizes]);
}

async function emptyFolder({ folder }: CliBench, name: string): Promise<string> {
  const made = path.join(folder, name);
  await mkdir(made);
  return made;
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

/** The extension as a user has it: manifest, build and media, beside the packages it is resolved against. */
async function installOurs({ folder }: CliBench): Promise<string> {
  const installed = path.join(folder, 'codeforge-extension');
  await mkdir(installed);
  await cp(path.join(project, 'package.json'), path.join(installed, 'package.json'));
  await cp(path.join(project, 'media'), path.join(installed, 'media'), { recursive: true });
  await cp(path.join(folder, 'dist'), path.join(installed, 'dist'), { recursive: true });
  return installed;
}

function judge(alone: readonly Activation[], exercises: readonly Exercise[]): readonly Finding[] {
  const empty = medianOf(alone.map(({ emptyMs }) => emptyMs));
  const before = medianOf(alone.map(({ hostBytes }) => hostBytes.before / 1e6));
  const memory = {
    unit: 'MB',
    bar: below(200),
    beside: [{ name: 'before it was active', value: before, measured: 'here' }, ...elsewhere({ Cline: 585 })],
  } as const;
  return [
    findingOf({
      what: 'activation by a command',
      unit: 'ms',
      values: alone.map(({ oursMs }) => oursMs),
      bar: below(empty + 15),
      beside: [
        { name: 'an empty extension', value: empty, measured: 'here' },
        ...elsewhere({ Roo: 1_142, Cline: 2_146 }),
      ],
    }),
    findingOf({
      what: 'activation by the first document, counted with what it activates besides',
      unit: 'ms',
      values: exercises.map(({ activationMs }) => activationMs.ours),
      beside: [
        {
          name: 'an empty extension with the same event',
          value: medianOf(exercises.map(({ activationMs }) => activationMs.empty)),
          measured: 'here',
        },
      ],
    }),
    findingOf({
      what: 'extension host, once it is active',
      ...memory,
      values: alone.map(({ hostBytes }) => hostBytes.activated / 1e6),
    }),
    findingOf({
      what: 'extension host, after a run',
      ...memory,
      values: exercises.map(({ hostBytes }) => hostBytes / 1e6),
    }),
  ];
}

const medianOf = (values: readonly number[]) => spreadOf(values).median;
const project = fileURLToPath(new URL('../..', import.meta.url));
const windows = 5;

await measureVscode();
