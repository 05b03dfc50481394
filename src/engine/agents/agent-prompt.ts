import { z } from 'zod';
import { ForgeError } from '../forge-error.ts';
import { readYaml } from '../workflow/read-yaml.ts';
import { type AgentRole, agentRoles, tierNames } from '../workflow/workflow.ts';

/** One agent, as its file in `prompts/` describes it. */
export interface AgentPrompt {
  readonly role: AgentRole;
  readonly purpose: string;
  /** Names of its tools, the submit tool last. */
  readonly tools: readonly string[];
  /** The tier of model it wants; `task`: the tier of the task. */
  readonly tier: (typeof tierNames)[number] | 'task';
  readonly version: number;
  readonly system: string;
}

const frontMatterSchema = z.strictObject({
  role: z.enum(agentRoles),
  purpose: z.string().min(1),
  tools: z.array(z.string()).min(1),
  tier: z.enum([...tierNames, 'task']),
  version: z.int().min(1),
});

/**
 * Reads a prompt file: front matter between two `---` lines, then the system prompt. Throws ForgeError
 * `config.invalid` that names the file and what is wrong.
 */
export function parseAgentPrompt(text: string, file: string): AgentPrompt {
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text.replaceAll('\r\n', '\n'));
  const [, frontMatter, body] = match ?? [];
  if (frontMatter === undefined || body === undefined) {
    throw invalid(file, 'it must begin with front matter between two lines of ---.');
  }
  const yaml = readYaml(frontMatter);
  if (yaml.kind === 'broken') throw invalid(file, `line ${yaml.line + 1}: ${yaml.message}`);
  const parsed = frontMatterSchema.safeParse(yaml.value);
  if (!parsed.success) throw invalid(file, z.prettifyError(parsed.error));
  const system = body.trim();
  const firstLine = `You are CodeForge's ${parsed.data.role} agent.`;
  if (system.split('\n')[0] !== firstLine) throw invalid(file, `its first line must be: ${firstLine}`);
  return { ...parsed.data, system };
}

function invalid(file: string, what: string): ForgeError {
  return new ForgeError('config.invalid', `The prompt ${file} cannot be used: ${what}`);
}
