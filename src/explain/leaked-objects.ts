import { isRuntimeOrigin } from '../profile/answerable.ts'
import { fileOfScript, type Origin } from '../profile/origin.ts'
import { type Frame, frameKey } from '../profile/profile.ts'
import type { HeapGraph, TraceFunction } from './snapshot/heap-graph.ts'
import type { NodeRole } from './snapshot/node-roles.ts'

/** An object that a call site made and that is alive. */
export interface Leaked {
  readonly node: number
  /** The function that the site called, where the runtime made it on the site's behalf. */
  readonly via?: string
  /** Script of the site, as V8 numbers them. */
  readonly scriptId: number
}

interface Charged {
  readonly key: string
  readonly via?: string
  readonly scriptId: number
}

/** A function of a trace as profiles have it. */
export const frameOfTrace = ({ functionName, scriptName, line, column }: TraceFunction): Frame => ({
  functionName: functionName || '(anonymous)',
  file: fileOfScript(scriptName),
  line,
  column,
})

/**
 * What was made while allocations were tracked, and is alive, by the call site on whose account it is: as in a profile, the nearest
 * frame that is not the runtime's.
 *
 * @param sites `frameKey`s of the sites to look for
 */
export function leakedObjects(
  graph: HeapGraph,
  roleOf: (node: number) => NodeRole,
  sites: ReadonlySet<string>,
  originOf: (file: string) => Origin,
): Map<string, Leaked[]> {
  const { parent, functionOf, functions } = graph.traces
  const frames = functions.map(frameOfTrace)
  const origins = frames.map(({ file }) => originOf(file))
  const charged = new Map<number, Charged | null>()
  const chargedTo = (trace: number): Charged | null => {
    let via: string | undefined
    for (let at = trace; at > 1; at = parent[at] as number) {
      const index = functionOf[at] as number
      const frame = frames[index] as Frame
      if (!isRuntimeOrigin(origins[index] as Origin)) {
        const key = frameKey(frame)
        const scriptId = (functions[index] as TraceFunction).scriptId
        return sites.has(key) ? { key, scriptId, ...(via !== undefined && { via }) } : null
      }
      via = (functions[index] as TraceFunction).functionName
    }
    return null
  }
  const found = new Map<string, Leaked[]>()
  for (let node = 0; node < graph.nodeCount; node++) {
    const trace = graph.traceNode[node] as number
    if (trace === 0 || roleOf(node) === 'runtime') continue
    let to = charged.get(trace)
    if (to === undefined) {
      to = chargedTo(trace)
      charged.set(trace, to)
    }
    if (to === null) continue
    const { key, ...rest } = to
    const objects = found.get(key)
    if (objects) objects.push({ node, ...rest })
    else found.set(key, [{ node, ...rest }])
  }
  return found
}
