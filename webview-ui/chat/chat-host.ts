import type { ChatMessage } from '../../src/protocol/chat/chat-messages.ts';
import type { ChatSlices } from '../../src/protocol/chat/chat-slices.ts';
import type { ViewHost } from '../frame/open-host.ts';

export type ChatHost = ViewHost<ChatSlices, ChatMessage>;
