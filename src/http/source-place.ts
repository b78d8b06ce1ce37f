import { readFileSync, statSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { dirname, isAbsolute, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Frame } from '../profile/profile.ts'
import { toSource } from '../vitest/source-positions.ts'

/** Reading and parsing a map of this size takes a second, in which the server stands still. */
const MOST_BYTES = 32 * 1024 * 1024
/** Where compilers name the map: in the last line. */
const TAIL_CHARACTERS = 2000
const NAMED_MAP = /\/\/[#@] sourceMappingURL=(\S+)\s*$/

const IN_DEPENDENCY = /[/\\]node_modules[/\\]/

interface Beside {
  readonly map: SourceMap
  /** What its sources are relative to. */
  readonly folder: string
}

/** By file; nothing where there is no map. A server that is watched begins anew when its code changes. */
const known = new Map<string, Beside | undefined>()

/**
 * The frame at its place in the file that a person wrote: by the maps that Node knows (`--enable-source-maps`), or else by the one that
 * lies beside the script, as `tsc` and bundlers leave it. Dependencies stay where they are, and so does what has a source that is not on
 * this machine.
 */
export function inSource(frame: Frame): Frame {
  const placed = toSource(frame)
  const isPlaced = placed.line !== frame.line || placed.column !== frame.column
  if (isPlaced || frame.line < 1 || !isAbsolute(placed.file) || IN_DEPENDENCY.test(placed.file)) return placed
  const beside = mapBeside(placed.file)
  const entry = beside?.map.findEntry(frame.line - 1, Math.max(0, frame.column - 1))
  if (!beside || !entry || !('originalLine' in entry) || entry.originalLine === undefined) return placed
  const file = sourceOf(entry.originalSource, beside.folder)
  return file === undefined
    ? placed
    : { ...frame, file, line: entry.originalLine + 1, column: entry.originalColumn + 1 }
}

function mapBeside(file: string): Beside | undefined {
  if (!known.has(file)) known.set(file, readBeside(file))
  return known.get(file)
}

function readBeside(file: string): Beside | undefined {
  try {
    const name = NAMED_MAP.exec(readSmall(file).slice(-TAIL_CHARACTERS))?.[1]
    if (name === undefined || /^[a-z]{2,}:/i.test(name)) return undefined
    const path = resolve(dirname(file), decodeURIComponent(name))
    const payload = JSON.parse(readSmall(path))
    return { map: new SourceMap(payload), folder: resolve(dirname(path), payload.sourceRoot ?? '') }
  } catch {
    // Deployed without its map, or changed since: places are those of the script.
    return undefined
  }
}

function readSmall(path: string): string {
  if (statSync(path).size > MOST_BYTES) throw new RangeError(`${path} is too large`)
  return readFileSync(path, 'utf8')
}

function sourceOf(source: string | undefined, folder: string): string | undefined {
  if (!source || /^(?!file:)[a-z]{2,}:/i.test(source)) return undefined
  const path = source.startsWith('file:') ? fileURLToPath(source) : resolve(folder, source)
  return statSync(path, { throwIfNoEntry: false })?.isFile() ? path : undefined
}
