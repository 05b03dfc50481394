import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { ForgeError } from '../../engine/forge-error.ts';
import { readYamlFile } from './read-yaml-file.ts';

/** What `suite.yaml` in a suite's folder says. */
export type SuiteManifest = z.infer<typeof manifestSchema>;

const dataSchema = z.strictObject({
  /** Its name in the cache. */
  file: z.string().regex(/^[\w.-]+$/u, 'must be a plain file name'),
  url: z.url({ protocol: /^https$/u }),
  /** Of the file in each form in which it goes round. */
  sha256: z.array(z.string().regex(/^[0-9a-f]{64}$/u, 'must be 64 hexadecimal digits')).min(1),
  records: z.int().positive(),
});

const common = {
  title: z.string().min(1),
  description: z.string().min(1),
  /** Seconds of computing that a program may take, from its loading to its last answer; three times that on the clock. */
  timeoutSeconds: z.int().min(1).max(600).default(10),
  /** References that do not pass, by task id, each with the reason. */
  knownBad: z.record(z.string(), z.string().min(1)).default({}),
};

const manifestSchema = z.strictObject({
  ...common,
  format: z.enum(['humaneval', 'mbpp', 'mbpp-sanitized']),
  data: dataSchema,
});

const manifestFile = 'suite.yaml';

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
      `The folder ${folder} is no suite: its ${manifestFile} cannot be read. Name a suite, or a folder that has one.`,
      { cause },
    );
  }
}
