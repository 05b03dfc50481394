import type { ToolDefinition } from '../../ports/model.ts';
import { parseLenientJson } from '../lenient-json.ts';

/** A call as a model wrote it in JSON. */
export interface JsonCall {
  readonly name: string;
  readonly argumentsText: string;
}

/**
 * Reads a piece of JSON as calls of these tools. Besides `{ "tool": …, "arguments": … }` it takes the forms
 * that models know from their training, lists of them, and the bare arguments of the submit tool.
 * Empty for JSON that is none of these.
 */
export function readJsonCalls(text: string, tools: readonly ToolDefinition[]): readonly JsonCall[] {
  return callsIn(parseLenientJson(text), tools);
}

function callsIn(value: unknown, tools: readonly ToolDefinition[]): readonly JsonCall[] {
  if (Array.isArray(value)) return value.flatMap(item => callsIn(item, tools));
  if (!isObject(value)) return [];
  const list = value['tool_calls'] ?? value['calls'];
  if (Array.isArray(list)) return list.flatMap(item => callsIn(item, tools));
  const call = namedCall(value, tools) ?? keyedCall(value, tools) ?? submission(value, tools);
  return call === undefined ? [] : [call];
}

/** `{ "tool": "read_file", "arguments": { … } }` and its relatives. */
function namedCall(value: JsonObject, tools: readonly ToolDefinition[]): JsonCall | undefined {
  const called = isObject(value['function']) ? value['function'] : value;
  const name = [
    called['tool'],
    called['name'],
    called['tool_name'],
    called['function'],
    called['action'],
  ].find(candidate => typeof candidate === 'string');
  const tool = tools.find(candidate => candidate.name === name);
  if (tool === undefined) return undefined;
  const args = called['arguments'] ?? called['parameters'] ?? called['args'] ?? called['input'] ?? {};
  return { name: tool.name, argumentsText: typeof args === 'string' ? args : JSON.stringify(args) };
}

/** `{ "read_file": { … } }` */
function keyedCall(value: JsonObject, tools: readonly ToolDefinition[]): JsonCall | undefined {
  const [key, args, ...others] = Object.entries(value).flat();
  const tool = tools.find(candidate => candidate.name === key);
  if (tool === undefined || others.length > 0 || !isObject(args)) return undefined;
  return { name: tool.name, argumentsText: JSON.stringify(args) };
}

/** The arguments of the submit tool by themselves: all that it requires, and nothing that it does not know. */
function submission(value: JsonObject, tools: readonly ToolDefinition[]): JsonCall | undefined {
  const submit = tools.find(tool => tool.name.startsWith('submit_'));
  const { properties, required } = submit?.parameters ?? {};
  const keys = Object.keys(value);
  if (submit === undefined || keys.length === 0 || !isObject(properties) || !Array.isArray(required))
    return undefined;
  const fits =
    required.every(key => keys.includes(String(key))) && keys.every(key => Object.hasOwn(properties, key));
  return fits ? { name: submit.name, argumentsText: JSON.stringify(value) } : undefined;
}

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
