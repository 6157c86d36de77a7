/*
 * What is said of directives that tell where lines come from, and of characters that are nobody's.
 */
import { type Mistake, testMistakes } from './mistakes';

const mistakes: readonly Mistake[] = [
  {
    what: 'a linemarker with a flag that there is not',
    text: '# 12 "f.c" 9\nint main(void) { return 0; }\n',
    says: ['1:12: error: invalid flag "9" in line directive'],
  },
  {
    what: 'a linemarker with flags that do not go together',
    text: '# 1 "f.c" 1 2\n# 1 "f.c" 3 3\n# 1 "f.c" 4\n# 1 "f.c" 1 3 4 5\nint main(void) { return 0; }\n',
    says: [
      '1:13: error: invalid flag "2" in line directive',
      '2:13: error: invalid flag "3" in line directive',
      '3:11: error: invalid flag "4" in line directive',
      '4:17: warning: extra tokens at end of # directive',
    ],
  },
  {
    what: 'a linemarker whose number is none',
    text: '# 12x "f.c"\n# abc\n# 3 abc\nint main(void) { return 0; }\n',
    says: [
      '1:3: error: "12x" after # is not a positive integer',
      '2:3: error: invalid preprocessing directive #abc',
      '3:5: error: "abc" is not a valid filename',
    ],
  },
  {
    what: 'a linemarker that goes back to a file which was not left',
    text: '# 12 "f.c" 2\nint main(void) { return 0; }\n',
    says: ['1:6: warning: file "f.c" linemarker ignored due to incorrect nesting'],
  },
  {
    what: 'a line number of more than 32 bits',
    text: '#line 4294967298\n_Static_assert(__LINE__ == 2, "");\nint main(void) { return 0; }\n',
    says: ['1:7: warning: line number out of range'],
  },
  {
    what: 'null characters',
    text: '#define A\0 1\n/* \0 */ int \0\0 x\0= A; // \0\n#if 0\n\0\n#endif\nint main(void)\n{\n\treturn x + sizeof("a\0") - 4;\n}\n',
    says: [
      '1:10: warning: null character(s) ignored',
      '2:13: warning: null character(s) ignored',
      '2:17: warning: null character(s) ignored',
      '4:1: warning: null character(s) ignored',
      '8:20: warning: null character(s) preserved in literal',
    ],
  },
];

testMistakes('mistaken directives', mistakes);
