import { readFileSync, realpathSync, statSync } from 'node:fs'
import { extname, isAbsolute, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PprofProfile } from '../../pprof/pprof-profile.ts'

const LARGEST_FILE = 500_000
const LARGEST_SUM = 5_000_000

const CODE = new Set(
  '.js .mjs .cjs .jsx .ts .mts .cts .tsx .vue .svelte .astro .go .c .cc .cpp .h .hpp .rs .py .java .kt .rb .php .cs .swift .zig'.split(
    ' ',
  ),
)

/**
 * Texts of source files for a page, by their name in the profile.
 *
 * A page is made to be passed on, and a profile may come from anywhere: only code is read, only below the folders that are given, and
 * nothing below a folder whose name begins with a dot. Of packages only files that made something themselves.
 *
 * @param folders where source files may be
 */
export function pageSources(profile: PprofProfile, folders: readonly string[]): Map<string, string> {
  const roots = folders.flatMap((folder) => real(resolve(folder)) ?? [])
  const sources = new Map<string, string>()
  let room = LARGEST_SUM
  for (const name of byImportance(profile)) {
    const text = roots.map((root) => textBelow(root, name)).find((found) => found !== undefined)
    if (text === undefined || text.length > room) continue
    room -= text.length
    sources.set(name, text)
  }
  return sources
}

/** Files that made most come first, since there may be no room for all. */
function byImportance({ samples, sampleTypes, locations }: PprofProfile): string[] {
  const width = sampleTypes.length
  const flat = new Map<string, number>()
  for (const { lines } of locations) for (const { function: fn } of lines) flat.set(fn.filename, 0)
  for (let sample = 0; sample < samples.count; sample++) {
    const start = samples.stackStarts[sample] as number
    if (start === samples.stackStarts[sample + 1]) continue
    const file = locations[samples.stackLocations[start] as number]?.lines[0]?.function.filename
    const value = Math.abs(samples.values[sample * width + width - 1] as number)
    if (file !== undefined) flat.set(file, (flat.get(file) ?? 0) + value)
  }
  return [...flat]
    .filter(([file, value]) => value > 0 || !/[\\/]node_modules[\\/]/.test(file))
    .sort(([, a], [, b]) => b - a)
    .map(([file]) => file)
}

function textBelow(root: string, name: string): string | undefined {
  const path = name.startsWith('file:') ? pathOfUrl(name) : name
  if (path === undefined || !CODE.has(extname(path).toLowerCase())) return undefined
  // A link may lead out of the folder.
  const file = real(isAbsolute(path) ? path : resolve(root, path))
  if (file === undefined) return undefined
  const inside = relative(root, file)
  if (inside === '' || isAbsolute(inside) || inside.split(sep).some((part) => part.startsWith('.'))) return undefined
  try {
    const stats = statSync(file)
    if (!stats.isFile() || stats.size > LARGEST_FILE) return undefined
    const text = readFileSync(file, 'utf8')
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}

function real(path: string): string | undefined {
  try {
    return realpathSync(path)
  } catch {
    return undefined
  }
}

function pathOfUrl(url: string): string | undefined {
  try {
    return fileURLToPath(url)
  } catch {
    return undefined
  }
}
