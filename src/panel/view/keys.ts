/**
 * The keys of the panel, while it has the focus: VS Code's debugging keys, with Ctrl for backwards, and gdb's letters,
 * with Shift for backwards. A key that is used here goes no further, so that the window does not act on it as well.
 */
import type { ViewAction } from '../protocol';

export type KeyAction = ViewAction | 'zoomIn' | 'zoomOut' | 'zoomWhole' | 'cancel';

/** What of a key press decides. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey'>;

const FUNCTION_KEYS: Readonly<Record<string, KeyAction>> = {
  F5: 'play',
  'Control+Shift+F5': 'restart',
  F10: 'next',
  F11: 'stepIn',
  'Shift+F11': 'stepOut',
  'Control+F10': 'previous',
  'Control+F11': 'stepBack',
  'Control+Shift+F11': 'stepBackOut',
  F3: 'nextOccurrence',
  'Shift+F3': 'previousOccurrence',
};

/** Only where no text is typed. */
const LETTERS: Readonly<Record<string, KeyAction>> = {
  ' ': 'play',
  c: 'play',
  n: 'next',
  s: 'stepIn',
  f: 'stepOut',
  N: 'previous',
  S: 'stepBack',
  F: 'stepBackOut',
  ']': 'nextMark',
  '[': 'previousMark',
  '+': 'zoomIn',
  '=': 'zoomIn',
  '-': 'zoomOut',
  '0': 'zoomWhole',
  Escape: 'cancel',
};

/**
 * What a key means; undefined when it is not the panel's. `typing`: the focus is where text is typed or a key has a
 * meaning.
 */
export function keyAction(press: KeyPress, typing: 'text' | 'button' | undefined): KeyAction | undefined {
  const { key, ctrlKey, shiftKey, altKey, metaKey } = press;
  if (altKey || metaKey) {
    return undefined;
  }
  const named = `${ctrlKey ? 'Control+' : ''}${shiftKey ? 'Shift+' : ''}${key}`;
  const found = FUNCTION_KEYS[named];
  if (found || ctrlKey || typing === 'text' || (typing === 'button' && key === ' ')) {
    return found;
  }
  return LETTERS[key];
}

/** What the focus is on, as far as keys care. */
export function typingAt(target: EventTarget | null): 'text' | 'button' | undefined {
  const element = target as Partial<Element> | null;
  switch (element?.localName) {
    case 'vscode-textfield':
    case 'vscode-single-select':
    case 'select':
    case 'textarea':
      return 'text';
    case 'input':
      return (element as HTMLInputElement).type === 'range' ? 'button' : 'text';
    case 'button':
    case 'vscode-button':
    case 'summary':
      return 'button';
    default:
      return undefined;
  }
}
