import { type FunctionNames, functionNames } from './names.ts'
import { type Frame, frameKey, type Profile } from './profile.ts'

export interface TopRow {
  readonly frame: Frame
  /** Bytes that the function allocated itself. */
  readonly flat: number
  /** Bytes that it and everything it called allocated; a recursive function counts once a stack. */
  readonly cum: number
  /** Objects that it allocated itself. */
  readonly objects: number
  /** Part of `flat` that is outside the V8 heap. */
  readonly offHeapBytes: number
}

export interface TopTable {
  readonly rows: readonly TopRow[]
  /** Bytes of all samples, each taken as positive: what 100% is. */
  readonly total: number
  /** Bytes that the rows account for: the sum of their flat. */
  readonly shown: number
  /** Nodes left out because their cum is small. */
  readonly droppedNodes: number
  /** As `Dropped … (cum <= …)` prints it, in bytes. */
  readonly droppedCutoff: number
  /** Nodes that are not small, but came after the first `nodeCount`. */
  readonly hiddenNodes: number
}

export interface TopOptions {
  /** At most so many rows; 0 for all. Default 10, as pprof's `top`. */
  readonly nodeCount?: number
  /** Nodes below this part of the total are dropped. Default 0.005, as in pprof. */
  readonly nodeFraction?: number
  /** Frames (by `frameKey`) that come first and are never dropped. None makes the table pprof's. */
  readonly pinned?: ReadonlySet<string>
  /** Decides the order of rows of equal size. Must be those that the profile is written with. */
  readonly names?: FunctionNames
}

/**
 * pprof's `top`: functions by what they allocated themselves, with pprof's own arithmetic.
 *
 * Worth knowing where figures are negative (a diff): percentages are of the sum of the samples' magnitudes, the
 * cut-off is taken from the signed sum but printed from the other (so does pprof), rows are ordered by magnitude.
 */
export function top(profile: Profile, options: TopOptions = {}): TopTable {
  const { nodeCount = 10, nodeFraction = 0.005, pinned = new Set(), names = functionNames(profile) } = options
  const nodes = allNodes(profile)
  const signedTotal = sumOf(nodes)
  const total = profile.reduce((sum, { bytes, offHeapBytes = 0 }) => {
    // Heap and off-heap bytes of a stack are two samples in pprof (see pprof.ts), so their magnitudes are added.
    return sum + Math.abs(bytes - offHeapBytes) + Math.abs(offHeapBytes)
  }, 0)

  const cutoff = Math.abs(Math.trunc(signedTotal * nodeFraction))
  const isPinned = (row: TopRow): boolean => pinned.has(frameKey(row.frame))
  const kept = nodes.filter((row) => Math.abs(row.cum) >= cutoff || isPinned(row))
  kept.sort(
    (a, b) =>
      Number(isPinned(b)) - Number(isPinned(a)) ||
      Math.abs(b.flat) - Math.abs(a.flat) ||
      compare(names(a.frame), names(b.frame)) ||
      Math.abs(b.cum) - Math.abs(a.cum),
  )
  const rows = nodeCount > 0 ? kept.slice(0, nodeCount) : kept
  return {
    rows,
    total,
    shown: sumOf(rows),
    droppedNodes: nodes.length - kept.length,
    droppedCutoff: Math.abs(Math.trunc(total * nodeFraction)),
    hiddenNodes: kept.length - rows.length,
  }
}

const sumOf = (rows: readonly TopRow[]): number => rows.reduce((sum, { flat }) => sum + flat, 0)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Every function of the profile with its figures; those with neither flat nor cum bytes are no nodes to pprof. */
function allNodes(profile: Profile): TopRow[] {
  const nodes = new Map<string, { -readonly [K in keyof TopRow]: TopRow[K] }>()
  for (const { stack, objects, bytes, offHeapBytes = 0 } of profile) {
    const seen = new Set<string>()
    for (const [depth, frame] of stack.entries()) {
      const key = frameKey(frame)
      let node = nodes.get(key)
      if (node === undefined) {
        node = { frame, flat: 0, cum: 0, objects: 0, offHeapBytes: 0 }
        nodes.set(key, node)
      }
      if (depth === 0) {
        node.flat += bytes
        node.objects += objects
        node.offHeapBytes += offHeapBytes
      }
      if (!seen.has(key)) node.cum += bytes
      seen.add(key)
    }
  }
  return [...nodes.values()].filter(({ flat, cum }) => flat !== 0 || cum !== 0)
}
