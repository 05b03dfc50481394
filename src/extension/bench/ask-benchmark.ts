import * as vscode from 'vscode';
import type { SuiteListing } from '../../host/list-suites.ts';
import type { ForgeWindow } from '../forge-window.ts';
import { workflowSource } from '../workflow-source.ts';
import { askCap } from './ask-cap.ts';
import { askModel } from './ask-model.ts';
import { askSuite, type ChosenSuite } from './ask-suite.ts';
import type { BenchmarkOrder } from './benchmark-order.ts';

/** What a person wants to have measured. */
export type BenchmarkWish = Omit<BenchmarkOrder, 'runId' | 'version' | keyof BenchmarkMeans>;

/** What it is measured with, as it is now. */
export type BenchmarkMeans = Pick<BenchmarkOrder, 'settings' | 'keys' | 'project'>;

/** Asks for suite, model, number of problems and a cap; undefined when the person changed their mind. */
export async function askBenchmark(
  window: ForgeWindow,
  means: BenchmarkMeans,
): Promise<BenchmarkWish | undefined> {
  const { settings } = means;
  const engine = await window.engine();
  const chosen = await askSuite(await engine.suites());
  if (chosen === undefined) return undefined;
  const model = await askModel(engine, means);
  if (model === undefined) return undefined;
  const first = await askCount(chosen);
  if (first === undefined) return undefined;
  const cap = await askCap(settings.maxCostPerDayUsd);
  if (cap === undefined) return undefined;
  return {
    suite: chosen.suite,
    data: chosen.data,
    problems: { first },
    samples: 1,
    workflow: workflowIn(means),
    model: model.id,
    maxRepairs: settings.maxRepairs,
    maxCostUsd: cap.usd,
  };
}

/** The one that the settings name. */
export function workflowIn({ settings, project }: BenchmarkMeans): string {
  return workflowSource({ settings, folder: project ?? '' });
}

async function askCount({ listing }: ChosenSuite): Promise<number | undefined> {
  const all = listing?.problems ?? Number.MAX_SAFE_INTEGER;
  const typed = await vscode.window.showInputBox({
    title,
    prompt: countPrompt(listing),
    value: String(Math.min(all, fewProblems)),
    ignoreFocusOut: true,
    validateInput: text =>
      /^[1-9]\d{0,5}$/u.test(text.trim()) && Number(text) <= all
        ? undefined
        : `Name a whole number from 1 to ${listing === undefined ? 'what the suite has' : all}.`,
  });
  return typed === undefined ? undefined : Number(typed.trim());
}

function countPrompt(listing: SuiteListing | undefined): string {
  const all = listing === undefined ? '' : ` of ${listing.problems}`;
  return `How many${all} problems, from the first on? A few are quick and cheap; the intervals become narrower with more.`;
}

const title = 'CodeForge: Run Benchmark';
const fewProblems = 20;
