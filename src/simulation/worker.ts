/**
 * The worker in which simulations run. It speaks the browser's worker interface; where the extension host is Node, whoever starts it
 * gives it the same one (platform/node.ts).
 */
import type { SimulationRequest } from './protocol';
import { SimulationServer } from './serve';

interface WorkerScope {
  postMessage(message: unknown): void;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
}

const scope = globalThis as unknown as WorkerScope;
const server = new SimulationServer((message) => scope.postMessage(message));
scope.onmessage = (event) => server.receive(event.data as SimulationRequest);
