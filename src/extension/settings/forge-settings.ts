/** The settings, by their ids below `codeforge`. The manifest describes them; a test compares the two. */
export interface ForgeSettings {
  readonly model: string;
  readonly workflow: string;
  readonly check: string;
  readonly checkTimeoutSeconds: number;
  readonly maxRepairs: number;
  readonly maxCostUsd: number | null;
  readonly autoApply: boolean;
  readonly 'sandbox.backend': 'auto' | 'docker' | 'devcontainer' | 'embedded';
  readonly 'sandbox.memoryMb': number;
  readonly 'dependencies.install': 'never' | 'ask' | 'always';
  readonly 'sandbox.cpus': number;
  readonly 'sandbox.timeoutSeconds': number;
  readonly 'sandbox.image': string;
  readonly 'sandbox.pythonBaseImage': string;
  readonly 'sandbox.nodeBaseImage': string;
  readonly 'sandbox.packageSource': 'auto' | 'pip' | 'apt';
  readonly 'sandbox.softCheck': 'off' | 'warn' | 'block';
  readonly 'docker.host': string;
  readonly 'workspace.secretFiles': readonly string[];
  readonly 'openai.baseUrl': string;
  readonly 'anthropic.baseUrl': string;
  readonly 'ollama.host': string;
}

const ids: Readonly<Record<keyof ForgeSettings, true>> = {
  model: true,
  workflow: true,
  check: true,
  checkTimeoutSeconds: true,
  maxRepairs: true,
  maxCostUsd: true,
  autoApply: true,
  'sandbox.backend': true,
  'sandbox.memoryMb': true,
  'dependencies.install': true,
  'sandbox.cpus': true,
  'sandbox.timeoutSeconds': true,
  'sandbox.image': true,
  'sandbox.pythonBaseImage': true,
  'sandbox.nodeBaseImage': true,
  'sandbox.packageSource': true,
  'sandbox.softCheck': true,
  'docker.host': true,
  'workspace.secretFiles': true,
  'openai.baseUrl': true,
  'anthropic.baseUrl': true,
  'ollama.host': true,
};

export const settingIds = Object.keys(ids) as readonly (keyof ForgeSettings)[];
