/*
 * Scratch workspaces: temporary folders that a server's window, a demonstration or a test opens, and that are removed
 * when this process ends.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectFolder } from '../../build/bundle';

/** Makes an empty temporary folder that goes when this process ends. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'annotated-kernel-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/** A workspace's folder and the notes in it. */
export interface ScratchWorkspace {
  readonly folder: string;
  /** The editable copy of the loopback notes, as an absolute path. */
  readonly notes: string;
}

/**
 * Makes a workspace under `parent` with an editable copy of the loopback notes and the given settings (as in
 * settings.json).
 */
export function scratchWorkspace(
  parent: string,
  name: string,
  settings: Readonly<Record<string, unknown>> = {},
): ScratchWorkspace {
  const folder = join(parent, name);
  const notes = join(folder, 'notes/loopback.md');
  mkdirSync(dirname(notes), { recursive: true });
  cpSync(join(projectFolder, 'media/notes/loopback.md'), notes);
  writeSettings(folder, settings);
  return { folder, notes };
}

/** Replaces the settings of the workspace in `folder`. */
export function writeSettings(folder: string, settings: Readonly<Record<string, unknown>>): void {
  mkdirSync(join(folder, '.vscode'), { recursive: true });
  writeFileSync(join(folder, '.vscode/settings.json'), `${JSON.stringify(settings, null, 2)}\n`);
}
