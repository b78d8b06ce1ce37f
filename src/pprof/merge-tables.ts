import type { PprofFunction, PprofLocation, PprofMapping } from './pprof-profile.ts'

/** What the samples of several profiles refer to, each thing once, numbered from 1 in the order in which samples refer to it. */
export interface MergedTables {
  readonly locations: readonly PprofLocation[]
  readonly mappings: readonly PprofMapping[]
  /** @returns the index of a location of any of the profiles in `locations` */
  readonly indexOf: (location: PprofLocation) => number
  /** Readers take the first mapping of a profile for its program, whether samples refer to it or not. */
  readonly keepMapping: (mapping: PprofMapping) => void
}

/**
 * Things are one if they are equal but for their ids. A program may be at another address in another run: mappings are one if they are of
 * the same file and size, and addresses count from where their mapping begins.
 */
export function mergedTables(): MergedTables {
  const locations: PprofLocation[] = []
  const mappings: PprofMapping[] = []
  let functionCount = 0

  const mapping = oncePerKey(mappingKey, (source: PprofMapping) => {
    const merged = { ...source, id: mappings.length + 1 }
    mappings.push(merged)
    return merged
  })
  const functionOf = oncePerKey(functionKey, (source: PprofFunction) => ({ ...source, id: ++functionCount }))
  const indexOf = oncePerKey(
    (source: PprofLocation) => locationKey(source, mapping, functionOf),
    (source) => {
      const merged = source.mapping && mapping(source.mapping)
      const moved = merged && source.mapping ? merged.start - source.mapping.start : 0n
      locations.push({
        id: locations.length + 1,
        mapping: merged,
        address: BigInt.asUintN(64, source.address + moved),
        lines: source.lines.map((line) => ({ ...line, function: functionOf(line.function) })),
        isFolded: source.isFolded,
      })
      return locations.length - 1
    },
  )
  return { locations, mappings, indexOf, keepMapping: mapping }
}

/** Remembers by object too: most objects come more than once, and keys take long to make. */
function oncePerKey<Source extends object, Result>(
  keyOf: (source: Source) => string,
  make: (source: Source) => Result,
): (source: Source) => Result {
  const bySource = new Map<Source, Result>()
  const byKey = new Map<string, Result>()
  return (source) => {
    const known = bySource.get(source)
    if (known !== undefined) return known
    const key = keyOf(source)
    const result = byKey.get(key) ?? make(source)
    byKey.set(key, result)
    bySource.set(source, result)
    return result
  }
}

const functionKey = ({ startLine, name, systemName, filename }: PprofFunction): string =>
  JSON.stringify([startLine, name, systemName, filename])

const PAGE = 4096n

/** Sizes are rounded up to pages: the same file may be mapped a little longer elsewhere. */
function mappingKey({ start, limit, offset, buildId, file }: PprofMapping): string {
  const pages = (BigInt.asUintN(64, limit - start) + PAGE - 1n) / PAGE
  return `${pages} ${offset} ${buildId || file}`
}

function locationKey(
  { mapping, address, lines, isFolded }: PprofLocation,
  merged: (mapping: PprofMapping) => PprofMapping,
  functionOf: (source: PprofFunction) => PprofFunction,
): string {
  const place = mapping ? `${merged(mapping).id} ${address - mapping.start}` : ` ${address}`
  const inlined = lines.map((line) => `${functionOf(line.function).id}:${line.line}:${line.column}`)
  return `${place} ${isFolded} ${inlined.join(' ')}`
}
