/**
 * Macros that no #define makes: `__LINE__` and its like (C11 6.10.8.1, and gcc's), the operators that only conditions have
 * (`defined`, `__has_include`), and `_Pragma`. Each is an object of its kind; the expander asks the preprocessor to do it.
 * So are gcc's functions that tell where they are called, because only the preprocessor knows; to `#ifdef` they are no macros.
 */
import type { Token } from '../token';
import type { Macro } from './api';

export type BuiltinName =
  | '__LINE__'
  | '__FILE__'
  | '__BASE_FILE__'
  | '__COUNTER__'
  | '__INCLUDE_LEVEL__'
  | '__DATE__'
  | '__TIME__'
  | '__TIMESTAMP__'
  | '__FILE_NAME__'
  | '__builtin_FILE'
  | '__builtin_LINE'
  | '__has_attribute'
  | '__has_builtin'
  | '__has_c_attribute'
  | '__has_cpp_attribute'
  | '__has_include'
  | '__has_include_next'
  | '_Pragma'
  | 'defined';

export class BuiltinMacro implements Macro {
  readonly definition = undefined;
  readonly parameters = undefined;
  readonly variadic = false;
  readonly body: readonly Token[] = [];
  readonly disabled = false;

  constructor(readonly name: BuiltinName) {}

  /** It is a function in gcc, which no condition sees. */
  get isFunction(): boolean {
    return this.name.startsWith('__builtin_');
  }
}

/** Those that are in the table all the time; `defined` is there while a condition is read. */
export const BUILTIN_NAMES: readonly BuiltinName[] = [
  '__LINE__',
  '__FILE__',
  '__BASE_FILE__',
  '__COUNTER__',
  '__INCLUDE_LEVEL__',
  '__DATE__',
  '__TIME__',
  '__TIMESTAMP__',
  '__FILE_NAME__',
  '__builtin_FILE',
  '__builtin_LINE',
  '__has_attribute',
  '__has_builtin',
  '__has_c_attribute',
  '__has_cpp_attribute',
  '__has_include',
  '__has_include_next',
  '_Pragma',
];
