import type { AllocationTracking } from '../heap/allocation-tracking.ts'
import { originOf } from '../measure/recording.ts'
import { candidatesOf } from './candidates.ts'
import { capturedNames } from './captured-names.ts'
import { explainGraph, type SiteFindings } from './explain-graph.ts'
import type { ExplainRequest } from './explain-leak.ts'
import type { Candidate, Explanation, SiteExplanation } from './explanation.ts'
import { type ParsedSource, parseSource } from './lines/parse-source.ts'
import { perCall } from './site-kinds.ts'
import type { HeapGraph } from './snapshot/heap-graph.ts'
import { takeGraph } from './snapshot/take-graph.ts'

/** Takes the snapshot and reads it; all of it at once, without a turn of the event loop. */
export function explanationOf(
  request: ExplainRequest,
  tracking: AllocationTracking,
  calls: number,
  heapBytes: number,
): Explanation {
  const { sites, onProgress } = request
  const graph = takeGraph(tracking, heapBytes, request)
  onProgress?.('looking for what holds it')
  const findings = explainGraph(graph, {
    sites,
    originOf,
    askNames(closures) {
      const names = capturedNames(graph, tracking, closures)
      // What comes now makes many small objects.
      tracking.stop()
      return names
    },
  })
  if (findings.every(({ kinds }) => kinds.length === 0)) return { reason: nothingFound(request, calls) }
  const sourceOf = parsedSources(tracking)
  return {
    calls,
    sites: findings.map((found, index) => ({
      frame: found.frame,
      kinds: found.kinds.map((kind) => perCall(kind, calls)),
      offHeapBytesPerCall: found.offHeapBytes / calls,
      holders: found.holders,
      omittedHolders: found.omittedHolders,
      candidates: candidatesWhereKnown(graph, found, sites[index]?.isTable ?? false, sourceOf),
    })) satisfies SiteExplanation[],
  }
}

function nothingFound({ sites }: ExplainRequest, calls: number): string {
  return sites.every(({ isTable }) => isTable)
    ? `no table of these sites was enlarged in ${calls} more calls, so that nobody can tell which it is`
    : `${calls} more calls have made nothing at these sites that was kept`
}

function parsedSources(tracking: AllocationTracking): (scriptId: number) => ParsedSource | undefined {
  const parsed = new Map<number, ParsedSource | undefined>()
  return (scriptId) => {
    if (!parsed.has(scriptId)) {
      const text = tracking.sourceOf(scriptId)
      parsed.set(scriptId, text === undefined ? undefined : parseSource(text))
    }
    return parsed.get(scriptId)
  }
}

function candidatesWhereKnown(
  graph: HeapGraph,
  found: SiteFindings,
  isTable: boolean,
  sourceOf: (scriptId: number) => ParsedSource | undefined,
): Candidate[] {
  const scriptId = found.kinds[0]?.objects[0]?.scriptId
  const source = scriptId === undefined ? undefined : sourceOf(scriptId)
  return source ? candidatesOf(graph, found, source, isTable) : []
}
