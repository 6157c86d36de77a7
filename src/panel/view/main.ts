/**
 * The browser side of the panel: builds the controller on the webview's own API and draws its state, at most once a
 * frame. Drawing is lit-html, which the controls from vscode-elements are made with anyway: templates whose text is
 * always text, updated in place.
 */
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import '@vscode/codicons/dist/codicon.css';
import '../../../media/panel/panel.css';
import { render } from 'lit';
import type { HostMessage, ViewMessage } from '../protocol';
import { Controller } from './controller';
import { type KeyAction, keyAction, typingAt } from './keys';
import { readSaved, type Saved } from './saved';
import { Scrolling } from './scrolling';
import { wholeRun } from './timeline/layout';
import type { Pointed } from './timeline/rows';
import { view } from './view';

interface WebviewApi {
  postMessage(message: ViewMessage): void;
  getState(): unknown;
  setState(state: Saved): void;
}

declare function acquireVsCodeApi(): WebviewApi;

const root = document.getElementById('view');
if (!root) {
  throw new Error('The panel’s document has no element #view.');
}

const api = acquireVsCodeApi();
const scrolling = new Scrolling();
let scheduled = false;
let width = document.documentElement.clientWidth;
let hover: Pointed | undefined;

const controller = new Controller(
  readSaved(api.getState()),
  {
    send: (message) => api.postMessage(message),
    save: (saved) => api.setState(saved),
    now: () => performance.now(),
    after: (milliseconds, action) => {
      const timer = setTimeout(action, milliseconds);
      return () => clearTimeout(timer);
    },
    reducedMotion: matchMedia('(prefers-reduced-motion: reduce)').matches,
  },
  schedule,
);

function schedule(): void {
  if (!scheduled) {
    scheduled = true;
    requestAnimationFrame(draw);
  }
}

function draw(): void {
  scheduled = false;
  render(view(controller.state, controller, { width, hover, onHover }), root as HTMLElement);
  scrolling.update(root as HTMLElement);
}

function onHover(next: Pointed | undefined): void {
  if (next !== hover) {
    hover = next;
    schedule();
  }
}

function act(action: KeyAction): void {
  const { run } = controller.state;
  switch (action) {
    case 'zoomIn':
    case 'zoomOut':
      controller.zoom(action === 'zoomIn' ? 0.5 : 2);
      break;
    case 'zoomWhole':
      if (run) {
        controller.show(wholeRun(run.moments));
      }
      break;
    case 'cancel':
      if (controller.state.busy) {
        controller.cancel();
      }
      break;
    default:
      controller.perform(action);
  }
}

window.addEventListener('message', (event: MessageEvent<HostMessage>) => controller.heard(event.data));
document.addEventListener('keydown', (event) => {
  const action = keyAction(event, typingAt(event.target));
  if (action) {
    event.preventDefault();
    event.stopPropagation();
    act(action);
  }
});
new ResizeObserver(() => {
  width = document.documentElement.clientWidth;
  schedule();
}).observe(document.documentElement);
