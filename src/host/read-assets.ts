import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type AgentPrompt, parseAgentPrompt } from '../engine/agents/agent-prompt.ts';
import { ForgeError } from '../engine/forge-error.ts';
import { parseWorkflow } from '../engine/workflow/parse-workflow.ts';
import { type AgentRole, agentRoles, type Workflow } from '../engine/workflow/workflow.ts';
import { readGivenText } from './read-given.ts';

/** All agents' prompts. Throws ForgeError `config.invalid` for one that cannot be used. */
export async function readPrompts(
  assetsDirectory: string,
): Promise<Readonly<Record<AgentRole, AgentPrompt>>> {
  const entries = agentRoles.map(async role => {
    const file = path.join(assetsDirectory, 'prompts', `${role}.md`);
    return [role, parseAgentPrompt(await readFile(file, 'utf8'), file)] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as Record<AgentRole, AgentPrompt>;
}

/**
 * A built-in workflow by its name, or one from a file: what has a slash or a `.yaml` or `.yml` at its end
 * is a file. Throws ForgeError `config.invalid`, which lists the names there are or says what is wrong in the file.
 */
export async function readWorkflow(assetsDirectory: string, nameOrFile: string): Promise<Workflow> {
  if (/[/\\]|\.ya?ml$/u.test(nameOrFile))
    return parseWorkflow(await readGivenText('The workflow file', nameOrFile), nameOrFile);
  const directory = path.join(assetsDirectory, 'workflows');
  const names = (await readdir(directory))
    .filter(name => name.endsWith('.yaml'))
    .map(name => name.slice(0, -5));
  if (!names.includes(nameOrFile)) {
    throw new ForgeError(
      'config.invalid',
      `There is no workflow '${nameOrFile}'. Choose one of ${names.sort().join(', ')}, or name a YAML file.`,
    );
  }
  const file = path.join(directory, `${nameOrFile}.yaml`);
  return parseWorkflow(await readFile(file, 'utf8'), file);
}
