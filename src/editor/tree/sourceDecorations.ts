/**
 * The notes' marks in the files of the current kernel tree: in the gutter where a quoted definition begins and where an annotation speaks of
 * a line, and the annotation itself, quiet, after that line, whole on hover. The setting `annotatedKernel.source.annotations`
 * switches the annotations off. Nothing is written into the source.
 */
import * as vscode from 'vscode';
import { annotationsInSource } from '../../notes/sourceAnnotations';
import { COMMANDS, commandLink, trustedMarkdown } from '../commandLinks';
import { cutText } from '../cut';
import { inert } from '../plainText';
import type { KernelTrees } from './kernelTrees';
import type { NoteAnchors } from './noteAnchors';

/** Characters of what stands beside a line, and of what is shown on hover. */
const MAX_TEXT = 100;
const MAX_HOVER = 4000;
const SETTING = 'annotatedKernel.source.annotations';
/** Milliseconds after the last change until the marks are drawn again. */
const QUIET = 100;

export class SourceDecorations implements vscode.Disposable {
  private readonly definition: vscode.TextEditorDecorationType;
  private readonly annotation: vscode.TextEditorDecorationType;
  private readonly subscription: vscode.Disposable;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly trees: KernelTrees,
    private readonly anchors: NoteAnchors,
    extensionUri: vscode.Uri,
    private readonly log: vscode.LogOutputChannel,
  ) {
    const icon = (name: string): vscode.Uri => vscode.Uri.joinPath(extensionUri, 'media', name);
    this.definition = vscode.window.createTextEditorDecorationType({
      gutterIconPath: icon('gutter-note.svg'),
      gutterIconSize: 'contain',
      overviewRulerColor: new vscode.ThemeColor('editorInfo.foreground'),
      overviewRulerLane: vscode.OverviewRulerLane.Left,
    });
    this.annotation = vscode.window.createTextEditorDecorationType({
      gutterIconPath: icon('gutter-annotation.svg'),
      gutterIconSize: 'contain',
      after: {
        color: new vscode.ThemeColor('editorCodeLens.foreground'),
        fontStyle: 'italic',
        margin: '0 0 0 3ch',
      },
    });
    const update = (): void => this.updateSoon();
    this.subscription = vscode.Disposable.from(
      this.definition,
      this.annotation,
      anchors.onDidChange(update),
      trees.onDidChange(update),
      vscode.window.onDidChangeVisibleTextEditors(update),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(SETTING)) this.updateSoon();
      }),
    );
    update();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscription.dispose();
  }

  private updateSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.update().catch((error: unknown) =>
        this.log.error(`Marking the kernel tree's files failed: ${String(error)}`),
      );
    }, QUIET);
  }

  private async update(): Promise<void> {
    for (const editor of vscode.window.visibleTextEditors) {
      const found = this.trees.find(editor.document.uri);
      if (!found) continue;
      const current = found.tree === this.trees.current;
      editor.setDecorations(this.definition, current ? this.definitions(editor.document, found.path) : []);
      editor.setDecorations(this.annotation, current ? await this.annotations(editor.document, found.path) : []);
    }
  }

  private definitions(document: vscode.TextDocument, path: string): vscode.Range[] {
    return this.anchors
      .inFile(path)
      .filter(({ anchor }) => anchor.startLine <= document.lineCount)
      .map(({ anchor }) => document.lineAt(anchor.startLine - 1).range);
  }

  private async annotations(document: vscode.TextDocument, path: string): Promise<vscode.DecorationOptions[]> {
    if (!vscode.workspace.getConfiguration().get<boolean>(SETTING, true)) return [];
    const units = this.anchors.inFile(path);
    const source = units.length > 0 ? await this.trees.current?.sources.reader.read(path) : undefined;
    if (!source || 'reason' in source) return [];
    const byLine = new Map<number, { texts: string[]; stale: boolean; hovers: vscode.MarkdownString[] }>();
    for (const { note, snippet, anchor } of units) {
      for (const { text, noteLine, sourceLine, stale } of annotationsInSource(snippet, anchor, source)) {
        if (sourceLine > document.lineCount) continue;
        const entry = byLine.get(sourceLine) ?? { texts: [], stale: false, hovers: [] };
        byLine.set(sourceLine, entry);
        entry.texts.push(`${stale && !entry.stale ? '(possibly stale) ' : ''}${inOneLine(text)}`);
        entry.stale ||= stale;
        entry.hovers.push(
          whole(stale ? `Possibly stale: the line that it speaks of differs.\n${text}` : text),
          trustedMarkdown(
            commandLink(
              'Go to note',
              COMMANDS.openPlace,
              { uri: note.uri, line: noteLine, column: 1 },
              'Open the note there',
            ),
          ),
        );
      }
    }
    return [...byLine].map(([line, { texts, hovers }]) => {
      const text = inert(texts.join(' · '), MAX_TEXT);
      return {
        range: document.lineAt(line - 1).range,
        hoverMessage: hovers,
        renderOptions: { after: { contentText: text } },
      };
    });
  }
}

/** Lines run on, except that one which begins a point of a list, or names what it speaks of, stands apart. */
function inOneLine(text: string): string {
  let out = '';
  for (const line of text.split('\n').map((one) => one.trim())) {
    const point = /^[-*] /.test(line);
    const gap = point || /^\w+:\s/.test(line) ? ' · ' : ' ';
    if (line !== '') out += `${out === '' ? '' : gap}${point ? line.slice(2).trimStart() : line}`;
    if (out.length > MAX_TEXT) break; // no more is shown
  }
  return out;
}

/** Text of a note, which may hold anything, in a part that is not trusted. */
function whole(text: string): vscode.MarkdownString {
  const part = new vscode.MarkdownString();
  for (const line of cutText(text, MAX_HOVER).split('\n')) part.appendText(`${line}\n\n`);
  return part;
}
