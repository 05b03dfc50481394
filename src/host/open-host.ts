import type { Model, ModelId } from '../engine/ports/model.ts';
import type { RunStore } from '../engine/ports/run-store.ts';
import type { SandboxLanguage } from '../engine/ports/sandbox.ts';
import type { Workspace } from '../engine/ports/workspace.ts';
import type { Providers } from '../engine/resilience/providers.ts';
import type { ModelSettings } from '../engine/routing/model-settings.ts';
import type { RunPorts } from '../engine/run/run-ports.ts';
import type { Workflow } from '../engine/workflow/workflow.ts';
import type { PackageSet, PackageSource } from '../sandbox/docker/image-recipe.ts';
import { openRunStore } from '../store/open-run-store.ts';
import { systemClock } from '../workspace/system-clock.ts';
import { installAnswers } from './install-answers.ts';
import type { InstallPolicy } from './install-policy.ts';
import { openDevContainer } from './open-dev-container.ts';
import { openHostWorkspace } from './open-host-workspace.ts';
import { type ChosenModels, openModels } from './open-models.ts';
import { openSandboxBackends } from './open-sandbox-backends.ts';
import { readPrompts, readWorkflow } from './read-assets.ts';
import { type ChosenSandbox, createSandboxChooser, type SandboxWish } from './sandbox-chooser.ts';
import { sandboxOpener } from './sandbox-opener.ts';
import { type SandboxSetup, sandboxSetup } from './sandbox-setup.ts';

/** The engine's surroundings on this machine: the only place where its adapters are named. */
export interface Host extends AsyncDisposable {
  readonly store: RunStore;
  /** Throws ForgeError `workspace.unreadable`, or `config.invalid` for a prompt that cannot be used. */
  portsFor(root: string, overrides?: Partial<RunPorts>): Promise<RunPorts>;
  /** What has to be installed or built before the programs of the workspace can run. */
  setup(workspace: Workspace): SandboxSetup;
  /** A built-in workflow by name, or a YAML file. Throws ForgeError `config.invalid`. */
  workflow(nameOrFile: string): Promise<Workflow>;
  /** The models to use when nobody names one; undefined when there are none. */
  models(signal: AbortSignal): Promise<ChosenModels | undefined>;
  readonly settings: ModelSettings;
  /** The model of that name, without asking it anything. Throws ForgeError `config.invalid` or `config.missing-key`. */
  modelNamed(name: string): ModelId;
  /** Where code will run, in plain words. */
  sandbox(signal: AbortSignal): Promise<ChosenSandbox>;
  /**
   * Begins in the background what a first sandbox would otherwise wait for, and removes leftovers of crashes.
   * `language` is that of the check; undefined while there is none, when any may come.
   */
  warmUp(language: SandboxLanguage | undefined): void;
}

export interface HostOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** By provider; these come before the environment's. Secret: never stored, logged or shown. */
  readonly keys: Readonly<Record<string, string>>;
  /** Holds `prompts/`, `workflows/`, `sandbox-images/` and `embedded/`, the embedded sandbox's scripts. */
  readonly assetsDirectory: string;
  /** Where runs and caches live; made when it is missing. */
  readonly dataDirectory: string;
  readonly settings: HostSettings;
  /** What is known of the providers: what one run learns holds for the next one of the process too. */
  readonly providers: Providers;
  /** Providers that the front end brings along. */
  readonly extraProviders?: readonly ExtraProvider[];
}

/** Models that only a front end can ask, such as an editor's own. */
export interface ExtraProvider {
  /** What stands before the slash in the ids of its models. */
  readonly provider: string;
  readonly open: (name: string) => Model;
  /** What to ask there for tasks of each tier; undefined when there is nothing. */
  readonly find: () => Promise<ChosenModels | undefined>;
  /** All that can be asked there; for people who look for what is missing. */
  readonly list: () => Promise<ListedModels>;
}

/** What a front end's own provider has, or what to do to get it. */
export interface ListedModels {
  /** For people, such as `VS Code`. */
  readonly title: string;
  readonly models: readonly string[];
  /** Where there is none. */
  readonly advice: string;
}

export interface HostSettings {
  readonly sandbox: SandboxWish;
  /** A Docker image of the user's own for every language. */
  readonly image?: string;
  /** What the sandbox images are built on, by language, instead of the defaults. */
  readonly baseImages?: Partial<Readonly<Record<SandboxLanguage, string>>>;
  /** Both: left out, an image keeps what it has. See ImageSettings. */
  readonly packages?: PackageSet;
  readonly packageSource?: PackageSource;
  /** Before PIP_INDEX_URL and NPM_CONFIG_REGISTRY. */
  readonly pipIndexUrl?: string;
  readonly npmRegistry?: string;
  /** As in DOCKER_HOST, before it. */
  readonly dockerHost?: string;
  readonly memoryMb: number;
  /** Globs of what is neither shown to models nor copied into a sandbox; see `secretRule`. */
  readonly secretFiles: readonly string[];
  readonly cpus: number;
  /** Left out: `ask`. */
  readonly install?: InstallPolicy;
  readonly models: ModelSettings;
  /** By provider; these come before the environment's. */
  readonly baseUrls?: Readonly<Record<string, string>>;
  /** By provider, sent with every request. Secret: never stored, logged or shown. */
  readonly headers?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Throws ForgeError `config.invalid` when the data directory or a setting cannot be used. */
export async function openHost(options: HostOptions): Promise<Host> {
  const { assetsDirectory, dataDirectory, settings } = options;
  const backends = openSandboxBackends(options);
  const sandboxes = createSandboxChooser(settings.sandbox, backends);
  const models = openModels(options);
  const store = openRunStore(dataDirectory);
  const closing = new AbortController();

  const openWorkspace = (root: string) => openHostWorkspace(root, { settings, closing: closing.signal });
  return {
    store,
    settings: settings.models,
    workflow: nameOrFile => readWorkflow(assetsDirectory, nameOrFile),
    models: models.find,
    modelNamed(name) {
      const id = name as ModelId;
      models.open(id);
      return id;
    },
    sandbox: signal => sandboxes.choose(signal),
    async portsFor(root, overrides = {}) {
      const [workspace, prompts] = await Promise.all([openWorkspace(root), readPrompts(assetsDirectory)]);
      const { prices, calls } = settings.models;
      const openSandbox = sandboxOpener(workspace, { options, backends, chooser: sandboxes });
      return {
        workspace,
        prompts,
        prices,
        callPolicy: calls,
        providers: options.providers,
        store,
        openSandbox,
        needSandbox: sandboxes.need,
        openModel: models.open,
        clock: systemClock,
        ...overrides,
      };
    },
    setup(workspace) {
      const answers = installAnswers(dataDirectory);
      const choose = (signal: AbortSignal) => sandboxes.choose(signal);
      const openContainer =
        settings.sandbox === 'devcontainer'
          ? () => openDevContainer(workspace, { options, backends })
          : undefined;
      return sandboxSetup({ workspace, answers, backends, choose, openContainer });
    },
    warmUp(language) {
      const warm = sandboxes.choose(closing.signal).then(async ({ backend }) => {
        if (backend === 'docker') backends.reap();
        if (backend === 'embedded' && language !== 'node')
          await (await backends.embedded()).warmUp(closing.signal);
      });
      // Its failure is nobody's business: it comes up again, with somebody to tell, when a sandbox is opened.
      warm.catch(() => undefined);
    },
    async [Symbol.asyncDispose]() {
      closing.abort();
      await backends[Symbol.asyncDispose]();
      store.close();
    },
  };
}
