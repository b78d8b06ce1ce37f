import type { GrowthResult } from '../measure/growth-result.ts'
import { diffBase } from '../profile/diff.ts'
import { foldRuntime } from '../profile/fold.ts'
import { mapPositions } from '../profile/map.ts'
import { type Frame, frameKey } from '../profile/profile.ts'
import { bySite } from '../profile/site.ts'
import { isRuntime } from '../vitest/runtime-frames.ts'
import type { Amount, HeapFigures } from './baseline.ts'
import { fingerprintOf } from './fingerprint.ts'

/**
 * What leaks, per call, in all and by fingerprint.
 *
 * @param toSource from generated positions to those that a person wrote
 * @param folder paths in fingerprints are relative to it
 */
export function leakFigures(
  growth: GrowthResult,
  toSource: (frame: Frame) => Frame,
  folder: string,
): Pick<HeapFigures, 'retained' | 'sites'> {
  const calls = growth.calls - growth.baseCalls
  if (growth.verdict !== 'leak' || calls <= 0) return { retained: { bytes: 0, objects: 0 }, sites: new Map() }
  const diff = diffBase(mapPositions(growth.current, toSource), mapPositions(growth.base, toSource))
  const inDiff = bySite(foldRuntime(diff, isRuntime))
  // Sites that were apart in the generated code may be one in the source.
  const distinct = new Map(growth.sites.map((site) => [frameKey(toSource(site.frame)), site]))
  const sites = new Map<string, Amount>()
  const sum = { bytes: 0, objects: 0, offHeapBytes: 0 }
  for (const [key, site] of distinct) {
    const found = inDiff.get(key)
    const bytes = found ? found.bytes / calls : site.bytesPerCall
    const objects = found ? found.objects / calls : site.objectsPerCall
    const fingerprint = fingerprintOf(toSource(site.frame), folder)
    const other = sites.get(fingerprint) ?? { bytes: 0, objects: 0 }
    sites.set(fingerprint, { bytes: other.bytes + bytes, objects: other.objects + objects })
    sum.bytes += bytes
    sum.objects += objects
    sum.offHeapBytes += (found?.offHeapBytes ?? 0) / calls
  }
  // Off the heap, and of no site: native memory.
  const uncharged = Math.max(0, growth.offHeapBytesPerCall - sum.offHeapBytes)
  return { retained: { bytes: sum.bytes + uncharged, objects: sum.objects }, sites: withoutTables(sites) }
}

/** Less is a table that was replaced now and then. */
const FEW_OBJECTS = 0.01

/**
 * Tables alone are leaks where nothing else is. Beside objects they are what these are kept in, and are seen when they have doubled
 * meanwhile and not when they have not: no site to be found new, or fixed.
 */
function withoutTables(sites: ReadonlyMap<string, Amount>): ReadonlyMap<string, Amount> {
  const withObjects = [...sites].filter(([, { objects }]) => objects >= FEW_OBJECTS)
  return withObjects.length > 0 ? new Map(withObjects) : sites
}
