import { ForgeError } from '../forge-error.ts';
import type { ToolDefinition } from '../ports/model.ts';
import type { AgentPrompt } from './agent-prompt.ts';
import { planSchema, reviewSchema, workSchema } from './submissions.ts';
import { parametersOf, type Tool } from './tool.ts';
import { deleteFile } from './tools/delete-file.ts';
import { editFile } from './tools/edit-file.ts';
import { listFiles } from './tools/list-files.ts';
import { moveFile } from './tools/move-file.ts';
import { readFile } from './tools/read-file.ts';
import { runCommand } from './tools/run-command.ts';
import { searchText } from './tools/search-text.ts';
import { writeFile } from './tools/write-file.ts';

/** What one agent can call. */
export interface Toolbox {
  readonly definitions: readonly ToolDefinition[];
  /** By name, without the submit tool. */
  readonly tools: ReadonlyMap<string, Tool>;
  readonly submit: SubmitTool;
}

export interface SubmitTool {
  readonly name: string;
  readonly schema: typeof planSchema | typeof workSchema | typeof reviewSchema;
}

/** Looks up the tools a prompt names. Throws ForgeError `config.invalid` for one that does not exist. */
export function openToolbox(prompt: AgentPrompt): Toolbox {
  const submit = submitTools.find(({ name }) => prompt.tools.includes(name));
  const names = prompt.tools.filter(name => name !== submit?.name);
  const unknown = names.find(name => !allTools.has(name));
  if (submit === undefined || unknown !== undefined) {
    const allowed = [...allTools.keys(), ...submitTools.map(({ name }) => name)].join(', ');
    const what = unknown === undefined ? 'no submit tool' : `the unknown tool ${unknown}`;
    throw new ForgeError(
      'config.invalid',
      `The prompt of the ${prompt.role} has ${what}. Allowed: ${allowed}.`,
    );
  }
  const tools = names.flatMap(name => allTools.get(name) ?? []);
  const definition = {
    name: submit.name,
    description: submit.description,
    parameters: parametersOf(submit.schema()),
  };
  return {
    definitions: [...tools.map(tool => tool.definition()), definition],
    tools: new Map(tools.map(tool => [tool.name, tool])),
    submit,
  };
}

const allTools: ReadonlyMap<string, Tool> = new Map(
  [listFiles, readFile, searchText, writeFile, editFile, deleteFile, moveFile, runCommand].map(tool => [
    tool.name,
    tool,
  ]),
);

const submitTools = [
  { name: 'submit_plan', description: 'Hand in the plan.', schema: planSchema },
  { name: 'submit_work', description: 'Hand in the finished change.', schema: workSchema },
  { name: 'submit_review', description: 'Hand in the review.', schema: reviewSchema },
] as const;
