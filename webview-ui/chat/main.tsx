import '@vscode-elements/elements/dist/vscode-badge/index.js';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import { createRoot } from 'react-dom/client';
import type { ChatMessage } from '../../src/protocol/chat/chat-messages.ts';
import type { ChatSlices } from '../../src/protocol/chat/chat-slices.ts';
import { parseChatSlice } from '../../src/protocol/chat/parse-chat-slice.ts';
import { openHost } from '../frame/open-host.ts';
import '@vscode/codicons/dist/codicon.css';
import '../frame/theme.css';
import './chat.css';
import { Chat } from './chat.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');
createRoot(root).render(<Chat host={openHost<ChatSlices, ChatMessage>(parseChatSlice)} />);
