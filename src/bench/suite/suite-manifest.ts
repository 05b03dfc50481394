import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { ForgeError } from '../../engine/forge-error.ts';
import { readYamlFile } from './read-yaml-file.ts';

/** What `suite.yaml` in a suite's folder says. */
export type SuiteManifest = z.infer<typeof manifestSchema>;

/** Of a suite whose tasks come from a data file, which is not the suite's own. */
export type DataManifest = Extract<SuiteManifest, { readonly data: unknown }>;

const dataSchema = z.strictObject({
  /** Its name in the cache. */
  file: z.string().regex(/^[\w.-]+$/u, 'must be a plain file name'),
  url: z.url({ protocol: /^https$/u }),
  /** Of the file in each form in which it goes round. */
  sha256: z.array(z.string().regex(/^[0-9a-f]{64}$/u, 'must be 64 hexadecimal digits')).min(1),
  records: z.int().positive(),
});

/** Seconds of computing that a program may take, from its loading to its last answer; three times that on the clock. */
export const timeoutSchema = z.int().min(1).max(600);

const common = {
  title: z.string().min(1),
  description: z.string().min(1),
  timeoutSeconds: timeoutSchema.default(10),
  /** References that do not pass, by task id, each with the reason. */
  knownBad: z.record(z.string(), z.string().min(1)).default({}),
};

const manifestSchema = z.discriminatedUnion('format', [
  z.strictObject({
    ...common,
    format: z.enum(['humaneval', 'mbpp', 'mbpp-sanitized']),
    /** Of tasks that need another than the suite's, by id. */
    taskTimeouts: z.record(z.string(), timeoutSchema).default({}),
    data: dataSchema,
  }),
  /** Its tasks are folders in `tasks/`, see readTaskFolder. */
  z.strictObject({ ...common, format: z.literal('tasks') }),
]);

export const manifestFile = 'suite.yaml';

/** Throws ForgeError `config.invalid` that names the file, the line and the field. */
export async function readManifest(folder: string): Promise<SuiteManifest> {
  const file = path.join(folder, manifestFile);
  return readYamlFile({ file, text: await readText(file, folder), schema: manifestSchema });
}

async function readText(file: string, folder: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new ForgeError(
      'config.invalid',
      `The folder ${folder} is no suite: its ${manifestFile} cannot be read. Name a suite or a folder that has one; codeforge bench init makes one.`,
      { cause },
    );
  }
}
