/**
 * What the notes say about each symbol: its definitions, the questions about it, the annotations that speak of it, the
 * places that use it. A question is about a symbol if it names it in backticks, or if the symbol's definition stands in its
 * section. An annotation speaks of a symbol if it names it, or if it stands at the symbol's definition. Made anew when a note
 * changes: it is linear in the notes' tokens, and uses are looked up when they are asked for.
 */
import type { Annotation, AnnotationMention, Definition, Note, Question, Snippet, Span } from './note';
import { isGlobalName } from './symbolAt';

export interface DefinitionInNote {
  readonly note: Note;
  readonly snippet: Snippet;
  readonly definition: Definition;
}

export interface QuestionInNote {
  readonly note: Note;
  readonly question: Question;
  /** It names the symbol itself, and does not only hold its definition. */
  readonly named: boolean;
}

export interface AnnotationInNote {
  readonly note: Note;
  readonly snippet: Snippet;
  readonly annotation: Annotation;
  /** The lines of the annotation that name the symbol; none when it speaks of the definition it stands at. */
  readonly mentions: readonly AnnotationMention[];
}

export interface SymbolUse extends Span {
  readonly note: Note;
  readonly snippet: Snippet;
}

/** Everything about one symbol; those of the definitions in the order of the notes given. */
export interface SymbolEntry {
  readonly name: string;
  readonly definitions: readonly DefinitionInNote[];
  /** Questions that name it come first. */
  readonly questions: readonly QuestionInNote[];
  readonly annotations: readonly AnnotationInNote[];
}

/** An entry that is being made. */
class Entry implements SymbolEntry {
  readonly definitions: DefinitionInNote[] = [];
  readonly annotations: AnnotationInNote[] = [];
  private readonly naming: QuestionInNote[] = [];
  private readonly holding: QuestionInNote[] = [];
  private readonly asked = new Set<Question>();

  constructor(readonly name: string) {}

  get questions(): readonly QuestionInNote[] {
    return [...this.naming, ...this.holding];
  }

  /** Takes a question, once. */
  ask(asked: QuestionInNote): void {
    if (this.asked.has(asked.question)) return;
    this.asked.add(asked.question);
    (asked.named ? this.naming : this.holding).push(asked);
  }
}

export class SymbolIndex {
  private readonly entries = new Map<string, Entry>();

  constructor(readonly notes: readonly Note[]) {
    for (const note of notes) this.addDefinitions(note);
    for (const note of notes) {
      this.addQuestions(note);
      this.addAnnotations(note);
    }
  }

  /** What the notes say about a name; undefined if they never define it, ask about it or annotate it. */
  get(name: string): SymbolEntry | undefined {
    return this.entries.get(name);
  }

  /** The names that the notes define, ask about or annotate. */
  names(): IterableIterator<string> {
    return this.entries.keys();
  }

  /** Where the snippets use a name, definitions included; members and locals of that name are not uses. */
  uses(name: string): SymbolUse[] {
    const out: SymbolUse[] = [];
    for (const note of this.notes) {
      for (const snippet of note.snippets) {
        if (!snippet.text.includes(name)) continue;
        snippet.outline.tokens.forEach((token, at) => {
          if (token.text !== name || !isGlobalName(snippet.outline, at)) return;
          out.push({ note, snippet, start: snippet.codeStart + token.offset, end: snippet.codeStart + token.end });
        });
      }
    }
    return out;
  }

  private entry(name: string): Entry {
    let entry = this.entries.get(name);
    if (!entry) {
      entry = new Entry(name);
      this.entries.set(name, entry);
    }
    return entry;
  }

  private addDefinitions(note: Note): void {
    for (const snippet of note.snippets) {
      for (const definition of snippet.definitions) {
        const names = new Set(snippet.outline.items[definition.item]!.declares.map((declared) => declared.name));
        if (definition.name) names.add(definition.name);
        for (const name of names) this.entry(name).definitions.push({ note, snippet, definition });
      }
    }
  }

  private addQuestions(note: Note): void {
    for (const mention of note.mentions) {
      if (!mention.inQuestion || mention.question === undefined) continue;
      this.entry(mention.name).ask({ note, question: note.questions[mention.question]!, named: true });
    }
    for (const snippet of note.snippets) {
      if (snippet.question === undefined) continue;
      for (const definition of snippet.definitions) {
        if (definition.name)
          this.entry(definition.name).ask({ note, question: note.questions[snippet.question]!, named: false });
      }
    }
  }

  private addAnnotations(note: Note): void {
    for (const snippet of note.snippets) {
      const byItem = new Map<number, Definition>();
      for (const definition of snippet.definitions) {
        if (!byItem.has(definition.item)) byItem.set(definition.item, definition);
      }
      for (const annotation of snippet.annotations) {
        const names = new Set(annotation.mentions.map((mention) => mention.name));
        const { target } = annotation;
        const spokenOf = target.of === 'item' ? byItem.get(target.item) : undefined;
        if (spokenOf?.name) names.add(spokenOf.name);
        for (const name of names) {
          const mentions = annotation.mentions.filter((mention) => mention.name === name);
          this.entry(name).annotations.push({ note, snippet, annotation, mentions });
        }
      }
    }
  }
}

/** Where an annotation's question leads: the questions that name the symbol, else the snippets that define it. */
export function answersTo(
  index: SymbolIndex,
  mention: AnnotationMention,
): { readonly questions: readonly QuestionInNote[]; readonly definitions: readonly DefinitionInNote[] } {
  const entry = mention.asks ? index.get(mention.name) : undefined;
  return {
    questions: entry?.questions.filter((question) => question.named) ?? [],
    definitions: entry?.definitions ?? [],
  };
}
