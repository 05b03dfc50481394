import type { ServerComplaint } from '../server-complaint.ts';

/** In what the servers that speak Chat Completions differ. */
export interface OpenAiDialect {
  /** OpenAI's own newer models refuse the old field; many other servers know only that. */
  readonly limitField: 'max_tokens' | 'max_completion_tokens';
  /**
   * OpenAI's models from 5.6 on take function tools over Chat Completions only while they do not reason.
   * Undefined: left to the server.
   */
  readonly reasoningEffort: 'none' | undefined;
  /** `by-key`: requests of one conversation go where its beginning is cached. Other servers may refuse the field. */
  readonly caching: 'by-key' | 'unsaid';
}

/** What to begin with: the newer field at OpenAI and Azure, the older one elsewhere. */
export function guessDialect(baseUrl: string): OpenAiDialect {
  const host = URL.canParse(baseUrl) ? new URL(baseUrl).hostname : '';
  const isOpenAi = host.endsWith('openai.com') || host.endsWith('azure.com');
  return {
    limitField: isOpenAi ? 'max_completion_tokens' : 'max_tokens',
    reasoningEffort: undefined,
    caching: isOpenAi ? 'by-key' : 'unsaid',
  };
}

/** The dialect that a refused request asks for; undefined when speaking differently would not help. */
export function adaptDialect(dialect: OpenAiDialect, complaint: ServerComplaint): OpenAiDialect | undefined {
  const { message } = complaint;
  if (dialect.reasoningEffort === undefined && /reasoning_effort to 'none'/u.test(message)) {
    return { ...dialect, reasoningEffort: 'none' };
  }
  const other = dialect.limitField === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
  const isRefused = new RegExp(`unsupported[^.]*'${dialect.limitField}'`, 'iu').test(message);
  return isRefused && message.includes(`'${other}'`) ? { ...dialect, limitField: other } : undefined;
}
