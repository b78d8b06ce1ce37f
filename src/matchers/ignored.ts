import { inspect } from 'node:util'
import { type Ignore, isRegExp } from '../options.ts'
import type { Frame } from '../profile/profile.ts'
import { pathFrom } from '../report/place.ts'

export interface IgnoredSites {
  /** Whether a call site, in generated positions, does not count. */
  isIgnored(frame: Frame): boolean
  /** What matched no site that was asked about. */
  unused(): string[]
}

/**
 * The option `ignore`, applied to call sites as a report names them: `handleRequest src/server.ts:21`.
 *
 * @param root paths are relative to it
 * @param toSource from the generated position to the one that a person wrote
 */
export function ignoredSites(
  ignore: Ignore | readonly Ignore[] | undefined,
  root: string,
  toSource: (frame: Frame) => Frame,
): IgnoredSites {
  const entries = ignore === undefined ? [] : [ignore].flat()
  const used = new Set<Ignore>()
  const matches = (entry: Ignore, frame: Frame): boolean => {
    if (typeof entry === 'function') return entry(frame)
    const text = `${frame.functionName} ${pathFrom(root, frame.file)}:${frame.line}`
    // `search` is not misled by where a global RegExp has stopped before.
    return isRegExp(entry) ? text.search(entry) >= 0 : text.includes(entry)
  }
  return {
    isIgnored(generated) {
      if (entries.length === 0) return false
      const frame = toSource(generated)
      const matching = entries.filter((entry) => matches(entry, frame))
      for (const entry of matching) used.add(entry)
      return matching.length > 0
    },
    unused: () => entries.filter((entry) => !used.has(entry)).map((entry) => inspect(entry)),
  }
}
