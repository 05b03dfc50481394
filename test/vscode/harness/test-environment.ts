import { join } from 'node:path';

/**
 * The environment of a VS Code under test: the data of runs go into a folder of the test, and no key or
 * server of whoever runs the tests is used. Undefined removes a variable.
 */
export function testEnvironment(directory: string): Readonly<Record<string, string | undefined>> {
  return {
    CODEFORGE_HOME: join(directory, 'codeforge-home'),
    OPENAI_API_KEY: undefined,
    OPENAI_BASE_URL: undefined,
    ANTHROPIC_API_KEY: undefined,
    ANTHROPIC_BASE_URL: undefined,
    GEMINI_API_KEY: undefined,
    // Nothing listens on the discard port, so that no Ollama of this machine is found.
    OLLAMA_HOST: 'http://127.0.0.1:9',
  };
}
