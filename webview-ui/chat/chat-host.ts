import type { ChatMessage, ChatSlices } from '../../src/protocol/chat/chat-messages.ts';
import type { ViewHost } from '../frame/open-host.ts';

export type ChatHost = ViewHost<ChatSlices, ChatMessage>;
