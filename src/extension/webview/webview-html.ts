import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

export interface WebviewPage {
  /** Of its script and style sheet: `dist/webview/<name>.js` and `.css`. */
  readonly name: string;
  readonly title: string;
}

/** Makes a webview show a page of ours, with nothing that it could load but what we ship for it. */
export function showPage(webview: vscode.Webview, extension: vscode.Uri, page: WebviewPage): void {
  const root = vscode.Uri.joinPath(extension, 'dist', 'webview');
  webview.options = { enableScripts: true, localResourceRoots: [root] };
  webview.html = webviewHtml(webview, root, page);
}

/**
 * The page may run our script and what that imports, and read our style sheet and fonts; nothing else loads and
 * nothing leaves. Elements of @vscode-elements style themselves without style sheets.
 */
function webviewHtml(webview: vscode.Webview, root: vscode.Uri, { name, title }: WebviewPage): string {
  const nonce = randomBytes(16).toString('base64');
  const address = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(root, file)).toString();
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
  <link rel="stylesheet" href="${address(`${name}.css`)}">
  <title>${title}</title>
</head>
<body>
  <div id="root"></div>
  <script type="module" nonce="${nonce}" src="${address(`${name}.js`)}"></script>
</body>
</html>`;
}
