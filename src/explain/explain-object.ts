import { usedHeapBytes } from '../heap/allocation-rate.ts'
import { openAllocationTracking } from '../heap/allocation-tracking.ts'
import { snapshotRoom } from '../heap/available-memory.ts'
import { clearKeptObjects, collectGarbage } from '../heap/garbage-collector.ts'
import { originOf } from '../measure/recording.ts'
import { fileOfScript, type Origin } from '../profile/origin.ts'
import { capturedNames } from './captured-names.ts'
import type { NameOfCaptured } from './explain-graph.ts'
import type { Holder } from './explanation.ts'
import { holderOf, waysTo } from './holders.ts'
import { classNameOf } from './paths/class-name.ts'
import { findRoots } from './paths/roots.ts'
import { searchPaths } from './paths/search.ts'
import { childNamed, type HeapGraph, nameOf } from './snapshot/heap-graph.ts'
import { nodeRoles } from './snapshot/node-roles.ts'
import { findScopes } from './snapshot/scopes.ts'
import { type SnapshotWatch, takeGraph } from './snapshot/take-graph.ts'
import { whyNoSnapshot } from './too-large.ts'

export interface ObjectRequest extends SnapshotWatch {
  readonly ref: WeakRef<object>
  readonly maxHeapBytes: number
}

/** Who holds an object: nobody, where that is only the test runner or this package; or in one line why that is not known. */
export type ObjectExplanation = { readonly holder: Holder | undefined } | { readonly reason: string }

/** By its name an object of it is found in a snapshot. */
class VitestLeakSubject {
  readonly ref: WeakRef<object>
  constructor(ref: WeakRef<object>) {
    this.ref = ref
  }
}

/**
 * Takes a snapshot of the heap and reads from it who holds one object.
 *
 * Never throws.
 */
export function explainObject(request: ObjectRequest): ObjectExplanation {
  const { maxHeapBytes, ref } = request
  try {
    clearKeptObjects()
    collectGarbage()
    const heapBytes = usedHeapBytes()
    const reason = whyNoSnapshot({ heapBytes, maxHeapBytes, ...snapshotRoom() })
    if (reason) return { reason }
    const tracking = openAllocationTracking()
    // Alive until the snapshot is taken.
    const subject = new VitestLeakSubject(ref)
    try {
      const graph = takeGraph(tracking, heapBytes, request)
      return holderIn(graph, (closures) => capturedNames(graph, tracking, closures), subject.constructor.name)
    } finally {
      tracking.close()
    }
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) }
  }
}

function holderIn(
  graph: HeapGraph,
  askNames: (closures: ReadonlySet<number>) => NameOfCaptured,
  subjectName: string,
): ObjectExplanation {
  const node = targetOf(graph, subjectName)
  if (node === undefined) return { holder: undefined }
  const roleOf = nodeRoles(graph)
  const scopes = findScopes(graph, roleOf)
  const originOfScript = (script: string): Origin => originOfTheirs(fileOfScript(script))
  const roots = findRoots(graph, scopes, roleOf, originOfScript, { areScopesOld: false })
  const reader = { graph, roleOf, scopes, search: searchPaths(graph, roots, [node], roleOf) }
  const kind = { className: classNameOf(graph, node), objects: [{ node, scriptId: 0 }], heapBytes: 1, offHeapBytes: 0 }
  const [way] = waysTo(reader, [kind], new Set())
  const capturedBy = way?.group.root.capturedBy
  const nameOfCaptured = askNames(new Set(capturedBy === undefined ? [] : [capturedBy]))
  return { holder: way && holderOf(reader, { originOf, nameOfCaptured }, way, false) }
}

/** What the test runner holds counts as little as what this package does. */
function originOfTheirs(file: string): Origin {
  const origin = originOf(file)
  return origin === 'runner' ? 'own' : origin
}

function targetOf(graph: HeapGraph, className: string): number | undefined {
  const name = graph.strings.find(className)
  for (let node = 0; node < graph.nodeCount; node++) {
    if (graph.nodeName[node] !== name || nameOf(graph, node) !== className) continue
    const ref = childNamed(graph, node, 'ref')
    const target = ref === undefined ? undefined : childNamed(graph, ref, 'target')
    if (target !== undefined) return target
  }
  return undefined
}
