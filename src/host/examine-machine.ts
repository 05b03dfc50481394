import { execFile } from 'node:child_process';
import { access, constants, mkdir } from 'node:fs/promises';
import { promisify } from 'node:util';
import { type AvailableProvider, findAvailableModels } from '../models/available-models.ts';
import { maskKey } from '../models/mask-key.ts';
import type { HostOptions } from './open-host.ts';
import { type LocalSandboxBackends, openSandboxBackends } from './open-sandbox-backends.ts';

/** One thing that was looked at. */
export interface Finding {
  readonly kind: 'base' | 'model' | 'sandbox';
  readonly title: string;
  /** `missing` is no fault as long as something else does its job. */
  readonly status: 'ok' | 'missing' | 'broken';
  /** For people; keys show their last four characters. */
  readonly detail: string;
}

export interface Examination {
  readonly findings: readonly Finding[];
  /** A model and a sandbox work, and so does what everything needs. */
  readonly canSolve: boolean;
}

/** Looks at everything a run needs, in about two seconds whatever is broken. Changes nothing but for making the data directory. */
export async function examineMachine(options: HostOptions, signal: AbortSignal): Promise<Examination> {
  const backends = openSandboxBackends(options);
  const found = await Promise.all([
    examineNode(),
    examineData(options.dataDirectory),
    examineGit(),
    examineModels(options, signal),
    examineDocker(backends, signal),
    examineEmbedded(backends),
  ]);
  const findings = found.flat();
  const works = (kind: Finding['kind']) =>
    findings.some(finding => finding.kind === kind && finding.status === 'ok');
  const isBaseSound = findings.every(({ kind, status }) => kind !== 'base' || status !== 'broken');
  return { findings, canSolve: isBaseSound && works('model') && works('sandbox') };
}

async function examineNode(): Promise<Finding> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isNew = major > 22 || (major === 22 && minor >= 13);
  const detail = isNew ? process.version : `${process.version} is too old. Install Node 22.13 or newer.`;
  return { kind: 'base', title: 'Node', status: isNew ? 'ok' : 'broken', detail };
}

async function examineData(directory: string): Promise<Finding> {
  const finding = { kind: 'base', title: 'Runs and data' } as const;
  try {
    await mkdir(directory, { recursive: true });
    await access(directory, constants.W_OK);
    return { ...finding, status: 'ok', detail: directory };
  } catch {
    // Whatever the reason, it is the same for people: nothing can be kept there.
    const detail = `${directory} cannot be written. Set CODEFORGE_HOME to a folder that can.`;
    return { ...finding, status: 'broken', detail };
  }
}

/** Git itself is not needed for a run, but for taking a patch. */
async function examineGit(): Promise<Finding> {
  const finding = { kind: 'base', title: 'git' } as const;
  try {
    const { stdout } = await promisify(execFile)('git', ['--version']);
    return { ...finding, status: 'ok', detail: stdout.trim().replace(/^git version /u, '') };
  } catch {
    return { ...finding, status: 'missing', detail: 'not found: only patches need it' };
  }
}

async function examineModels(options: HostOptions, signal: AbortSignal): Promise<readonly Finding[]> {
  const { env, keys, settings } = options;
  const { baseUrls = {}, headers = {} } = settings;
  const available = await findAvailableModels({ env, keys, baseUrls, headers }, signal);
  const providers = [
    {
      provider: 'openai',
      title: 'OpenAI',
      key: keys['openai'] ?? env['OPENAI_API_KEY'],
      how: 'set OPENAI_API_KEY',
    },
    {
      provider: 'anthropic',
      title: 'Anthropic',
      key: keys['anthropic'] ?? env['ANTHROPIC_API_KEY'],
      how: 'set ANTHROPIC_API_KEY',
    },
    {
      provider: 'gemini',
      title: 'Gemini',
      key: keys['gemini'] ?? env['GEMINI_API_KEY'],
      how: 'set GEMINI_API_KEY',
    },
    { provider: 'ollama', title: 'Ollama', key: undefined, how: 'not answering, or without a model' },
  ];
  return providers.map(({ provider, title, key, how }) => {
    const found = available.find(one => one.provider === provider);
    if (found === undefined) return { kind: 'model', title, status: 'missing', detail: how };
    return { kind: 'model', title, status: 'ok', detail: describeProvider(found, key) };
  });
}

function describeProvider({ title, tiers }: AvailableProvider, key: string | undefined): string {
  const models = new Set(Object.values(tiers).flatMap(tier => tier.slice(0, 1)));
  const shown = key === undefined || key === '' ? '' : `key ${maskKey(key)}`;
  return [title, shown, [...models].join(', ')].filter(part => part !== '').join(' · ');
}

async function examineDocker(backends: LocalSandboxBackends, signal: AbortSignal): Promise<Finding> {
  const status = await (await backends.docker()).probe(signal);
  const finding = { kind: 'sandbox', title: 'Docker' } as const;
  if (status.kind === 'unavailable') return { ...finding, status: 'missing', detail: status.reason };
  const { python, node } = status.images;
  const detail = `${status.version} at ${status.address} · images: python ${python}, node ${node}`;
  return { ...finding, status: 'ok', detail };
}

async function examineEmbedded(backends: LocalSandboxBackends): Promise<Finding> {
  const status = (await backends.embedded()).probe();
  const finding = { kind: 'sandbox', title: 'Embedded sandbox' } as const;
  if (status.kind === 'missing') return { ...finding, status: 'broken', detail: status.reason };
  return { ...finding, status: 'ok', detail: `Deno ${status.denoVersion}, Pyodide ${status.pyodideVersion}` };
}
