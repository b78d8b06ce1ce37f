import { printable } from '../../report/text.ts'

/** Text as it stands between quotes in DOT: backslashes begin what Graphviz replaces, and `&lt;` would be a `<`. */
export const dotText = (text: string): string =>
  printable(text)
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replace(/&(?=#?\w+;)/g, '&amp;')

/** Several lines, of which each is text. @param end how Graphviz sets a line: `\n` in the middle, `\l` at the left */
export const dotLines = (lines: readonly string[], end: '\\n' | '\\l'): string =>
  lines.map((line) => dotText(line) + end).join('')

const anonymousNamespace = /^\(anonymous namespace\)::/
const goVersion = /^(.*?)\/v(?:[2-9]|[1-9]\d+)([./].*)$/
const shorter = [
  // Packages of Go: what comes after the last folder.
  /^(?:[\w\-.]+\/)+(.+)/,
  // Packages and arguments of Java.
  /^(?:[a-z]\w*\.)*([A-Z][\w$]*\.(?:<init>|[a-z][\w$]*(?:\$\d+)?))(?:\(|$)/,
  // Namespaces of C++.
  /^(?:[_a-zA-Z]\w*::)+(_*[A-Z]\w*::~?[_a-zA-Z]\w*(?:<.*>)?)/,
]

/** A function's name without what leads to it, as pprof shortens it. */
export function shortName(name: string): string {
  const plain = name.replace(anonymousNamespace, '').replace(goVersion, '$1$2')
  for (const pattern of shorter) {
    const [, short] = pattern.exec(plain) ?? []
    if (short !== undefined) return short
  }
  return plain
}

/** What JavaScript calls by its place: `(anonymous) server.test.ts:4:9`. */
const placed = /^(.+) ([^ ]+\.\w+(?::\d+)*)$/

/** A name in lines, one for each of its parts; a place stays in one piece, which in pprof it does not. */
export function nameLines(name: string): string[] {
  const [, head = shortName(name), place] = placed.exec(name) ?? []
  const parts = head.replaceAll('::', '\n').replaceAll('[...]', '[…]').replaceAll('.', '\n').split('\n')
  return place === undefined ? parts : [...parts, place]
}
