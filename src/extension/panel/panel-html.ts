import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/**
 * The page around the panel. It may run our one script and read our one style sheet; nothing else loads
 * and nothing leaves. Elements of @vscode-elements style themselves without style sheets.
 */
export function panelHtml(webview: vscode.Webview, dist: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const address = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(dist, file)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="${address('panel.css')}">
  <title>CodeForge Run</title>
</head>
<body>
  <div id="root"></div>
  <script type="module" nonce="${nonce}" src="${address('panel.js')}"></script>
</body>
</html>`;
}
