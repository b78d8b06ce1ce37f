import { isBaseSample } from '../diff.ts'
import { measureText } from '../report/measurement.ts'
import type { NodeInfo } from '../report/node-info.ts'
import { nodeName } from '../report/node-info.ts'
import type { NodeTable } from '../report/node-table.ts'
import type { Prepared } from '../report/prepared.ts'
import { labelsOf } from '../report/sample-labels.ts'
import { textOrder } from '../report/text-order.ts'

export interface CallNode {
  /** In the table of nodes. */
  readonly index: number
  readonly info: NodeInfo
  readonly name: string
  flat: number
  cum: number
  /** Calls to it and from it. */
  in: CallEdge[]
  out: CallEdge[]
  /** What single labels have of it, by the labels' text. */
  readonly tags: Map<string, NodeTag>
  /** What allocations of one size have of it, by the labels' text ('' for none). */
  readonly sizes: Map<string, Map<string, NodeTag>>
}

export interface CallEdge {
  readonly from: CallNode
  readonly to: CallNode
  weight: number
  /** It goes over nodes that were left out. */
  isResidual: boolean
  /** The callee was inlined wherever it is called so. */
  isInline: boolean
}

export interface NodeTag {
  readonly text: string
  /** Of a size: in its unit. */
  readonly amount: number
  readonly unit: string
  flat: number
  cum: number
}

/**
 * Functions and the calls between them, with the labels of samples.
 *
 * @param kept 1 for nodes that there are; calls go over others. Absent: all.
 */
export function callGraph(
  { profile, valueIndex, labelUnits }: Prepared,
  table: NodeTable,
  kept?: Uint8Array,
): CallNode[] {
  const { samples, sampleTypes } = profile
  const { infos, starts, nodes: tableNodes } = table
  const nodes: (CallNode | undefined)[] = infos.map((info, index) =>
    kept && kept[index] === 0 ? undefined : newNode(index, info),
  )
  const edges = new Map<number, CallEdge>()
  // The sample, from 1, that a node or an edge was counted for last.
  const seenNodes = new Uint32Array(infos.length)
  const seenEdges = new Map<CallEdge, number>()

  const call = (
    from: CallNode,
    to: CallNode,
    value: number,
    isResidual: boolean,
    isInline: boolean,
    sample: number,
  ): void => {
    const key = from.index * infos.length + to.index
    let edge = edges.get(key)
    if (!edge) {
      edge = { from, to, weight: 0, isResidual: false, isInline: true }
      edges.set(key, edge)
      from.out.push(edge)
      to.in.push(edge)
    }
    if (seenEdges.get(edge) === sample) return
    seenEdges.set(edge, sample)
    edge.weight += value
    edge.isResidual ||= isResidual
    edge.isInline &&= isInline
  }

  for (let sample = 0; sample < samples.count; sample++) {
    const value = samples.values[sample * sampleTypes.length + valueIndex] ?? 0
    if (value === 0) continue
    const labels = sampleTags(profile, sample, labelUnits)
    const first = samples.stackStarts[sample] ?? 0
    let parent: CallNode | undefined
    let isResidual = false
    for (let at = (samples.stackStarts[sample + 1] ?? 0) - 1; at >= first; at--) {
      const location = samples.stackLocations[at] ?? 0
      const end = starts[location + 1] ?? 0
      for (let index = end - 1; index >= (starts[location] ?? 0); index--) {
        const node = nodes[tableNodes[index] ?? 0]
        if (!node) {
          isResidual = true
          continue
        }
        if (seenNodes[node.index] !== sample + 1) {
          seenNodes[node.index] = sample + 1
          node.cum += value
          addTags(node, labels, value, 'cum')
        }
        if (parent && parent !== node) call(parent, node, value, isResidual, index !== end - 1, sample + 1)
        parent = node
        isResidual = false
      }
    }
    if (parent && !isResidual) {
      parent.flat += value
      addTags(parent, labels, value, 'flat')
    }
  }
  return nodes.filter((node): node is CallNode => node !== undefined && (node.flat !== 0 || node.cum !== 0))
}

const newNode = (index: number, info: NodeInfo): CallNode => ({
  index,
  info,
  name: nodeName(info),
  flat: 0,
  cum: 0,
  in: [],
  out: [],
  tags: new Map(),
  sizes: new Map(),
})

interface SampleTags {
  /** Labels, a line each; '' for none. */
  readonly text: string
  readonly sizes: readonly { readonly value: number; readonly unit: string }[]
}

/** Of numbers pprof's graph has only sizes of allocations. */
const SIZE_KEY = 'bytes'

function sampleTags(
  profile: Prepared['profile'],
  sample: number,
  units: ReadonlyMap<string, string>,
): SampleTags | undefined {
  const labels = profile.samples.labels.get(sample)
  if (!labels) return undefined
  const { texts, numbers } = labelsOf(profile, sample)
  const isBase = isBaseSample(labels)
  const lines = [...texts].flatMap(([key, values]) =>
    isBase && key === 'pprof::base' ? [] : values.map((value) => `${key}:${value}`),
  )
  const unit = units.get(SIZE_KEY) ?? SIZE_KEY
  return {
    text: lines.sort(textOrder).join('\n'),
    sizes: (numbers.get(SIZE_KEY) ?? []).map(({ value }) => ({ value, unit })),
  }
}

function addTags(node: CallNode, tags: SampleTags | undefined, value: number, figure: 'flat' | 'cum'): void {
  if (!tags) return
  const add = (map: Map<string, NodeTag>, text: string, amount: number, unit: string): void => {
    const tag = map.get(text) ?? { text, amount, unit, flat: 0, cum: 0 }
    map.set(text, tag)
    tag[figure] += value
  }
  if (tags.text !== '') add(node.tags, tags.text, 0, '')
  if (tags.sizes.length === 0) return
  const sizes = node.sizes.get(tags.text) ?? new Map<string, NodeTag>()
  node.sizes.set(tags.text, sizes)
  for (const { value: size, unit } of tags.sizes) add(sizes, measureText(size, unit, 'minimum'), size, unit)
}
