/**
 * Paths as people write them: `./drivers/net/loopback.c`, `linux-6.1/net/core/dev.c`, `kernel/smp.c:813`, the address of a
 * web cross-reference. All become a path relative to a kernel tree, with version and lines where they are given. A path is
 * resolved as a name only; one that climbs out of the tree is refused, so nothing outside of a tree is ever read for a note.
 */

/** What a text states: a place in the tree, or why it cannot be one. */
export type PathReading =
  | {
      readonly path: string;
      readonly version: string | undefined;
      readonly firstLine: number | undefined;
      readonly lastLine: number | undefined;
    }
  | { readonly outside: string };

/** The folders at the top of a Linux tree, 6.1 and 6.12. */
const TOP_FOLDERS: ReadonlySet<string> = new Set(
  (
    'arch block certs crypto Documentation drivers fs include init io_uring ipc kernel lib LICENSES mm net rust samples ' +
    'scripts security sound tools usr virt'
  ).split(' '),
);

const SOURCE_NAME = /\.(c|h|S|s|rs|lds|lds\.S|dts|dtsi|inc|y|l|tbl)$|(^|\/)(Kconfig|Makefile|Kbuild)([.\w-]*)$/;
const TREE_SEGMENT =
  /^linux([-_.]?v?\d[\w.+-]*|[-_](stable|next|mainline|git|source\S*|kernel)|\.git)?$|^v?\d+\.\d+[\w.-]*$|^[ab]$/i;
const VERSION = /^v?(\d+\.\d+(?:\.\d+)*(?:-rc\d+)?)$/;
const PATH_CHARACTERS = '[\\w.+@~/-]';

/**
 * The path in a text that is nothing but a path: with a line (`a/b.c:12`, `a/b.c:12-20`, `a/b.c#L12`), a version in
 * parentheses, or a word like `File:` before it. Undefined if the text is anything else.
 */
export function pathOnly(text: string): PathReading | undefined {
  if (text.length > 500) return undefined;
  const match = new RegExp(
    `^(?:(?:file|path|source|from|in|see)\\s*:?\\s+)?[\`"'<]?(${PATH_CHARACTERS}+)[\`"'>]?` +
      '(?::(\\d+)(?:-(\\d+))?|#L?(\\d+)(?:-L?(\\d+))?|,?\\s+lines?\\s+(\\d+)(?:\\s*-\\s*(\\d+))?)?' +
      '\\s*(?:\\(?\\b(v\\d+\\.\\d+[\\w.-]*|\\d+\\.\\d+[\\w.-]*)\\)?)?\\s*:?\\s*$',
    'i',
  ).exec(text.trim());
  if (!match) return undefined;
  const [, path = '', ...rest] = match;
  if (!looksLikePath(path)) return undefined;
  const [first, last] = [rest[0] ?? rest[2] ?? rest[4], rest[1] ?? rest[3] ?? rest[5]];
  return reading(path, rest[6], first, last);
}

