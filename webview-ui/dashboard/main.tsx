import '@vscode/codicons/dist/codicon.css';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import '@xterm/xterm/css/xterm.css';
import '@xyflow/react/dist/base.css';
import { createRoot } from 'react-dom/client';
import type { DashboardMessage } from '../../src/protocol/dashboard/dashboard-messages.ts';
import type { DashboardSlices } from '../../src/protocol/dashboard/dashboard-slices.ts';
import { parseDashboardSlice } from '../../src/protocol/dashboard/parse-dashboard-slice.ts';
import { openHost } from '../frame/open-host.ts';
import '../frame/theme.css';
import './dashboard.css';
import { Dashboard } from './dashboard.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');
createRoot(root).render(
  <Dashboard host={openHost<DashboardSlices, DashboardMessage>(parseDashboardSlice)} />,
);
