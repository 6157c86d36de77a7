/**
 * What hovers repeat of the notes about a symbol: its questions and annotations, each once though copies of a note may be open beside each
 * other, and where the questions that annotations ask are answered.
 */
import type { Note } from '../notes/note';
import {
  type AnnotationInNote,
  answersTo,
  type QuestionInNote,
  type SymbolEntry,
  type SymbolIndex,
} from '../notes/symbolIndex';

/** The questions about a symbol: those of the note itself; where it asks none, those of others. */
export function questionsAbout(entry: SymbolEntry | undefined, note: Note | undefined): QuestionInNote[] {
  return once(own(entry?.questions ?? [], note), ({ question }) => question.text);
}

/** The annotations about a symbol, likewise. */
export function annotationsAbout(entry: SymbolEntry | undefined, note: Note | undefined): AnnotationInNote[] {
  return once(own(entry?.annotations ?? [], note), annotationText);
}

/** A question as plain text. */
export function questionText({ question }: QuestionInNote): string {
  return `${question.text.replaceAll('`', '')}${question.open ? ' (open question)' : ''}`;
}

/** The lines that speak of the symbol, else the whole annotation. */
export function annotationText({ annotation, mentions }: AnnotationInNote): string {
  return mentions.length > 0 ? mentions.map((mention) => mention.text.trim()).join(' ') : annotation.text;
}

/** Where a symbol that an annotation asks about is answered for. */
export interface Answer {
  readonly symbol: string;
  /** It is a question that names the symbol, and not only its definition. */
  readonly isQuestion: boolean;
  readonly note: Note;
  /** Offset in the note's text. */
  readonly offset: number;
}

/** The answers to what annotations ask: the question that names the symbol, else its definition; of the same note if it has one. */
export function answersOf(annotations: readonly AnnotationInNote[], index: SymbolIndex): Answer[] {
  const found = annotations.flatMap(({ annotation, note }) =>
    annotation.mentions.flatMap((mention): Answer[] => {
      const { questions, definitions } = answersTo(index, mention);
      const [question] = own(questions, note);
      const symbol = mention.name;
      if (question) return [{ symbol, isQuestion: true, note: question.note, offset: question.question.start }];
      const [defined] = own(definitions, note);
      if (!defined) return [];
      return [{ symbol, isQuestion: false, note: defined.note, offset: defined.definition.nameSpan.start }];
    }),
  );
  return once(found, ({ symbol }) => symbol);
}

function own<T extends { readonly note: Note }>(all: readonly T[], note: Note | undefined): readonly T[] {
  const here = all.filter((item) => item.note.uri === note?.uri);
  return here.length > 0 ? here : all;
}

function once<T>(items: readonly T[], key: (item: T) => string): T[] {
  const seen = new Set<string>();
  return items.filter((item) => seen.size !== seen.add(key(item)).size);
}
