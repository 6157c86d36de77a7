/**
 * The kernel trees of the window. A tree is looked for where the setting `annotatedKernel.kernelTree` says, in each folder of the
 * workspace, in the folders above it, and in those right below it; it is one by its Makefile's version and its folders, not by its
 * name. One of them is current. Changes of their files, on disk or in editors, are gathered and told a moment later.
 */
import * as vscode from 'vscode';
import { FileError, type Files } from '../../files/files';
import { type KernelTree, recogniseTree } from '../../notes/tree';
import { warn } from '../messages';
import { accessTo, OpenTree } from './openTree';

/** Folders right below a workspace folder that are looked at. */
const MAX_BELOW = 100;
const MAX_ABOVE = 20;
/** Milliseconds after the last change of a tree's files until it is told. */
const QUIET = 300;
/** Milliseconds after which it is told even if changes go on. */
const AT_LATEST = 2000;
/** When more files changed at once, it is no longer said which. */
const MAX_CHANGED = 2000;

/** Files of a tree changed. */
export interface TreeChange {
  readonly tree: OpenTree;
  /** By their paths in the tree; undefined when it is not known which. */
  readonly paths: ReadonlySet<string> | undefined;
}

export class KernelTrees implements vscode.Disposable {
  private trees: readonly OpenTree[] = [];
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly sourcesChanged = new vscode.EventEmitter<TreeChange>();
  private readonly subscriptions: vscode.Disposable[];
  private watchers: vscode.Disposable[] = [];
  private readonly pending = new Map<string, { paths: Set<string> | undefined; since: number }>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private refreshTimer: ReturnType<typeof setTimeout> | undefined;
  private watched = '';
  private generation = 0;
  private readonly told = new Set<string>();

  /** A tree came or went, or another one is current. */
  readonly onDidChange = this.changed.event;
  readonly onDidChangeSources = this.sourcesChanged.event;

