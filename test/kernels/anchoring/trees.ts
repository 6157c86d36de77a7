/**
 * The kernel trees as tests read them: lines of files, found by what stands on them, without any of the program's own reading.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFiles } from '../../../src/files/node';
import { AnswerCache, type TreeSources } from '../../../src/notes/anchor/anchor';
import { SourceReader } from '../../../src/notes/sourceReader';
import { recogniseTree } from '../../../src/notes/tree';
import { TreeSearch } from '../../../src/notes/treeSearch';
import { type KernelVersion, kernelTree } from '../../harness/kernel-trees';

/** Lines of a file, 1-based and inclusive. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

export class TestTree {
  private constructor(
    readonly version: KernelVersion,
    readonly root: string,
    readonly sources: TreeSources,
  ) {}

  static async open(version: KernelVersion): Promise<TestTree> {
    const root = await kernelTree(version);
    const tree = await recogniseTree(nodeFiles, root);
    if (typeof tree === 'string') throw new Error(tree);
    const reader = new SourceReader(nodeFiles, root);
    return new TestTree(version, root, {
      tree,
      reader,
      search: new TreeSearch(nodeFiles, root),
      answers: new AnswerCache(),
    });
  }

  lines(path: string): string[] {
    return readFileSync(join(this.root, path), 'latin1').split('\n');
  }

  /** The lines from the first that matches `first` to the next (or the same) that matches `last`. */
  range(path: string, first: RegExp, last: RegExp): LineRange {
    const lines = this.lines(path);
    const from = lines.findIndex((line) => first.test(line));
    if (from < 0) throw new Error(`${this.version}: no line of ${path} matches ${first}`);
    const length = lines.slice(from).findIndex((line) => last.test(line));
    if (length < 0) throw new Error(`${this.version}: no line of ${path} after ${from + 1} matches ${last}`);
    return { first: from + 1, last: from + 1 + length };
  }

  /** The text of such a range, line by line. */
  cut(path: string, first: RegExp, last: RegExp): string[] {
    const range = this.range(path, first, last);
    return this.lines(path).slice(range.first - 1, range.last);
  }
}
