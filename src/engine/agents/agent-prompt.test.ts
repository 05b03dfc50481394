import assert from 'node:assert/strict';
import fc from 'fast-check';
import { builtInPrompts } from '../../../test/fakes/run-harness.ts';
import { ForgeError } from '../forge-error.ts';
import { parseAgentPrompt } from './agent-prompt.ts';
import { openToolbox } from './toolbox.ts';

const frontMatter = 'role: coder\npurpose: Codes.\ntools: [read_file, submit_work]\ntier: task\nversion: 1\n';
const body = "You are CodeForge's coder agent.\n\nDo it.\n";
const good = `---\n${frontMatter}---\n${body}`;

function messageOf(text: string): string {
  try {
    parseAgentPrompt(text, 'coder.md');
  } catch (error) {
    assert.ok(error instanceof ForgeError, String(error));
    assert.equal(error.code, 'config.invalid');
    return error.message;
  }
  return assert.fail('it was accepted');
}

describe('parseAgentPrompt', () => {
  it('reads front matter and prompt, with any line ends', () => {
    const prompt = parseAgentPrompt(good, 'coder.md');

    assert.deepEqual(prompt, {
      role: 'coder',
      purpose: 'Codes.',
      tools: ['read_file', 'submit_work'],
      tier: 'task',
      version: 1,
      system: body.trim(),
    });
    assert.deepEqual(parseAgentPrompt(good.replaceAll('\n', '\r\n'), 'coder.md'), prompt);
  });

  it('reads the prompts that CodeForge ships, whose tools all exist', () => {
    for (const [role, prompt] of Object.entries(builtInPrompts())) {
      assert.equal(prompt.role, role);
      assert.equal(openToolbox(prompt).definitions.length, prompt.tools.length);
    }
  });

  const refused: readonly (readonly [what: string, text: string, message: RegExp])[] = [
    ['a prompt without front matter', body, /coder\.md cannot be used: it must begin with front matter/u],
    ['front matter that is no YAML', '---\nrole: [\n---\nx', /line 2: this is not YAML/u],
    ['front matter with an alias', '---\nrole: *x\n---\nx', /line 2: aliases .* write the value out/u],
    ['an unknown role', good.replace('coder\n', 'poet\n'), /"planner"\|"coder"\|"reviewer"[\s\S]*role/u],
    ['an unknown option', good.replace('version', 'colour: red\nversion'), /Unrecognized key: "colour"/u],
    [
      'another first line',
      good.replace('You are', 'Be'),
      /first line must be: You are CodeForge's coder agent\./u,
    ],
  ];
  for (const [what, text, message] of refused) {
    it(`refuses ${what}, and says why`, () => assert.match(messageOf(text), message));
  }

  it('answers any text with a prompt or a sentence', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), text => {
        assert.match(messageOf(`---\n${text}\n---\nx`), /^The prompt coder\.md cannot be used: /u);
      }),
    );
  });
});

describe('openToolbox', () => {
  it('refuses a tool that does not exist, and a prompt that can hand in nothing', () => {
    const prompt = parseAgentPrompt(good, 'coder.md');
    const withTools = (tools: readonly string[]) => () => openToolbox({ ...prompt, tools });

    assert.throws(
      withTools(['fly', 'submit_work']),
      /coder has the unknown tool fly\. Allowed: list_files, /u,
    );
    assert.throws(withTools(['read_file']), /coder has no submit tool\. Allowed: .*submit_work/u);
  });
});
