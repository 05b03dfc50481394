// The SDK's bare client and the one resource that is used: the whole of it takes twice as long to load.
export { BaseAnthropic } from '@anthropic-ai/sdk/client';
export { Messages } from '@anthropic-ai/sdk/resources/messages/messages';
export { Models } from '@anthropic-ai/sdk/resources/models';
