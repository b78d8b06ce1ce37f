import type { PprofFunction, PprofLocation, PprofProfile } from '../pprof-profile.ts'

/**
 * The profile with function names as pprof shows them: a name that equals its system name may be C++, from which pprof takes
 * parameters and template arguments. Of what is mangled (`_Z…`) nothing is made readable here.
 */
export function withReadableNames(profile: PprofProfile): PprofProfile {
  const renamed = new Map<PprofFunction, PprofFunction>()
  const readable = (fn: PprofFunction): PprofFunction => {
    const known = renamed.get(fn)
    if (known) return known
    const name = readableName(fn)
    const result = name === fn.name ? fn : { ...fn, name }
    renamed.set(fn, result)
    return result
  }
  let changed = false
  const locations = profile.locations.map((location): PprofLocation => {
    if (location.lines.every((line) => readable(line.function) === line.function)) return location
    changed = true
    return { ...location, lines: location.lines.map((line) => ({ ...line, function: readable(line.function) })) }
  })
  return changed ? { ...profile, locations } : profile
}

function readableName({ name, systemName }: PprofFunction): string {
  if (name !== '' && name !== systemName) return name
  if (!looksLikeCpp(systemName)) return systemName
  return withoutPairs(withoutPairs(systemName, '(', ')'), '<', '>')
}

function looksLikeCpp(name: string): boolean {
  // Java's `class.<init>` and Go's `foo.(*Bar[...]).Method` are none.
  if (name.includes('.<') || name.includes(']).')) return false
  return /[<>[\]]|::/.test(name)
}

/** Without what is between outermost pairs, up to where they do not match. */
function withoutPairs(text: string, open: string, close: string): string {
  let result = text
  let depth = 0
  let first = 0
  for (let index = 0; index < result.length; index++) {
    if (result[index] === open) {
      if (depth === 0) first = index
      depth++
    } else if (result[index] === close) {
      depth--
      if (depth < 0) return result
      if (depth > 0) continue
      result = result.slice(0, first) + result.slice(index + 1)
      index = first - 1
    }
  }
  return result
}
