/**
 * What the extension needs of the place it runs in, for VS Code's Node extension host: local files, and how a worker is started. The worker's script is made
 * for browsers; here a few lines give it the same interface over Node's own.
 */
import { Worker } from 'node:worker_threads';
import type { Files } from '../files/files';
import { nodeFiles } from '../files/node';
import type { WorkerHandle } from '../simulation/client';

/** Access to local files at disk speed. */
export const localFiles: Files | undefined = nodeFiles;

/** Run in the worker before the script itself. */
const BROWSER_INTERFACE = `
const { parentPort, workerData } = require('node:worker_threads');
globalThis.postMessage = (message) => parentPort.postMessage(message);
parentPort.on('message', (data) => globalThis.onmessage?.({ data }));
require(workerData);
`;

/** Starts the script at a file path in a thread of its own. `read` is not needed here. */
export async function startWorker(path: string, _read: () => Promise<Uint8Array>): Promise<WorkerHandle> {
  const worker = new Worker(BROWSER_INTERFACE, { eval: true, workerData: path, execArgv: [], env: {} });
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => void worker.on('message', listener),
    onError: (listener) => void worker.on('error', (error) => listener(error.message)),
    terminate: () => void worker.terminate(),
  };
}
