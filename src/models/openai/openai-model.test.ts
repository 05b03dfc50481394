import { describeModelContract } from '../model.contract.ts';
import { createOpenAiModel } from './openai-model.ts';

describe('createOpenAiModel', () => {
  describeModelContract({
    wire: 'openai',
    reportsCache: true,
    leadingEvents: 1,
    create: ({ baseUrl, env }) =>
      createOpenAiModel({ name: 'scripted', apiKey: env['OPENAI_API_KEY'], baseUrl, headers: {} }),
  });
});
