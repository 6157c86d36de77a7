/**
 * The view *Kernel Notes*: files, their questions, the snippets of each with how they stand in the kernel tree, and on top all open
 * questions, those that nothing answers yet. A click goes there.
 */
import * as vscode from 'vscode';
import type { Note, Question, Snippet } from '../notes/note';
import { COMMANDS } from './commandLinks';
import type { NoteLibrary } from './library';
import { inert } from './plainText';
import { definedNames, snippetTitle } from './snippetTitle';
import type { NoteAnchors } from './tree/noteAnchors';
import { iconOf, isPending, plain, sumOf } from './tree/words';

/** Of a node no more children are shown; nobody reads on, and each costs the window time. */
const MAX_CHILDREN = 1000;
const MAX_TOOLTIP = 1000;

type Node =
  | { readonly kind: 'open' }
  | { readonly kind: 'more'; readonly count: number }
  | { readonly kind: 'file'; readonly note: Note }
  | { readonly kind: 'question'; readonly note: Note; readonly question: Question; readonly flat: boolean }
  | { readonly kind: 'snippet'; readonly note: Note; readonly snippet: Snippet };

export class NotesView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly library: NoteLibrary,
    private readonly anchors: NoteAnchors,
  ) {
    this.subscription = vscode.Disposable.from(
      this.changed,
      library.onDidChange(() => this.changed.fire()),
      anchors.onDidChange(() => this.changed.fire()),
    );
  }

  getChildren(node?: Node): Node[] {
    const children = this.childrenOf(node);
    const more = children.length - MAX_CHILDREN;
    return more > 0 ? [...children.slice(0, MAX_CHILDREN), { kind: 'more', count: more }] : [...children];
  }

  private childrenOf(node?: Node): readonly Node[] {
    if (!node) {
      const files = this.library.all.map((note): Node => ({ kind: 'file', note }));
      return this.openQuestions().length > 0 ? [{ kind: 'open' }, ...files] : files;
    }
    switch (node.kind) {
      case 'open':
        return this.openQuestions();
      case 'file':
        return nodesBelow(node.note, undefined);
      case 'question':
        return node.flat ? [] : nodesBelow(node.note, node.question);
      case 'snippet':
      case 'more':
        return [];
    }
  }

  getTreeItem(node: Node): vscode.TreeItem {
    const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    switch (node.kind) {
      case 'open': {
        const item = new vscode.TreeItem('Open Questions', Collapsed);
        item.iconPath = new vscode.ThemeIcon('question');
        item.description = String(this.openQuestions().length);
        return item;
      }
      case 'more':
        return new vscode.TreeItem(`… and ${node.count} more`, None);
      case 'file': {
        const uri = vscode.Uri.parse(node.note.uri);
        const item = new vscode.TreeItem(inert(uri.path.replace(/^.*\//, '')), Expanded);
        item.iconPath = new vscode.ThemeIcon('book');
        const where = uri.scheme === 'annotated-kernel' ? 'bundled' : vscode.workspace.asRelativePath(uri);
        const statuses = this.anchors.of(node.note)?.snippets.map(({ status }) => status) ?? [];
        // The sum first: a narrow side bar cuts what comes last.
        item.description = statuses.length > 0 ? `${sumOf(statuses)} · ${where}` : where;
        item.tooltip = statuses.length > 0 ? `${uri.toString(true)}\n${sumOf(statuses)}` : uri.toString(true);
        item.command = open(node.note, 1);
        return item;
      }
      case 'question': {
        const { question, note, flat } = node;
        const children = flat ? 0 : nodesBelow(note, question).length;
        const item = new vscode.TreeItem(inert(plain(question.text)), children > 0 ? Collapsed : None);
        item.iconPath = new vscode.ThemeIcon(question.open ? 'question' : 'comment-discussion');
        if (flat) item.description = vscode.Uri.parse(note.uri).path.replace(/^.*\//, '');
        item.tooltip = inert(question.text, MAX_TOOLTIP);
        item.command = open(note, question.line);
        return item;
      }
      case 'snippet': {
        const { snippet, note } = node;
        const item = new vscode.TreeItem(snippetTitle(snippet), None);
        item.iconPath = new vscode.ThemeIcon('symbol-method');
        item.description = snippet.path?.path ?? '';
        item.tooltip = inert(`${definedNames(snippet)} ${snippet.path ? `(${snippet.path.path})` : ''}`, MAX_TOOLTIP);
        item.command = open(note, snippet.codeLine);
        const answer = this.anchors.of(note);
        const anchored = answer?.snippets[snippet.index];
        if (answer && anchored && !isPending(answer, anchored)) {
          item.iconPath = new vscode.ThemeIcon(iconOf(anchored.status));
          item.description = `${anchored.status} · ${item.description}`;
          item.tooltip += `\n${anchored.status} in ${answer.tree.title}: ${plain(anchored.reason)}`;
        }
        return item;
      }
    }
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private openQuestions(): Node[] {
    return this.library.all.flatMap((note) =>
      note.questions
        .filter((question) => question.open)
        .map((question): Node => ({ kind: 'question', note, question, flat: true })),
    );
  }
}

/** The nodes of each note by the question that they are below, the file's own at undefined; made once for a note. */
const below = new WeakMap<Note, ReadonlyMap<number | undefined, readonly Node[]>>();

/** Questions directly below a question (or the file), and the snippets that are its own, in the order of the text. */
function nodesBelow(note: Note, question: Question | undefined): readonly Node[] {
  let byQuestion = below.get(note);
  if (!byQuestion) {
    const made = new Map<number | undefined, Node[]>();
    const put = (parent: number | undefined, node: Node): void => {
      const list = made.get(parent);
      if (list) list.push(node);
      else made.set(parent, [node]);
    };
    for (const other of note.questions) put(other.parent, { kind: 'question', note, question: other, flat: false });
    for (const snippet of note.snippets) put(snippet.question, { kind: 'snippet', note, snippet });
    for (const list of made.values()) list.sort((a, b) => start(a) - start(b));
    byQuestion = made;
    below.set(note, byQuestion);
  }
  return byQuestion.get(question?.index) ?? [];
}

function start(node: Node): number {
  if (node.kind === 'question') return node.question.start;
  return node.kind === 'snippet' ? node.snippet.start : 0;
}

function open(note: Note, line: number): vscode.Command {
  return { title: 'Open', command: COMMANDS.openPlace, arguments: [{ uri: note.uri, line, column: 1 }] };
}
