/** The settings, by their ids below `codeforge`. The manifest describes them; a test compares the two. */
export interface ForgeSettings {
  readonly model: string;
  readonly workflow: string;
  readonly check: string;
  readonly checkTimeoutSeconds: number;
  readonly maxRepairs: number;
  readonly maxCostUsd: number | null;
  readonly maxCostPerDayUsd: number | null;
  readonly maxCostPerMonthUsd: number | null;
  readonly 'tiers.simple': readonly string[];
  readonly 'tiers.medium': readonly string[];
  readonly 'tiers.hard': readonly string[];
  readonly agents: Readonly<Record<string, string>>;
  readonly 'complexity.classifier': 'heuristics' | 'model';
  readonly 'complexity.simpleBelow': number;
  readonly 'complexity.hardAbove': number;
  readonly prices: Readonly<Record<string, unknown>>;
  readonly 'timeouts.firstTokenSeconds': number;
  readonly 'timeouts.localFirstTokenSeconds': number;
  readonly 'timeouts.idleSeconds': number;
  readonly rateLimits: Readonly<Record<string, unknown>>;
  readonly autoApply: boolean;
  readonly 'checkpoints.maxMb': number;
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
  readonly 'openai.headers': Readonly<Record<string, string>>;
  readonly 'anthropic.baseUrl': string;
  readonly 'gemini.baseUrl': string;
  readonly 'ollama.host': string;
}

const ids: Readonly<Record<keyof ForgeSettings, true>> = {
  model: true,
  workflow: true,
  check: true,
  checkTimeoutSeconds: true,
  maxRepairs: true,
  maxCostUsd: true,
  maxCostPerDayUsd: true,
  maxCostPerMonthUsd: true,
  'tiers.simple': true,
  'tiers.medium': true,
  'tiers.hard': true,
  agents: true,
  'complexity.classifier': true,
  'complexity.simpleBelow': true,
  'complexity.hardAbove': true,
  prices: true,
  'timeouts.firstTokenSeconds': true,
  'timeouts.localFirstTokenSeconds': true,
  'timeouts.idleSeconds': true,
  rateLimits: true,
  autoApply: true,
  'checkpoints.maxMb': true,
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
  'openai.headers': true,
  'anthropic.baseUrl': true,
  'gemini.baseUrl': true,
  'ollama.host': true,
};

export const settingIds = Object.keys(ids) as readonly (keyof ForgeSettings)[];
