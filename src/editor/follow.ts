/**
 * Where the run stands, in the editors where the reader reads: the current statement is highlighted, and the place in a macro's
 * definition that it comes from more quietly. While *Follow in Editor* is on, the place is scrolled into view, but no document is
 * ever opened and no focus taken.
 */
import * as vscode from 'vscode';
import type { SourceRange } from '../simulation/protocol';
import { toRange, uriOf } from './diagnostics';
import type { ReaderPosition } from './run';

export class FollowInEditor implements vscode.Disposable {
  private readonly current = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor('editor.stackFrameHighlightBackground'),
    overviewRulerColor: new vscode.ThemeColor('editor.stackFrameHighlightBackground'),
    overviewRulerLane: vscode.OverviewRulerLane.Full,
  });
  private readonly statement = vscode.window.createTextEditorDecorationType({
    border: '1px solid',
    borderColor: new vscode.ThemeColor('focusBorder'),
  });
  private readonly macro = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor('editor.focusedStackFrameHighlightBackground'),
  });
  private position: ReaderPosition | undefined;
  private readonly subscriptions: vscode.Disposable;

  constructor(onDidMove: vscode.Event<ReaderPosition | undefined>) {
    this.subscriptions = vscode.Disposable.from(
      this.current,
      this.statement,
      this.macro,
      onDidMove((position) => {
        this.position = position;
        this.show(position?.follow ?? false);
      }),
      vscode.window.onDidChangeVisibleTextEditors(() => this.show(false)),
      vscode.workspace.onDidChangeTextDocument(() => this.show(false)),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private show(reveal: boolean): void {
    const state = this.position?.state;
    for (const editor of vscode.window.visibleTextEditors) {
      const at = this.rangeIn(editor, state?.statement);
      const macro = this.rangeIn(editor, state?.spelling);
      editor.setDecorations(this.current, at ? [at] : []);
      editor.setDecorations(this.statement, at ? [at] : []);
      editor.setDecorations(this.macro, macro && !(at && macro.isEqual(at)) ? [macro] : []);
      if (reveal && at) editor.revealRange(at, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    }
  }

  /** The place in an editor; none when its document is another one, or no longer reads as it was run. */
  private rangeIn(editor: vscode.TextEditor, range: SourceRange | undefined): vscode.Range | undefined {
    const uri = range && uriOf(range);
    if (!uri || uri.toString() !== editor.document.uri.toString()) return undefined;
    const ran = this.position?.note;
    if (ran && ran.uri === uri.toString() && editor.document.getText() !== ran.text) return undefined;
    return toRange(range);
  }
}
