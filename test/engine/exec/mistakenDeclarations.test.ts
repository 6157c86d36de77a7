/*
 * What is said of attributes, function specifiers and case labels that are not as they should be.
 */
import { type Mistake, testMistakes } from './mistakes';

const main = 'int main(void) { return 0; }\n';

const mistakes: readonly Mistake[] = [
  {
    what: 'an alignment that is no constant',
    text: `int a __attribute__((aligned("a")));
int b __attribute__((aligned(a)));
int c __attribute__((aligned(1.5)));
int d __attribute__((aligned(3)));
${main}`,
    says: [
      '1:22: error: requested alignment is not an integer constant',
      '2:22: error: requested alignment is not an integer constant',
      '3:30: error: requested alignment is not an integer constant',
      "4:22: error: requested alignment '3' is not a positive power of 2",
    ],
  },
  {
    what: 'attributes with arguments too many or too few',
    text: `struct s { char c __attribute__((packed(1))); int x; } __attribute__((packed(1), aligned(1, 2)));
int a __attribute__((unused(1), section));
void f(void) __attribute__((noreturn(1), format(printf)));
${main}`,
    says: [
      "1:34: error: wrong number of arguments specified for 'packed' attribute",
      "1:71: error: wrong number of arguments specified for 'packed' attribute",
      "1:82: error: wrong number of arguments specified for 'aligned' attribute",
      "2:22: error: wrong number of arguments specified for 'unused' attribute",
      "2:33: error: wrong number of arguments specified for 'section' attribute",
      "3:29: error: wrong number of arguments specified for 'noreturn' attribute",
      "3:42: error: wrong number of arguments specified for 'format' attribute",
    ],
  },
  {
    what: 'attributes with arguments of another kind, and one that does not matter',
    text: `int a __attribute__((section(1)));
extern int b __attribute__((alias(1)));
int c __attribute__((packed));
${main}`,
    says: [
      '1:22: error: section attribute argument not a string constant',
      "2:29: error: attribute 'alias' argument not a string",
      "3:5: warning: 'packed' attribute ignored [-Wattributes]",
    ],
  },
  {
    what: 'inline and _Noreturn where nothing is a function',
    text: `int inline;
inline struct s { int a; };
inline int x;
typedef _Noreturn int t;
void f(inline int a);
struct u { inline int a; };
${main}`,
    says: [
      "1:1: error: 'inline' in empty declaration",
      '1:1: warning: useless type name in empty declaration [-Wmissing-declarations]',
      "2:1: error: 'inline' in empty declaration",
      "3:12: warning: variable 'x' declared 'inline'",
      "4:23: warning: typedef 't' declared '_Noreturn'",
      "5:19: warning: parameter 'a' declared 'inline'",
      "6:12: error: expected specifier-qualifier-list before 'inline'",
    ],
  },
  {
    what: 'case labels that the type can not have',
    text: `int f(int x, _Bool b)
{
	switch ((unsigned char)x) {
	case 300: return 1;
	case -1: return 2;
	case 200 ... 256: return 3;
	case -2 ... 3: return 4;
	case 255: return 5;
	}
	switch (b) {
	case 2: return 6;
	}
	switch (x == 1) {
	case 2: return 7;
	}
	return 0;
}
${main}`,
    says: [
      '4:2: warning: case label value exceeds maximum value for type [-Wswitch-outside-range]',
      '5:2: warning: case label value is less than minimum value for type [-Wswitch-outside-range]',
      '6:2: warning: upper value in case label range exceeds maximum value for type [-Wswitch-outside-range]',
      '7:2: error: duplicate (or overlapping) case value',
      '5:2: note: this is the first entry overlapping that value',
      '8:2: error: duplicate case value',
      '6:2: note: this is the first entry overlapping that value',
      '10:2: warning: switch condition has boolean value [-Wswitch-bool]',
      '11:2: warning: case label value exceeds maximum value for type [-Wswitch-outside-range]',
      '13:2: warning: switch condition has boolean value [-Wswitch-bool]',
    ],
  },
  {
    what: 'functions that would be inlined into themselves',
    text: `#define __always_inline static inline __attribute__((always_inline))
__always_inline int unused(int n) { return n ? unused(n - 1) : 0; }
__always_inline int direct(int n) { return n ? direct(n - 1) : 0; }
__always_inline int odd(int n);
__always_inline int even(int n) { return n ? odd(n - 1) : 1; }
__always_inline int odd(int n) { return n ? even(n - 1) : 0; }
__always_inline int by_pointer(int n) { int (*f)(int) = by_pointer; return n ? f(n - 1) : 0; }
int plain(int n);
__always_inline int by_plain(int n) { return n ? plain(n - 1) : 0; }
int plain(int n) { return by_plain(n); }
int main(void) { return direct(1) + even(2) + by_pointer(3) + plain(4); }
`,
    says: [
      "3:21: error: inlining failed in call to 'always_inline' 'direct': it is recursive",
      '3:48: note: called from here',
      "5:21: error: inlining failed in call to 'always_inline' 'even': it is recursive",
      '6:45: note: called from here',
    ],
  },
];

testMistakes('mistaken declarations', mistakes);
