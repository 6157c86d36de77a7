/*
 * The real model composed with a note of any text, and the composed program as files that gcc reads.
 */
import { SourceFile } from '../../src/c/source';
import { type ComposedProgram, compose, type SnippetText } from '../../src/kernel/compose/compose';
import { PieceWriter, withLineDirectives } from '../../src/kernel/compose/pieces';
import { modelFiles } from '../../src/kernel/model';
import { programSnippets } from '../../src/notes/programText';
import { readNote } from '../../src/notes/read';
import { NOTE } from './kernelRuns';
import { writeProgram } from './native/native';

/** The model composed with a note of this text. */
export function composeNote(text: string): ComposedProgram {
  const note = new SourceFile(NOTE, text, 'note');
  const snippets = programSnippets(readNote(NOTE, text)).map(({ path, pieces }): SnippetText => {
    const writer = new PieceWriter();
    for (const { start, end } of pieces) writer.append({ file: note, start, end });
    return { file: writer.finish(NOTE, 'note'), path };
  });
  return compose({ model: modelFiles(), snippets, tree: [] });
}

/** A composed program as files that gcc reads, with the note's lines called by their own place. Returns their folder. */
export function written(program: ComposedProgram): string {
  const files = new Map<string, string>();
  for (const unit of program.units) files.set(unit.path, withLineDirectives(unit));
  for (const [path, header] of program.headers) files.set(path, withLineDirectives(header));
  return writeProgram(files);
}
