/**
 * CodeLenses over the C fences of notes: how the fence's code stands in the current kernel tree, as a link to it, and where it differs a
 * link to the comparison. Several definitions that stand in several places are a choice.
 */
import * as vscode from 'vscode';
import type { SnippetAnchor } from '../../notes/anchor/result';
import { COMMANDS } from '../commandLinks';
import { lensesOver } from '../lensLines';
import type { NoteLibrary } from '../library';
import { inert } from '../plainText';
import { type AnchoredNote, isPlaced, type NoteAnchors } from './noteAnchors';
import { firstPlaced, iconOf, isPending, placeText, plain } from './words';

export class FenceLenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly library: NoteLibrary,
    private readonly anchors: NoteAnchors,
  ) {
    this.subscription = vscode.Disposable.from(
      this.changed,
      anchors.onDidChange(() => this.changed.fire()),
    );
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const note = this.library.get(document);
    const answer = note && this.anchors.of(note);
    if (!answer) return [];
    return lensesOver(
      answer.snippets,
      ({ snippet }) => snippet.line - 1,
      (snippet) => lensesOf(answer, snippet),
      undefined, // the lenses that run say it
    );
  }

  dispose(): void {
    this.subscription.dispose();
  }
}

function lensesOf(answer: AnchoredNote, snippet: SnippetAnchor): vscode.Command[] {
  const linux = answer.tree.title;
  if (isPending(answer, snippet)) return [{ title: `$(sync~spin) looking through ${linux}`, command: '' }];
  const icon = `$(${iconOf(snippet.status)})`;
  const place = firstPlaced(snippet);
  const tooltip = plain(snippet.reason);
  if (!place)
    return [
      {
        title: `${icon} ${snippet.status} in ${linux}`,
        tooltip,
        command: COMMANDS.explainStatus,
        arguments: [{ note: answer.note.uri, snippet: snippet.snippet.index }],
      },
    ];
  const more = new Set(snippet.anchors.filter(isPlaced).map(placeText)).size - 1;
  const lenses: vscode.Command[] = [
    {
      title: `${icon} ${snippet.status} in ${linux}: ${inert(placeText(place))}${more > 0 ? ` and ${more} more` : ''}`,
      tooltip,
      command: COMMANDS.openInTree,
      arguments: [{ path: place.path, line: place.startLine, note: answer.note.uri, snippet: snippet.snippet.index }],
    },
  ];
  if (snippet.status !== 'exact' && snippet.status !== 'moved') {
    lenses.push({
      title: '$(diff) Compare with Source',
      tooltip: 'Show what differs, in the diff editor',
      command: COMMANDS.compareWithSource,
      arguments: [{ note: answer.note.uri, snippet: snippet.snippet.index }],
    });
  }
  return lenses;
}
