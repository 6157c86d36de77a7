/**
 * How numbers, places and sets of CPUs read in the panel. The panel speaks English, so numbers are grouped as English
 * has them.
 */
import type { SourceRange, TextOrigin } from '../../simulation/protocol';

const grouped = new Intl.NumberFormat('en-US');

/** `1,234,567`. */
export function count(value: number): string {
  return grouped.format(value);
}

/** `1 CPU`, `2 CPUs`. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** `512 B`, `4 KiB`, `1.5 MiB`. */
export function byteSize(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${Number.isInteger(value) ? value : value.toFixed(1)} ${units[unit]}`;
}

/** As the kernel prints CPU lists: `0-3,7`. The numbers ascend. */
export function cpuList(cpus: readonly number[]): string {
  const parts: string[] = [];
  for (let index = 0; index < cpus.length; ) {
    const first = cpus[index] as number;
    let last = first;
    while (cpus[index + 1] === last + 1) {
      last++;
      index++;
    }
    index++;
    parts.push(first === last ? String(first) : `${first}-${last}`);
  }
  return parts.join(',');
}

/** The last part of a path or a URI. */
export function baseName(path: string): string {
  return readable(path).replace(/\/+$/, '').replace(/^.*\//, '');
}

/** The place for people: a path of the model or the tree as it is, a note by its file's name. */
export function placeName(range: SourceRange): string {
  return `${range.origin === 'note' ? baseName(range.path) : range.path}:${range.line}`;
}

/** `loopback.c:70`. */
export function shortPlace(range: SourceRange): string {
  return `${baseName(range.path)}:${range.line}`;
}

function readable(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) {
      return path;
    }
    throw error;
  }
}

const ORIGINS: Readonly<Record<TextOrigin, string>> = {
  note: 'note',
  model: 'model',
  tree: 'kernel tree',
  'note+model': 'note + model',
};

/** Whose text it is, for people. */
export function originName(origin: TextOrigin): string {
  return ORIGINS[origin];
}

/** The same as a CSS class. */
export function originClass(origin: TextOrigin): string {
  return `origin-${origin.replace('+', '-')}`;
}
