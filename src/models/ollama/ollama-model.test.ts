import { describeModelContract } from '../model.contract.ts';
import { createOllamaModel } from './ollama-model.ts';

describe('createOllamaModel', () => {
  describeModelContract({
    wire: 'ollama',
    reportsCache: false,
    leadingEvents: 0,
    create: ({ baseUrl }) => createOllamaModel({ name: 'scripted', baseUrl, headers: {} }),
  });
});
