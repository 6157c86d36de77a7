/**
 * The C library as the engine links it: like an archive. Its headers are found by #include; its sources are parsed
 * only when a program needs something that they define, which a quick look at their lines tells.
 */
import { files } from '#embedded/c-library';
import type { IncludeResolver } from '../preprocessor/api';
import { SourceFile } from '../source';

/** What every program may use, with or without a library: copying and comparing memory. */
const FREESTANDING = 'machine/string.c';

/** Calls main(); compiled with MAIN_PARAMETERS defined. */
const START = 'start.c';

/** Where its files lie, as messages name them. */
const FOLDER = '<library>/';
const PATHS = Object.keys(files);

/** A definition of a function or an object with external linkage, at the start of a line. */
const DEFINITION =
  /^(?!static\b|typedef\b|extern\b|struct \w+ \{|union \w+ \{)[A-Za-z_][\w ]*?[ *](\w+)(?:\(.*[^;]|(?: = .*)?;)$/;
/** Forms of a function of math.h for float and long double; see math.c. */
const FORMS = /^FORMS[12]\((\w+)\)$/;

export class Library {
  private readonly sources = new Map<string, SourceFile>();
  /** The source that defines a name. */
  private readonly definedIn = new Map<string, string>();

  /** @param hosted the whole library, else only what every program may use. */
  constructor(readonly hosted: boolean) {
    for (const path of PATHS) {
      if (!path.endsWith('.c') || path === START || (!hosted && path !== FREESTANDING)) continue;
      for (const name of definedNames(files[path] as string)) this.definedIn.set(name, path);
    }
  }

  /** The source that defines a function or object. The same file is the same object each time. */
  sourceOf(name: string): SourceFile | undefined {
    const path = this.definedIn.get(name);
    return path === undefined ? undefined : this.file(path);
  }

  /** The source that begins a hosted program. */
  start(): SourceFile {
    return this.file(START) as SourceFile;
  }

  /** The place of a source among the library's files. */
  numberOf({ path }: SourceFile): number {
    return PATHS.indexOf(path.slice(FOLDER.length));
  }

  /** Names that the library defines. */
  names(): IterableIterator<string> {
    return this.definedIn.keys();
  }

  /** Finds the library's headers. */
  readonly resolve: IncludeResolver = (spelled) => (this.hosted ? this.file(`include/${spelled}`) : undefined);

  private file(path: string): SourceFile | undefined {
    const text = files[path];
    if (text === undefined) return undefined;
    let file = this.sources.get(path);
    if (!file) {
      file = new SourceFile(FOLDER + path, text, 'library');
      this.sources.set(path, file);
    }
    return file;
  }
}

function definedNames(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const forms = FORMS.exec(line)?.[1];
    if (forms) return [`${forms}f`, `${forms}l`];
    return DEFINITION.exec(line)?.[1] ?? [];
  });
}
