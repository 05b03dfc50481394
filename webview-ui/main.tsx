import '@vscode-elements/elements/dist/vscode-badge/index.js';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import { createRoot } from 'react-dom/client';
import { openHost } from './open-host.ts';
import './panel.css';
import { Panel } from './panel.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');
createRoot(root).render(<Panel host={openHost()} />);
