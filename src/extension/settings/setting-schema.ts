import { ForgeError } from '../../engine/forge-error.ts';

/** What the manifest says of one setting; the part of JSON Schema that it uses. */
export interface SettingSchema {
  readonly type: string | readonly string[];
  readonly default: unknown;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly additionalProperties?: boolean | { readonly type?: string };
}

/**
 * Checks a value against the manifest: VS Code itself only underlines what is wrong in a settings file.
 * Throws ForgeError `config.invalid` that names the setting, the value and what is allowed.
 */
export function checkSetting(id: string, value: unknown, schema: SettingSchema): void {
  const types = [schema.type].flat();
  const allowed = describeAllowed(schema);
  const isFine =
    types.some(type => hasType(value, type)) &&
    (schema.enum === undefined || schema.enum.some(choice => choice === value)) &&
    isInRange(value, schema) &&
    hasTexts(value, schema) &&
    (schema.pattern === undefined ||
      typeof value !== 'string' ||
      new RegExp(schema.pattern, 'u').test(value));
  if (isFine) return;
  throw new ForgeError(
    'config.invalid',
    `The setting ${id} is ${shown(value)}, but must be ${allowed}. Correct it in the settings.`,
  );
}

/** What is in an object may be nobody's business, such as the values of headers. */
function shown(value: unknown): string {
  return typeof value === 'object' && value !== null ? 'something else' : JSON.stringify(value);
}

function describeAllowed(schema: SettingSchema): string {
  const { type, enum: choices, minimum, maximum, pattern, additionalProperties } = schema;
  if (typeof additionalProperties === 'object' && additionalProperties.type === 'string')
    return 'names with texts';
  if (choices !== undefined) return `one of ${choices.join(', ')}`;
  const types = [type].flat();
  const noun = types.map(name => typeNames[name] ?? name).join(' or ');
  if (minimum !== undefined && maximum !== undefined) return `${noun} from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `${noun}, at least ${minimum}`;
  return pattern === undefined ? noun : `${noun} like provider/name, or empty`;
}

function hasType(value: unknown, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'array':
      return Array.isArray(value) && value.every(item => typeof item === 'string');
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}

/** Where the manifest wants texts in an object, there is nothing else in it. */
function hasTexts(value: unknown, { additionalProperties }: SettingSchema): boolean {
  if (typeof additionalProperties !== 'object' || additionalProperties.type !== 'string') return true;
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(item => typeof item === 'string');
}

function isInRange(value: unknown, { minimum, maximum }: SettingSchema): boolean {
  if (typeof value !== 'number') return true;
  return value >= (minimum ?? value) && value <= (maximum ?? value);
}

const typeNames: Readonly<Record<string, string>> = {
  integer: 'a whole number',
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  null: 'null',
  array: 'a list of texts',
  object: 'an object',
};
