import { toFailure } from '../../engine/failure.ts';
import type { KeyStanding } from '../../host/describe-keys.ts';
import type {
  ConnectionTest,
  SettingField,
  SettingGroup,
  SettingsSlice,
  SettingValue,
} from '../../protocol/dashboard/settings-slice.ts';
import type { ForgeSettings } from '../settings/forge-settings.ts';
import { checkSetting, type SettingSchema } from '../settings/setting-schema.ts';

export interface SettingsFacts {
  readonly keys: readonly KeyStanding[];
  /** By provider. */
  readonly tests: ReadonlyMap<string, ConnectionTest>;
  readonly schemas: Readonly<Record<string, SettingSchema>>;
  readonly readValue: (id: string) => ValueInPlace;
}

/** A setting as VS Code has it, and who set it. */
export interface ValueInPlace {
  readonly value: unknown;
  readonly setIn: SettingField['setIn'];
}

/** Everything that can be set in the dashboard, with its ranges; also what is set wrong, so that it can be mended. */
export function sliceSettings({ keys, tests, schemas, readValue }: SettingsFacts): SettingsSlice {
  return {
    providers: keys.map(({ provider, ...key }) => ({
      id: provider,
      ...key,
      test: tests.get(provider) ?? untested,
    })),
    groups: shownSettings.map(({ id, settings }) => ({
      id,
      fields: settings.map(setting => {
        const schema = schemas[`codeforge.${setting}`];
        if (schema === undefined) throw new Error(`the manifest does not know the setting ${setting}`);
        return fieldOf(setting, schema, readValue(setting));
      }),
    })),
  };
}

/** Whether the dashboard shows a setting, and so may write it. */
export function isShownSetting(id: string): boolean {
  return shownSettings.some(({ settings }) => settings.some(setting => setting === id));
}

interface ShownSettings {
  readonly id: SettingGroup['id'];
  readonly settings: readonly (keyof ForgeSettings)[];
}

const shownSettings: readonly ShownSettings[] = [
  {
    id: 'tiers',
    settings: [
      'model',
      'complexity.simpleBelow',
      'complexity.hardAbove',
      'complexity.classifier',
      'tiers.simple',
      'tiers.medium',
      'tiers.hard',
    ],
  },
  {
    id: 'limits',
    settings: [
      'maxRepairs',
      'maxCostUsd',
      'maxCostPerDayUsd',
      'maxCostPerMonthUsd',
      'checkTimeoutSeconds',
      'autoApply',
    ],
  },
  {
    id: 'sandbox',
    settings: [
      'sandbox.backend',
      'sandbox.memoryMb',
      'sandbox.cpus',
      'sandbox.timeoutSeconds',
      'dependencies.install',
      'sandbox.softCheck',
    ],
  },
];

const untested: ConnectionTest = { status: 'untested', detail: '' };

function fieldOf(id: string, schema: SettingSchema, { value, setIn }: ValueInPlace): SettingField {
  const types = [schema.type].flat();
  const isWhole = types.includes('integer');
  return {
    id,
    description: plainText(schema.description ?? schema.markdownDescription ?? ''),
    kind: kindOf(schema, types),
    value: shownValue(value),
    default: shownValue(schema.default),
    minimum: schema.minimum ?? null,
    maximum: schema.maximum ?? null,
    isWhole,
    canBeEmpty: types.includes('null'),
    choices: (schema.enum ?? []).map((choice, index) => ({
      value: choice,
      description: schema.enumDescriptions?.[index] ?? '',
    })),
    setIn,
    problem: problemOf(id, value, schema),
  };
}

function kindOf(schema: SettingSchema, types: readonly string[]): SettingField['kind'] {
  if (schema.enum !== undefined) return 'choice';
  if (types.includes('integer') || types.includes('number')) return 'number';
  if (types.includes('array')) return 'list';
  return types.includes('boolean') ? 'toggle' : 'text';
}

/** A value of the wrong shape is shown as its text, so that a person sees what is there. */
function shownValue(value: unknown): SettingValue {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value as SettingValue;
  if (Array.isArray(value) && value.every(item => typeof item === 'string')) return value;
  return JSON.stringify(value) ?? '';
}

function problemOf(id: string, value: unknown, schema: SettingSchema): string {
  try {
    checkSetting(`codeforge.${id}`, value, schema);
    return '';
  } catch (error) {
    return toFailure(error).message;
  }
}

/** The manifest's Markdown without its marks. */
function plainText(markdown: string): string {
  return markdown.replace(/`#?([^`#]*)#?`/g, '$1').replace(/\*\*([^*]*)\*\*/g, '$1');
}
