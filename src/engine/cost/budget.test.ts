import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { ModelRequest, Usage } from '../ports/model.ts';
import { type BudgetCheck, checkBudget, type NextCall, type Spent } from './budget.ts';
import { costOf } from './cost-of.ts';
import { estimateTokens } from './estimate-tokens.ts';
import type { Price } from './price.ts';
import { dearestPrice, priceOf } from './price-table.ts';
import { sumUsd } from './usd.ts';
import { worstCase } from './worst-case.ts';

const nothing: Spent = { costUsd: 0, tokens: 0, dayUsd: 0, monthUsd: 0, wallMs: 0 };

function asking(text: string, maxOutputTokens = 8_192): ModelRequest {
  return { system: 'Be brief.', messages: [{ role: 'user', text }], tools: [], maxOutputTokens };
}

function calling(model: string, request: ModelRequest): NextCall {
  return { model, request, price: priceOf(model) };
}

function messageOf(check: BudgetCheck): string {
  assert.equal(check.kind, 'exceeded');
  return check.kind === 'exceeded' ? check.message : '';
}

const mini = calling('openai/gpt-5-mini', asking('Hello'));

describe('the budget', () => {
  it('lets a call through untouched when there are no caps', () => {
    assert.deepEqual(checkBudget({}, nothing, mini), { kind: 'ok', maxOutputTokens: 8_192 });
    assert.deepEqual(checkBudget({ maxCostUsd: null, maxTokens: null }, nothing, mini), {
      kind: 'ok',
      maxOutputTokens: 8_192,
    });
  });

  it('shortens the output to what the dollars left can pay', () => {
    const check = checkBudget({ maxCostUsd: 0.005 }, nothing, mini);

    assert.equal(check.kind, 'ok');
    const maxOutputTokens = check.kind === 'ok' ? check.maxOutputTokens : 0;
    assert.ok(maxOutputTokens >= 1_024 && maxOutputTokens < 8_192, `${maxOutputTokens}`);
    assert.ok(worstCase({ ...mini.request, maxOutputTokens }, priceOf(mini.model) ?? 'free') <= 0.005);
  });

  it('refuses, in words that help, when not even 1,024 tokens can be paid', () => {
    const check = checkBudget({ maxCostUsd: 0.01 }, { ...nothing, costUsd: 0.0096 }, mini);

    assert.equal(check.kind === 'exceeded' && check.cap, 'maxCostUsd');
    assert.equal(
      messageOf(check),
      'The next call to openai/gpt-5-mini could cost up to $0.017, and $0.0004 of the $0.010 cap of this run is left. Raise the cap (--max-cost, in VS Code the setting codeforge.maxCostUsd) and resume the run, or start again with a cheaper model.',
    );
  });

  it('keeps the caps of the day and the month, each under its own name', () => {
    const caps = { maxCostUsd: 5, maxCostPerDayUsd: 1, maxCostPerMonthUsd: 10 };
    const day = checkBudget(caps, { ...nothing, dayUsd: 0.9999, monthUsd: 2 }, mini);
    const month = checkBudget(caps, { ...nothing, dayUsd: 0.5, monthUsd: 10 }, mini);

    assert.match(messageOf(day), /of the \$1\.00 cap of a day is left\..*--max-cost-per-day.*tomorrow/u);
    assert.match(messageOf(month), /\$0\.00 of the \$10\.00 cap of a month is left\..*next month/u);
    assert.equal(checkBudget(caps, { ...nothing, dayUsd: 0.5, monthUsd: 2 }, mini).kind, 'ok');
  });

  it('speaks of the cap of a benchmark as what it is', () => {
    const caps = { maxCostOfBenchmarkUsd: 1 };
    const spent = { ...nothing, dayUsd: 50, monthUsd: 50, benchmarkUsd: 0.9999 };

    assert.match(
      messageOf(checkBudget(caps, spent, mini)),
      /of the \$1\.00 cap of the benchmark is left\. What is finished is kept: go on with the benchmark under a higher cap \(--max-cost,/u,
    );
    assert.equal(checkBudget(caps, { ...nothing, dayUsd: 50 }, mini).kind, 'ok');
  });

  it('counts a model of unknown price at the highest one, and says so', () => {
    const unknown = calling('openai/my-server', asking('Hello'));
    const check = checkBudget({ maxCostUsd: 0.1 }, nothing, unknown);

    assert.match(messageOf(check), /Its price is not known.*Set its price in the settings/u);
    assert.equal(checkBudget({ maxCostUsd: 100 }, nothing, unknown).kind, 'ok');
  });

  it('never refuses a free model for its cost', () => {
    assert.equal(checkBudget({ maxCostUsd: 0 }, nothing, calling('ollama/llama3', asking('Hi'))).kind, 'ok');
  });

  it('keeps tokens and time', () => {
    const tokens = checkBudget({ maxTokens: 10_000 }, { ...nothing, tokens: 9_500 }, mini);
    const time = checkBudget({ maxWallMs: 60_000 }, { ...nothing, wallMs: 60_000 }, mini);

    assert.match(
      messageOf(tokens),
      /^The next call to openai\/gpt-5-mini could use up to [\d,]+ tokens, and 500 of the 10,000/u,
    );
    assert.match(
      messageOf(time),
      /^The run has worked for 60 seconds of the 60 seconds it was given\. Raise/u,
    );
    assert.deepEqual(
      [tokens, time].map(check => check.kind === 'exceeded' && check.cap),
      ['maxTokens', 'maxWallMs'],
    );
  });

  it('accepts a request that wants less than the smallest output', () => {
    assert.deepEqual(checkBudget({ maxCostUsd: 0.001 }, nothing, calling(mini.model, asking('Hi', 100))), {
      kind: 'ok',
      maxOutputTokens: 100,
    });
  });
});

const rate = fc.integer({ min: 0, max: 100_000 }).map(nano => nano / 1_000);
const rates = fc.record({ input: rate, cacheRead: rate, cacheWrite: rate, output: rate });
const price: fc.Arbitrary<Price> = fc
  .tuple(rates, fc.option(fc.tuple(rates, fc.integer({ min: 1, max: 2_000 }))))
  .map(([short, long]) => (long ? { ...short, longPrompt: { ...long[0], aboveTokens: long[1] } } : short));

/** How much of the bound a vendor reports, and into which buckets it goes. */
const share = fc.record({
  part: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.double({ min: 0, max: 1, noNaN: true }),
});

function reported(
  request: ModelRequest,
  input: { part: number; cut: number },
  output: { part: number; cut: number },
): Usage {
  const inputTokens = Math.floor(estimateTokens(request).upper * input.part);
  const cacheReadTokens = Math.floor(inputTokens * input.cut);
  const cacheWriteTokens = Math.floor((inputTokens - cacheReadTokens) * output.cut);
  const outputTokens = Math.floor(request.maxOutputTokens * output.part);
  const reasoningTokens = Math.floor(outputTokens * output.cut);
  return {
    inputTokens: inputTokens - cacheReadTokens - cacheWriteTokens,
    cacheReadTokens,
    cacheWriteTokens,
    outputTokens: outputTokens - reasoningTokens,
    reasoningTokens,
  };
}

describe('a run under caps', () => {
  it('never goes over them, whatever is asked and reported, in whichever order', () => {
    const call = fc.record({
      text: fc.string({ maxLength: 3_000 }),
      maxOutputTokens: fc.integer({ min: 1, max: 20_000 }),
      price: fc.option(price, { nil: undefined }),
      input: share,
      output: share,
    });
    const caps = fc.record({
      maxCostUsd: fc.double({ min: 0, max: 5, noNaN: true }),
      maxTokens: fc.integer({ min: 0, max: 200_000 }),
    });
    fc.assert(
      fc.property(caps, fc.array(call, { maxLength: 12 }), (limits, calls) => {
        const costs: number[] = [];
        let tokens = 0;
        for (const { text, maxOutputTokens, input, output, ...rest } of calls) {
          const request = asking(text, maxOutputTokens);
          const check = checkBudget(
            limits,
            { ...nothing, costUsd: sumUsd(costs), tokens },
            { model: 'x/y', request, price: rest.price },
          );
          if (check.kind === 'exceeded') continue;
          assert.ok(
            check.maxOutputTokens <= maxOutputTokens &&
              check.maxOutputTokens >= Math.min(maxOutputTokens, 1_024),
          );
          const usage = reported({ ...request, maxOutputTokens: check.maxOutputTokens }, input, output);
          costs.push(costOf(usage, rest.price ?? dearestPrice));
          tokens += Object.values(usage).reduce((sum, count) => sum + count, 0);
        }
        assert.ok(sumUsd(costs) <= limits.maxCostUsd + 5e-10, `${sumUsd(costs)} of ${limits.maxCostUsd}`);
        assert.ok(tokens <= limits.maxTokens);
      }),
    );
  });

  it('has a worst case that no report within the bound exceeds', () => {
    fc.assert(
      fc.property(price, fc.string({ maxLength: 3_000 }), fc.tuple(share, share), (any, text, shares) => {
        const request = asking(text);
        assert.ok(costOf(reported(request, ...shares), any) <= worstCase(request, any));
      }),
    );
  });
});

describe('an estimate of tokens', () => {
  it('is bounded by the bytes, and likely about a quarter of them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), text => {
        const { likely, upper } = estimateTokens(asking(text));
        assert.ok(upper >= new TextEncoder().encode(text).length);
        assert.ok(likely <= upper);
      }),
    );
    const { likely } = estimateTokens(asking('word '.repeat(1_000)));
    assert.ok(likely > 1_200 && likely < 1_800, `${likely}`);
  });

  it('counts calls, results and tool definitions', () => {
    const plain = estimateTokens(asking('Hello'));
    const tools = [{ name: 'read_file', description: 'Reads.', parameters: { type: 'object' } }];
    const busy = estimateTokens({
      ...asking('Hello'),
      tools,
      messages: [
        { role: 'user', text: 'Hello' },
        {
          role: 'assistant',
          text: '',
          toolCalls: [{ id: '1', name: 'read_file', argumentsText: '{"path":"a"}' }],
        },
        {
          role: 'tool',
          results: [{ callId: '1', name: 'read_file', text: 'x'.repeat(500), isError: false }],
        },
      ],
    });

    assert.ok(busy.upper > plain.upper + 500);
  });

  it('trusts what the vendor counted for the beginning', () => {
    const request = {
      ...asking('x'.repeat(40_000)),
      messages: [
        { role: 'user' as const, text: 'x'.repeat(40_000) },
        { role: 'user' as const, text: 'Go on.' },
      ],
    };

    assert.equal(estimateTokens(request, { messages: 1, inputTokens: 9_000 }).upper, 9_000 + 6 + 8);
    assert.ok(
      estimateTokens(request, { messages: 5, inputTokens: 1 }).upper > 40_000,
      'a prefix of another conversation',
    );
  });
});
