import type { ToolDefinition } from '../../ports/model.ts';

/** Tells a model without tool calling how to call these tools in text. */
export function toolInstructions(tools: readonly ToolDefinition[]): string {
  const names = new Set(tools.map(tool => tool.name));
  const submit = tools.find(tool => tool.name.startsWith('submit_'));
  return [
    'You call tools by writing text in exactly the forms below. You may make several calls in one answer; the results come with the next message. Never write a result yourself.',
    ...(names.has('edit_file') ? [editForm] : []),
    ...(names.has('write_file') ? [writeForm] : []),
    `${names.has('edit_file') ? 'Every other tool' : 'A tool'} is called with one JSON object in a block:\n\n\`\`\`json\n{"tool": "name", "arguments": {}}\n\`\`\``,
    `The tools, with the JSON schema of their arguments:\n${tools.map(describe).join('\n')}`,
    ...(submit === undefined ? [] : [`When you are done, call ${submit.name}; nothing else ends your work.`]),
  ].join('\n\n');
}

function describe({ name, description, parameters }: ToolDefinition): string {
  const { properties = {}, required = [] } = parameters;
  return `- ${name}: ${description} ${JSON.stringify({ properties, required })}`;
}

const editForm = `To change part of a file (edit_file), write its path on a line by itself, then a block. Between SEARCH and ======= stand the old lines exactly as they are in the file, enough of them to be found only once; after it the new lines:

path/to/file.py
\`\`\`
<<<<<<< SEARCH
old lines
=======
new lines
>>>>>>> REPLACE
\`\`\``;

const writeForm = `To create a file or replace all of it (write_file), write its path on a line by itself, then a block with the whole content, nothing left out:

path/to/new_file.py
\`\`\`
whole content
\`\`\``;
