import type { PprofLocation } from '../pprof-profile.ts'
import { type NodeInfo, type NodeInfoOptions, nodeInfo, nodeText } from './node-info.ts'

/** Which nodes the locations of a profile are: several where functions were inlined. */
export interface NodeTable {
  readonly infos: readonly NodeInfo[]
  /** `nodes[starts[l] … starts[l + 1] - 1]` are those of location `l`, innermost first. */
  readonly starts: Uint32Array
  /** Indices into `infos`. */
  readonly nodes: Uint32Array
}

export function nodeTable(locations: readonly PprofLocation[], options: NodeInfoOptions): NodeTable {
  const infos: NodeInfo[] = []
  const indices = new Map<string, number>()
  const starts = new Uint32Array(locations.length + 1)
  const nodes: number[] = []
  const add = (info: NodeInfo): void => {
    const key = nodeText(info)
    const index = indices.get(key) ?? infos.length
    if (index === infos.length) {
      indices.set(key, index)
      infos.push(info)
    }
    nodes.push(index)
  }
  for (const [index, location] of locations.entries()) {
    for (const line of location.lines) add(nodeInfo(location, line, options))
    if (location.lines.length === 0) add(nodeInfo(location, undefined, options))
    starts[index + 1] = nodes.length
  }
  return { infos, starts, nodes: Uint32Array.from(nodes) }
}