function looksLikePath(path: string): boolean {
  if (/^\.{1,2}\/|^~?\//.test(path) && /[\w]/.test(path)) return !/^\/+$/.test(path) && !path.startsWith('//');
  if (SOURCE_NAME.test(path)) return /\w\.\w|Kconfig|Makefile|Kbuild/.test(path) && !path.startsWith('.');
  return false;
}

const URL_PATTERN = /https?:\/\/[^\s<>"'`)\]}]+/g;

export interface FoundPath {
  readonly reading: PathReading;
  readonly origin: 'url' | 'prose';
  /** Offsets in the text searched. */
  readonly start: number;
  readonly end: number;
}

/** Addresses of web cross-references in a text that lead to a file of a kernel tree. */
export function urlsIn(text: string): FoundPath[] {
  const out: FoundPath[] = [];
  for (const match of text.matchAll(URL_PATTERN)) {
    const url = match[0].replace(/(?<![.,;:])[.,;:]+$/, '');
    const found = readUrl(url);
    if (found) out.push({ reading: found, origin: 'url', start: match.index, end: match.index + url.length });
  }
  return out;
}

/**
 * The place that an address of a cross-reference or a repository's web view names: elixir.bootlin.com, git.kernel.org,
 * github.com, gitlab, googlesource, sourcegraph, codebrowser. Read by shape: a known top folder, then a file of a kernel
 * tree; a version before it or in `h=`; lines after `#`.
 */
export function readUrl(url: string): PathReading | undefined {
  const [, rest = '', query = '', fragment = ''] =
    /^https?:\/\/[^/]+\/([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/.exec(url) ?? [];
  const segments = decode(rest)
    .replace(/\.html$/, '')
    .split(/[/@]/);
  let from = segments.findIndex((segment) => segment === 'tree' || segment === 'blob' || segment === 'source') + 1;
  while (from < segments.length && !(TOP_FOLDERS.has(segments[from]!) && from + 1 < segments.length)) from++;
  const path = segments.slice(from).join('/');
  if (from >= segments.length || !SOURCE_NAME.test(path)) return undefined;
  const named = /(?:^|&)(?:h|ref|id)=([^&]+)/.exec(query)?.[1];
  const version = [named ?? '', ...segments.slice(0, from)].find((segment) => VERSION.test(segment));
  const lines = /^(?:L|n|l)?(\d+)(?:-(?:L|n)?(\d+))?/.exec(fragment) ?? /^L(\d+)(?:-L?(\d+))?/.exec(query);
  return reading(path, version, lines?.[1], lines?.[2]);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text; // a stray % is taken as it stands
    throw error;
  }
}

/** Paths that stand in running text: `include/linux/netdevice.h`, with or without backticks, and addresses. */
export function pathsIn(text: string): FoundPath[] {
  const urls = urlsIn(text);
  const plain = text.replace(URL_PATTERN, (url) => ' '.repeat(url.length));
  const out: FoundPath[] = [...urls];
  for (const { 0: run, index } of plain.matchAll(/[\w.+@~/-]+/g)) {
    const path = run.slice(0, pathEnd(run));
    if (!SOURCE_NAME.test(path)) continue;
    LINES.lastIndex = index + path.length;
    const lines = LINES.exec(plain);
    const found = reading(path, undefined, lines?.[1], lines?.[2]);
    const end = index + path.length + (lines?.[0].length ?? 0);
    out.push({ reading: found, origin: 'prose', start: index, end });
  }
  return out.sort((a, b) => a.start - b.start);
}

/** `:12` or `:12-20` after a path. */
const LINES = /:(\d+)(?:-(\d+))?/y;

/**
 * Where the path in a run of its characters ends: at the last letter after the last slash that has one, with no `~` between. 0
 * if there is none. Looked for from the back, as a pattern that does it takes time that grows with the square of the run.
 */
function pathEnd(run: string): number {
  let end = 0;
  for (let at = run.length - 1; at > 0; at--) {
    const character = run.charAt(at);
    if (character === '~') end = 0;
    else if (character === '/' && end > 0) return end;
    else if (end === 0 && /\w/.test(character)) end = at + 1;
  }
  return 0;
}

function reading(
  path: string,
  version: string | undefined,
  first: string | undefined,
  last: string | undefined,
): PathReading {
  const normal = normalisePath(path);
  if (normal === undefined) return { outside: path };
  const firstLine = first === undefined ? undefined : Number(first);
  return {
    path: normal.path,
    version: versionName(version) ?? normal.version,
    firstLine,
    lastLine: last === undefined ? firstLine : Number(last),
  };
}

function versionName(text: string | undefined): string | undefined {
  const match = VERSION.exec(text ?? '');
  return match ? `v${match[1]}` : undefined;
}

/**
 * A path relative to the tree: `.` and `..` resolved, a leading `linux/` or `linux-6.1/` and what is before it taken off.
 * Undefined when it climbs out.
 */
export function normalisePath(
  path: string,
): { readonly path: string; readonly version: string | undefined } | undefined {
  const out: string[] = [];
  for (const segment of path.replaceAll('\\', '/').split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') out.push(segment);
    else if (out.pop() === undefined) return undefined;
  }
  if (out.length === 0) return undefined;
  const absolute = path.startsWith('/') || path.startsWith('~');
  let from = 0;
  let version: string | undefined;
  if (absolute || !TOP_FOLDERS.has(out[0]!)) {
    for (let n = 1; n < out.length; n++) {
      if (!TOP_FOLDERS.has(out[n]!) || !TREE_SEGMENT.test(out[n - 1]!)) continue;
      from = n;
      version = versionName(out[n - 1]!.replace(/^linux[-_.]?/i, ''));
      break;
    }
    // An absolute path is one of a tree only if the tree can be seen in it.
    if (absolute && from === 0 && !TOP_FOLDERS.has(out[0]!)) return undefined;
  }
  return { path: out.slice(from).join('/'), version };
}
