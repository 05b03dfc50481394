import { isNode } from 'yaml';
import type { z } from 'zod';
import { type FilePlace, ForgeError } from '../../engine/forge-error.ts';
import { readYaml } from '../../engine/workflow/read-yaml.ts';

interface YamlFile<T> {
  /** For messages. */
  readonly file: string;
  readonly text: string;
  readonly schema: z.ZodType<T>;
}

/** One YAML document that is as the schema wants it. Throws ForgeError `config.invalid` with file, line and field. */
export function readYamlFile<T>({ file, text, schema }: YamlFile<T>): T {
  const read = readYaml(text);
  if (read.kind === 'broken') throw invalid({ file, line: read.line }, read.message);
  const parsed = schema.safeParse(read.value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = (issue?.path ?? []).filter(part => typeof part !== 'symbol');
  const line = read.lineAt(offsetOf(read.contents, place));
  throw invalid({ file, line }, `${place.join('.') || 'the file'}: ${issue?.message ?? 'is wrong'}`);
}

/** Of the deepest part of the path that is there. */
function offsetOf(contents: unknown, place: readonly (string | number)[]): number {
  for (let depth = place.length; depth > 0; depth -= 1) {
    const node = hasParts(contents) ? contents.getIn(place.slice(0, depth), true) : undefined;
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function hasParts(
  contents: unknown,
): contents is { getIn(path: readonly unknown[], keep: boolean): unknown } {
  return typeof contents === 'object' && contents !== null && 'getIn' in contents;
}

function invalid(place: FilePlace, problem: string): ForgeError {
  const told = `${place.file}:${place.line}: ${problem.replace(/\.$/u, '')}. Correct it there.`;
  return new ForgeError('config.invalid', told, { place });
}
