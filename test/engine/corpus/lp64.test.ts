/* The corpus as 64-bit programs. */
import { comparePrograms } from './compare';

comparePrograms(64);
