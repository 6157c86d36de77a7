/**
 * `annotated-kernel check`: holds every note under the given paths against a kernel tree and says where they no longer agree, for
 * authors who check their notes before each commit. It knows no Node: `cli.ts` passes in the files and the output.
 */
import type { Files } from '../files/files';
import { AnswerCache } from '../notes/anchor/anchor';
import { STATUSES, type Status } from '../notes/anchor/result';
import { checkNotes, readNotes, reportOf } from '../notes/check';
import { SourceReader } from '../notes/sourceReader';
import { recogniseTree } from '../notes/tree';
import { TreeSearch } from '../notes/treeSearch';
import { type Arguments, InputError, UsageError } from './arguments';
import { jsonText, printable } from './printable';

/** What the terminal gives. */
export interface CheckTerminal {
  readonly files: Files;
  out(text: string): void;
  error(text: string): void;
}

/** Exit status: 0, or 1 when a snippet has a status of `--fail-on`. */
export async function check(args: Arguments, terminal: CheckTerminal): Promise<number> {
  const { files } = terminal;
  const root = args.text('tree');
  if (args.positional.length === 0) throw new UsageError('check wants the path of a note or of a folder of notes');
  if (root === undefined) throw new UsageError('check wants a kernel tree: --tree DIR');
  const failing = failOn(args.text('fail-on'));
  const tree = await recogniseTree(files, root);
  if (typeof tree === 'string') throw new InputError(tree);
  const { notes, failures } = await readNotes(files, args.positional);
  if (failures.length > 0) throw new InputError(failures.join('\n'));
  if (notes.length === 0)
    terminal.error(printable(`annotated-kernel: no Markdown files under ${args.positional.join(', ')}\n`));
  const reader = new SourceReader(files, root);
  const sources = { tree, reader, search: new TreeSearch(files, root), answers: new AnswerCache() };
  const result = await checkNotes(notes, sources, { search: true });
  terminal.out(args.flag('json') ? `${jsonText(result, 2)}\n` : printable(reportOf(result)));
  return result.snippets.some(({ status }) => failing.has(status)) ? 1 : 0;
}

function failOn(text: string | undefined): ReadonlySet<Status> {
  const out = new Set<Status>();
  for (const word of (text ?? '').split(',').map((part) => part.trim())) {
    if (word === '') continue;
    const status = STATUSES.find((known) => known === word);
    if (!status) throw new UsageError(`--fail-on knows ${STATUSES.join(', ')}; '${word}' is none of them`);
    out.add(status);
  }
  return out;
}
