import { isAbsolute, relative } from 'node:path'
import type { Frame } from '../profile/profile.ts'
import { cutEnd, cutStart, printable, width } from './text.ts'

/** A path as a reader of the project names it: from its root, with slashes; absolute where it is outside. */
export function pathFrom(root: string, file: string): string {
  if (!isAbsolute(file)) return printable(file)
  const path = relative(root, file)
  const isInside = path !== '' && !path.startsWith('..') && !isAbsolute(path)
  return printable((isInside ? path : file).replaceAll('\\', '/'))
}

/** What V8 calls functions that nobody has written as such. */
const V8_NAMES: ReadonlyMap<string, string> = new Map([
  ['', '(anonymous)'],
  ['<instance_members_initializer>', '(class fields)'],
  ['<static_initializer>', '(static fields)'],
])

/** The function's name, as long as `columns` allow. */
export const nameOf = (frame: Frame, columns: number): string =>
  cutEnd(printable(V8_NAMES.get(frame.functionName) ?? frame.functionName), columns)

/** `src/server.ts:21`; of a path that is too long its end; what V8 itself allocated is `(native)`. */
export function placeOf(frame: Frame, root: string, columns: number): string {
  if (frame.file === '') return '(native)'
  const line = frame.line > 0 ? `:${frame.line}` : ''
  return cutStart(pathFrom(root, frame.file), Math.max(1, columns - width(line))) + line
}
