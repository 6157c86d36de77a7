/* The corpus as 32-bit programs. */
import { comparePrograms } from './compare';

comparePrograms(32);
