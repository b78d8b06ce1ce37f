import { fileOfScript, type Origin } from '../profile/origin.ts'
import type { NameOfCaptured } from './explain-graph.ts'
import type { Holder } from './explanation.ts'
import { holderOf, type PathReader, waysTo } from './holders.ts'
import { allOffHeapBytes } from './kept/all-off-heap.ts'
import { heldByRoot, type Place } from './kept/held-by-root.ts'
import { heldNodes } from './kept/held-nodes.ts'
import { type KeptFigures, likelyPlaces } from './kept/likely-places.ts'
import { type MainKind, mainKinds } from './kept/main-kind.ts'
import { classNameOf } from './paths/class-name.ts'
import { findRoots } from './paths/roots.ts'
import { searchPaths } from './paths/search.ts'
import type { HeapGraph } from './snapshot/heap-graph.ts'
import { nodeRoles } from './snapshot/node-roles.ts'
import { findScopes } from './snapshot/scopes.ts'

/** Who may hold what a test keeps: everything that is reached by one variable, or from one other place, at the end of the test. */
export interface HeldNow {
  /** The path to what makes up most of it. */
  readonly holder: Holder
  /** Objects of that class in this place. */
  readonly count: number
  /** All that the place holds, whoever made it. */
  readonly heapBytes: number
  readonly offHeapBytes: number
}

export interface KeptFindings {
  /** What fits best first. */
  readonly holders: readonly HeldNow[]
  readonly omittedHolders: number
}

export interface KeptQuestion {
  readonly kept: KeptFigures
  /** Files, as frames have them, whose code is on the stacks of what is kept. */
  readonly makers: ReadonlySet<string>
  readonly originOf: (file: string) => Origin
  /** As that of `explainGraph`. */
  readonly askNames?: (closures: ReadonlySet<number>) => NameOfCaptured
}

/** Of what a test keeps: of sixteen scopes that have one variable each, at least a few hold more than this. */
const LEAST_ROOT_SHARE = 0.01

/**
 * The places in a heap that hold as much as a test keeps, or a good part of it.
 *
 * @param graph of any snapshot: who made what, and when, is not in it
 */
export function explainKeptGraph(graph: HeapGraph, question: KeptQuestion): KeptFindings {
  const { kept, makers, originOf } = question
  const roleOf = nodeRoles(graph)
  const scopes = findScopes(graph, roleOf)
  const originOfScript = (script: string): Origin => originOf(fileOfScript(script))
  const roots = findRoots(graph, scopes, roleOf, originOfScript, { areScopesOld: false })
  const nodes = heldNodes(graph, roots, roleOf)
  const offHeap = allOffHeapBytes(graph, roleOf)
  const { likely, omitted } = likelyPlaces(
    heldByRoot(graph, roots, nodes, offHeap, LEAST_ROOT_SHARE * (kept.heapBytes + kept.offHeapBytes)),
    kept,
    makers,
  )
  const kinds = mainKinds(graph, roots, nodes, offHeap, likely).map(
    (kind, index) => kind ?? ownKind(graph, likely[index] as Place),
  )
  const targets = kinds.flatMap(({ objects }) => objects.map(({ node }) => node))
  const reader = { graph, roleOf, scopes, search: searchPaths(graph, roots, targets, roleOf) }
  const ways = kinds.map((kind) => waysTo(reader, [kind], new Set())[0])
  const capturedBy = new Set(ways.flatMap((way) => way?.group.root.capturedBy ?? []))
  const how = { originOf, nameOfCaptured: question.askNames?.(capturedBy) }
  const holders = likely.flatMap((place, index): HeldNow[] => {
    const way = ways[index]
    if (!way) return []
    const { heapBytes, offHeapBytes } = place
    const { count } = kinds[index] as MainKind
    return [
      {
        holder: atItsRoot(place, holderOf(reader satisfies PathReader, how, way, false)),
        count,
        heapBytes,
        offHeapBytes,
      },
    ]
  })
  return { holders, omittedHolders: omitted }
}

/** A place that holds one object, and what a reader sees as that: an array of numbers. */
const ownKind = (graph: HeapGraph, { root: { node }, heapBytes, offHeapBytes }: Place): MainKind => ({
  className: classNameOf(graph, node),
  objects: [{ node, scriptId: 0 }],
  count: 1,
  heapBytes,
  offHeapBytes,
})

/** Nobody knows what was there before: what a reader can look at is the variable, not an object somewhere on the path. */
function atItsRoot({ root: { kind, origin } }: Place, holder: Holder): Holder {
  const isTheirs = kind === 'global' || origin === 'project' || origin === 'dependency'
  return isTheirs ? { ...holder, suspect: 0 } : holder
}
