// The SDK's client alone: its entry would bring Azure's, Bedrock's and helpers for agents along. Of the client's resources
// the build leaves only chat and models.
export { OpenAI } from 'openai/client';
