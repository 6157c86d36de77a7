/**
 * The webview's document. It holds nothing but an empty body: the view draws itself. Its Content-Security-Policy lets
 * in one script, by nonce, and the style sheet and the icon font of the extension's own folder; no inline style, no
 * image, no connection, no frame.
 */

export interface ViewDocument {
  /** What `vscode.Webview.cspSource` says. */
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
  /** Random, new for each document. */
  readonly nonce: string;
  readonly title: string;
}

/** The HTML of the panel. */
export function viewHtml({ cspSource, script, style, nonce, title }: ViewDocument): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escaped(style)}">
<title>${escaped(title)}</title>
</head>
<body>
<div id="view"></div>
<script nonce="${escaped(nonce)}" src="${escaped(script)}"></script>
</body>
</html>
`;
}

/** 128 random bits, as hexadecimal digits. */
export function newNonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
