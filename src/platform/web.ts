/**
 * What the extension needs of the place it runs in, for VS Code's web worker extension host: how a worker is started. A worker cannot be
 * started from the extension's own address there; its script is read and started from a Blob.
 */
import type { Files } from '../files/files';
import type { WorkerHandle } from '../simulation/client';

/** There are no local files here: all go through VS Code. */
export const localFiles: Files | undefined = undefined;

/** Starts the script that `read` gives. `path` is not needed here. */
export async function startWorker(_path: string, read: () => Promise<Uint8Array>): Promise<WorkerHandle> {
  const bytes = await read();
  const url = URL.createObjectURL(new Blob([bytes.slice()], { type: 'text/javascript' }));
  const worker = new Worker(url);
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => worker.addEventListener('message', (event) => listener(event.data)),
    onError: (listener) => worker.addEventListener('error', (event) => listener(event.message)),
    terminate: () => {
      worker.terminate();
      URL.revokeObjectURL(url);
    },
  };
}
