/**
 * The look of a line that may define a name, whatever kind of thing the name is. It keeps the thousands of files that only use a
 * name from being read; where a use looks the same, the file is read in vain.
 */

/** Matches a line in which a name stands, with the line after it, if the name may be defined there; errs on the side of yes. */
export function definitionPattern(name: string): RegExp {
  const word = `\\b${name}\\b`;
  const forms = [
    `([A-Za-z_][^;\\n()=]*)?${word}(?![ \\t]*[a-zA-Z*])`, // a function, an object, a typedef
    `[A-Za-z_][^;\\n]*[\\])][^;\\n()=]*${word}(?![ \\t]*[a-zA-Z*])`, // the same after an attribute
    `(static[ \\t]+)?[A-Z_][A-Z0-9_]*\\([^;\\n]*${word}`, // a DEFINE_x
    `typedef\\b[^;\\n]*${word}`,
    `[ \\t]*#[ \\t]*define[ \\t]+${word}`,
    `.*\\b(struct|union|enum)\\b[^;{}()\\n]*${word}[^;()]*\\{`,
    `[ \\t]+${word}[ \\t]*(=|,|/\\*|//|\\n|$)`, // an enumerator
    `\\}.*${word}`, // a typedef or an object after its type
  ];
  return new RegExp(`^(?:${forms.join('|')})`);
}
