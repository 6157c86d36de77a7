/* The bundled notes, read when loaded; see build/embedded.ts. */
import { readEmbedded } from '../embedded';

export const files = readEmbedded('notes');
