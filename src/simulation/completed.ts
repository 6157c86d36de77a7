/**
 * The definitions that a note elides, as they run: each line with the place that its text comes from, so that a reader sees which lines
 * are the note's and which the model's.
 */
import { outline } from '../c/outline';
import type { SourceFile } from '../c/source';
import type { Token } from '../c/token';
import type { ComposedProgram } from '../kernel/compose/compose';
import { fileRange } from './places';
import type { CompletedDefinition } from './protocol';

export function completedDefinitions(program: ComposedProgram): CompletedDefinition[] {
  const files = new Map<string, SourceFile>(program.units.map((unit) => [unit.path, unit]));
  for (const [path, file] of program.headers) files.set(path, file);
  return program.definitions
    .filter((definition) => definition.origin === 'note+model')
    .flatMap((definition) => {
      const file = files.get(definition.path);
      return file ? [{ name: definition.name, lines: linesOf(file, definition.name) }] : [];
    });
}

function linesOf(file: SourceFile, name: string): CompletedDefinition['lines'] {
  const read = outline(file);
  const item = read.items.find((candidate) => candidate.name === name && candidate.isDefinition);
  if (!item) return [];
  const start = (read.tokens[item.first] as Token).offset;
  const end = (read.tokens[item.end - 1] as Token).end;
  const lines: CompletedDefinition['lines'][number][] = [];
  for (let at = start; at < end; ) {
    const newline = file.text.indexOf('\n', at);
    const stop = newline < 0 || newline > end ? end : newline;
    const text = file.text.slice(at, stop);
    const first = at + text.search(/\S/);
    if (text.trim() !== '')
      lines.push({ text: text.trimEnd(), range: fileRange(file, first, first + text.trim().length) });
    at = stop + 1;
  }
  return lines;
}
