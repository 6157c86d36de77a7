/** The preprocessor's public face. */
export type {
  IncludeKind,
  IncludeResolver,
  Macro,
  Pragma,
  PreprocessorLimits,
  PreprocessorOptions,
  TranslationUnit,
} from './api';
export { LexedFiles } from './lexedFiles';
export { preprocess } from './preprocessor';
export { type ExpansionStep, expandSteps, type StepLimits, type Unfolding } from './steps';
