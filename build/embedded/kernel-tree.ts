/* The kernel model's C, read when loaded; see build/embedded.ts. */
import { readEmbedded } from '../embedded';

export const files = readEmbedded('kernel-tree');
