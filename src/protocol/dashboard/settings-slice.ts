/** What can be set in the dashboard: the same settings that VS Code has, and the keys in its secret storage. */
export interface SettingsSlice {
  readonly providers: readonly ProviderSlice[];
  readonly groups: readonly SettingGroup[];
}

export interface ProviderSlice {
  readonly id: string;
  readonly title: string;
  /** Where its key comes from; null: there is none. */
  readonly keyFrom: 'secret-storage' | 'environment' | null;
  /** Its last four characters; empty where there is none. */
  readonly maskedKey: string;
  readonly needsKey: boolean;
  readonly test: ConnectionTest;
}

export interface ConnectionTest {
  readonly status: 'untested' | 'testing' | 'ok' | 'missing' | 'broken';
  /** What was found, or what is wrong and what to do. */
  readonly detail: string;
}

export interface SettingGroup {
  readonly id: 'tiers' | 'limits' | 'sandbox';
  readonly fields: readonly SettingField[];
}

export type SettingValue = string | number | boolean | null | readonly string[];

export interface SettingField {
  /** Below `codeforge`, for example `sandbox.memoryMb`. */
  readonly id: string;
  /** In plain words, without Markdown. */
  readonly description: string;
  readonly kind: 'number' | 'choice' | 'text' | 'list' | 'toggle';
  readonly value: SettingValue;
  readonly default: SettingValue;
  /** Null where there is no limit. */
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly isWhole: boolean;
  readonly canBeEmpty: boolean;
  readonly choices: readonly { readonly value: string; readonly description: string }[];
  /** Who set it. */
  readonly setIn: 'default' | 'user' | 'workspace' | 'folder';
  /** Why the value is not used; empty where it is. */
  readonly problem: string;
}
