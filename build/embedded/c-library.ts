/* The C library's sources, read when loaded; see build/embedded.ts. */
import { readEmbedded } from '../embedded';

export const files = readEmbedded('c-library');
