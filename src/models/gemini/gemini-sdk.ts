// The parts of the SDK that chat needs. Its entry class would bring live audio, agents and webhooks along: 240 KB.
export { Models } from '@google/genai';
export { ApiClient } from '@google/genai/vertex_internal';
