import { describeModelContract } from '../model.contract.ts';
import { createAnthropicModel } from './anthropic-model.ts';

describe('createAnthropicModel', () => {
  describeModelContract({
    wire: 'anthropic',
    reportsCache: true,
    leadingEvents: 3,
    create: ({ baseUrl, env }) =>
      createAnthropicModel({ name: 'scripted', apiKey: env['ANTHROPIC_API_KEY'], baseUrl, headers: {} }),
  });
});