  constructor(
    private readonly localFiles: Files | undefined,
    private readonly state: vscode.Memento,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.subscriptions = [
      this.changed,
      this.sourcesChanged,
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.refreshSoon()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('annotatedKernel.kernelTree')) this.refreshSoon();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.fileChanged(document.uri);
      }),
      // Where changes of files are not reported, at least coming back to the window is noticed.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.refreshSoon();
      }),
      vscode.workspace.onDidCloseTextDocument((document) => this.fileChanged(document.uri)),
    ];
  }

  get all(): readonly OpenTree[] {
    return this.trees;
  }

  /** The one that notes are held against. */
  get current(): OpenTree | undefined {
    const chosen = this.state.get<string>(CHOSEN);
    return this.trees.find((tree) => tree.key === chosen) ?? this.trees[0];
  }

  async choose(tree: OpenTree): Promise<void> {
    await this.state.update(CHOSEN, tree.key);
    this.changed.fire();
  }

  /** The tree that a document belongs to, and its path there: of several trees the innermost. */
  find(uri: vscode.Uri): { readonly tree: OpenTree; readonly path: string } | undefined {
    let found: { tree: OpenTree; path: string } | undefined;
    for (const tree of this.trees) {
      const path = tree.pathOf(uri);
      if (path !== undefined && (!found || path.length < found.path.length)) found = { tree, path };
    }
    return found;
  }

  /** Looks for trees anew. */
  async refresh(): Promise<void> {
    const generation = ++this.generation;
    const found = new Map<string, OpenTree>();
    const refused = new Map<string, string>();
    const configured = this.configured().map((uri) => uri.toString());
    for (const uri of await this.candidates()) {
      const key = uri.toString();
      if (found.has(key) || refused.has(key)) continue;
      const recognised = await this.recognise(uri);
      if (generation !== this.generation) return;
      if (typeof recognised === 'string') refused.set(key, recognised);
      else found.set(key, this.known(uri, recognised.tree) ?? new OpenTree(uri, recognised.tree, recognised.files));
    }
    if (generation !== this.generation) return;
    const [reason] = configured.flatMap((key) => refused.get(key) ?? []);
    if (reason !== undefined && !configured.some((key) => found.has(key)))
      this.tellOnce(`annotatedKernel.kernelTree: ${reason}`);
    const before = this.trees;
    this.trees = [...found.values()];
    this.watch();
    const same = before.length === this.trees.length && before.every((tree, n) => tree === this.trees[n]);
    if (same) return;
    this.log.info(
      `Kernel trees: ${this.trees.map(({ title, uri }) => `${title} (${uri.toString(true)})`).join(', ') || 'none'}`,
    );
    this.changed.fire();
  }

  dispose(): void {
    this.generation++;
    clearTimeout(this.timer);
    clearTimeout(this.refreshTimer);
    vscode.Disposable.from(...this.watchers, ...this.subscriptions).dispose();
  }

  private known(uri: vscode.Uri, { version }: KernelTree): OpenTree | undefined {
    return this.trees.find((tree) => tree.key === uri.toString() && tree.tree.version === version);
  }

  /** The tree at a folder, or why it is none. */
  private async recognise(uri: vscode.Uri): Promise<{ tree: KernelTree; files: Files } | string> {
    const { files, location } = accessTo(uri, this.localFiles);
    try {
      const found = await recogniseTree(files, location);
      return typeof found === 'string' ? found : { tree: found, files };
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      this.log.debug(error.message);
      return error.message;
    }
  }

  private tellOnce(message: string): void {
    if (this.told.has(message)) return;
    this.told.add(message);
    this.log.warn(message);
    warn(message);
  }

  /** Where trees may be: the setting's first, then the workspace's own, nearest first. */
  private async candidates(): Promise<vscode.Uri[]> {
    const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
    const below = await Promise.all(folders.map((folder) => this.below(folder)));
    return [...this.configured(), ...folders, ...folders.flatMap(above), ...below.flat()];
  }

  /** Where the setting says that a tree is; a relative path is one below any folder of the workspace. */
  private configured(): vscode.Uri[] {
    const setting = vscode.workspace.getConfiguration('annotatedKernel').get<unknown>('kernelTree');
    if (typeof setting !== 'string' || setting.trim() === '') return [];
    const text = setting.trim();
    if (/^[A-Za-z][\w+.-]+:\/\//.test(text)) return [vscode.Uri.parse(text.replace(/\/+$/, ''))];
    const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
    if (/^(\/|[A-Za-z]:[\\/])/.test(text)) {
      const [folder] = folders;
      // In a window on another machine or on the web, an absolute path is one of the workspace's file system.
      if (folder && folder.scheme !== 'file') return [folder.with({ path: text.replace(/(.)\/+$/, '$1') })];
      return [vscode.Uri.file(text.replace(/(.)[\\/]+$/, '$1'))];
    }
    return folders.map((folder) => vscode.Uri.joinPath(folder, text.replace(/\/+$/, '')));
  }

  private async below(folder: vscode.Uri): Promise<vscode.Uri[]> {
    const { files, location } = accessTo(folder, this.localFiles);
    try {
      const entries = (await files.list(location)) ?? [];
      return entries
        .filter(
          ({ kind, name }) =>
            (kind === 'folder' || kind === 'link') && !name.startsWith('.') && name !== 'node_modules',
        )
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .slice(0, MAX_BELOW)
        .map(({ name }) => vscode.Uri.joinPath(folder, name));
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      this.log.debug(error.message);
      return [];
    }
  }

  private watch(): void {
    const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString());
    const watched = [...folders, ...this.trees.map(({ key }) => key)].join('\n');
    if (watched === this.watched) return; // making them anew could miss a change
    this.watched = watched;
    vscode.Disposable.from(...this.watchers).dispose();
    this.watchers = [];
    const refresh = (): void => this.refreshSoon();
    for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
      this.listen(new vscode.RelativePattern(uri, '{Makefile,*/Makefile}'), refresh);
      this.listen(new vscode.RelativePattern(uri, '*'), refresh, true);
    }
    for (const tree of this.trees) {
      this.listen(new vscode.RelativePattern(tree.uri, 'Makefile'), refresh);
      const name = tree.uri.path.replace(/^.*\//, '');
      this.listen(new vscode.RelativePattern(vscode.Uri.joinPath(tree.uri, '..'), name), refresh, true);
      this.listen(new vscode.RelativePattern(tree.uri, '**/*.{c,h}'), (uri) => this.fileChanged(uri));
    }
  }

  /** `comesOrGoes`: only making and deleting count. Where a folder is deleted, nothing is told of the files in it. */
  private listen(pattern: vscode.RelativePattern, listener: (uri: vscode.Uri) => void, comesOrGoes = false): void {
    const watcher = vscode.workspace.createFileSystemWatcher(pattern, false, comesOrGoes);
    this.watchers.push(
      watcher,
      watcher.onDidCreate(listener),
      watcher.onDidChange(listener),
      watcher.onDidDelete(listener),
    );
  }

  private refreshSoon(): void {
    clearTimeout(this.refreshTimer);
    this.refreshTimer = setTimeout(() => {
      this.refresh().catch((error: unknown) => this.log.error(`Looking for kernel trees failed: ${String(error)}`));
    }, QUIET);
  }

  private fileChanged(uri: vscode.Uri): void {
    const found = this.find(uri);
    if (!found) return;
    const { key } = found.tree;
    const entry = this.pending.get(key) ?? { paths: new Set<string>(), since: Date.now() };
    this.pending.set(key, entry);
    entry.paths?.add(found.path);
    if (entry.paths && entry.paths.size > MAX_CHANGED) entry.paths = undefined;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell(), Math.max(0, Math.min(QUIET, entry.since + AT_LATEST - Date.now())));
  }

  private tell(): void {
    const changes = [...this.pending];
    this.pending.clear();
    for (const [key, { paths }] of changes) {
      const tree = this.trees.find((candidate) => candidate.key === key);
      if (!tree) continue;
      tree.sources.search.changed(paths && [...paths]);
      this.sourcesChanged.fire({ tree, paths });
    }
  }
}

const CHOSEN = 'annotatedKernel.currentTree';

/** The folders above one, nearest first. */
function above(folder: vscode.Uri): vscode.Uri[] {
  const out: vscode.Uri[] = [];
  for (let at = folder; out.length < MAX_ABOVE; ) {
    const parent = vscode.Uri.joinPath(at, '..');
    if (parent.path === at.path || parent.path === '/') break;
    out.push(parent);
    at = parent;
  }
  return out;
}
