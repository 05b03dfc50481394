import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ForgeError } from '../forge-error.ts';
import { parseWorkflow } from './parse-workflow.ts';

const head = 'name: mine\ndescription: A workflow.\nphases:\n';
const good = `${head}  - kind: code\n  - kind: execute\n`;

function messageOf(text: string): string {
  try {
    parseWorkflow(text, 'mine.yaml');
  } catch (error) {
    assert.ok(error instanceof ForgeError);
    assert.equal(error.code, 'config.invalid');
    return error.message;
  }
  return assert.fail('it was accepted');
}

describe('parseWorkflow', () => {
  it('completes what a phase leaves out', () => {
    const [code] = parseWorkflow(good, 'mine.yaml').phases;
    assert.deepEqual(code, {
      id: 'code',
      kind: 'code',
      agent: 'coder',
      model: null,
      when: 'always',
      required: true,
    });
  });

  it('reads JSON on one line as the YAML that it is', () => {
    const json = '{"name":"mine","description":"A workflow.","phases":[{"kind":"code"},{"kind":"execute"}]}';
    assert.deepEqual(parseWorkflow(json, 'mine.yaml'), parseWorkflow(good, 'mine.yaml'));
    assert.match(messageOf(json.replace('"code"', '"deploy"')), /line 1: 'kind' of phase 1/);
    assert.deepEqual(
      parseWorkflow(json.replaceAll('"', '').replaceAll(':', ': '), 'mine.yaml'),
      parseWorkflow(good, 'mine.yaml'),
    );
  });

  const refused: readonly (readonly [what: string, text: string, message: RegExp])[] = [
    ['text that is no YAML', 'name: [', /mine\.yaml.*line \d+.*not YAML/s],
    [
      'an unknown kind',
      `${head}  - kind: code\n  - kind: deploy\n`,
      /line 5: 'kind' of phase 2 must be one of: reproduce, plan, approve, code, execute/,
    ],
    [
      'an unknown condition',
      `${head}  - kind: code\n    when: raining\n`,
      /line 5: 'when' of phase 1 must be one of: always, needs-plan, is-hard/,
    ],
    [
      'an unknown option',
      `${head}  - kind: code\n    colour: red\n`,
      /phase 1 has no option colour\. Allowed: kind, id, agent, model, when, required/,
    ],
    [
      'an unknown agent',
      `${head}  - kind: code\n    agent: poet\n`,
      /'agent' of phase 1 must be one of: planner, coder, reviewer/,
    ],
    [
      'an unknown model',
      `${head}  - kind: code\n    model: best\n`,
      /'model' of phase 1 must be a tier .* or provider\/model/,
    ],
    ['no phases', 'name: mine\ndescription: A workflow.\n', /'phases'/],
    ['an option of no phase', `${good}extra: 1\n`, /no option extra\. Allowed: name, description, phases/],
    ['a list instead of a workflow', '- a\n- b\n', /mine\.yaml/],
    ['nothing', '', /mine\.yaml/],
    ['no execute', `${head}  - kind: code\n`, /needs an 'execute' phase/],
    [
      'a reproduction after the change',
      `${good}  - kind: reproduce\n`,
      /line 6: 'reproduce' belongs at the beginning/,
    ],
    ['an execute without code', `${head}  - kind: execute\n`, /'execute' needs a 'code' phase before it/],
    [
      'a decision about what never ran',
      `${head}  - kind: code\n  - kind: decide\n`,
      /line 5.*only what ran green is shown/,
    ],
    [
      'an approval without a plan',
      `${head}  - kind: approve\n  - kind: code\n  - kind: execute\n`,
      /'approve' belongs directly after 'plan'/,
    ],
    ['an apply without a decision', `${good}  - kind: apply\n`, /line 6.*nothing is applied undecided/],
    [
      'a repair before the check',
      `${head}  - kind: code\n  - kind: repair\n  - kind: execute\n`,
      /'repair' belongs directly after/,
    ],
    [
      'a code phase behind the decision',
      `${good}  - kind: decide\n  - kind: code\n    id: more\n`,
      /'code' cannot come after 'decide'/,
    ],
    [
      'code that is never checked',
      `${good}  - kind: code\n    id: more\n`,
      /line 6: what 'code' does here is never checked; put an 'execute' after it/,
    ],
    [
      'a check that may have nothing to check',
      `${head}  - kind: code\n    when: is-hard\n  - kind: execute\n`,
      /line 6: 'execute' needs a 'code' phase before it that is required and has no condition/,
    ],
    [
      'a way round the check',
      `${head}  - kind: code\n  - kind: execute\n    when: is-hard\n`,
      /line 5: 'execute' cannot have a condition/,
    ],
    [
      'an apply that may fail unseen',
      `${good}  - kind: decide\n  - kind: apply\n    required: false\n`,
      /line 7: 'apply' is always required/,
    ],
    [
      'a check behind the decision',
      `${good}  - kind: decide\n  - kind: execute\n    id: again\n`,
      /line 7: 'execute' cannot come after 'decide'/,
    ],
    [
      'an agent that hands in something else',
      `${head}  - kind: code\n    agent: planner\n`,
      /line 4: the agent of 'code' must be: coder/,
    ],
    [
      'an agent where none works',
      `${head}  - kind: code\n  - kind: execute\n    agent: coder\n`,
      /line 5: 'execute' has no agent/,
    ],
    [
      'a model where none is asked',
      `${head}  - kind: code\n  - kind: execute\n    model: hard\n`,
      /line 5: 'execute' asks no model/,
    ],
    ['an alias', `${head}  - *code\n`, /line 4: aliases .* write the value out/],
    [
      'the same id twice',
      `${head}  - kind: code\n  - kind: code\n  - kind: execute\n`,
      /line 5.*'code' is there twice/,
    ],
    [
      'an id that the machine uses',
      `${head}  - kind: code\n    id: failed\n  - kind: execute\n`,
      /'failed' is taken/,
    ],
  ];
  for (const [what, text, message] of refused) {
    it(`refuses ${what}, and says where and what is allowed`, () => assert.match(messageOf(text), message));
  }

  it('answers any text with a workflow or a sentence', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.string().map(text => head + text),
        ),
        text => {
          try {
            parseWorkflow(text, 'f');
          } catch (error) {
            assert.ok(error instanceof ForgeError, String(error));
          }
        },
      ),
    );
  });
});
