import { measureText, scale } from '../report/measurement.ts'
import { textOrder } from '../report/text-order.ts'
import type { NodeTag } from './call-graph.ts'

/** Boxes of labels that a node has at most, and of sizes that a box has. */
export const MOST_TAGS = 4

/** Heaviest first. @param isFlat whether the node calls others: then what those have is theirs */
export const sortedTags = (tags: Iterable<NodeTag>, isFlat: boolean): NodeTag[] =>
  [...tags].sort(
    (a, b) =>
      (isFlat ? 0 : Math.abs(b.cum) - Math.abs(a.cum)) ||
      Math.abs(b.flat) - Math.abs(a.flat) ||
      textOrder(a.text, b.text),
  )

/** Sizes, of which those after the first few are added to the nearest of them: `16B..64B`. */
export function groupedSizes(tags: Iterable<NodeTag>, isFlat: boolean): NodeTag[] {
  const sorted = sortedTags(tags, isFlat)
  if (sorted.length <= MOST_TAGS) return sorted
  const groups = sorted.slice(0, MOST_TAGS).map((tag) => [tag])
  for (const tag of sorted.slice(MOST_TAGS)) nearest(groups, tag).push(tag)
  return sortedTags(groups.map(rangeOf), isFlat)
}

const inUnitOf = (tag: NodeTag, other: NodeTag): number => scale(tag.amount, tag.unit, other.unit).value

function nearest(groups: NodeTag[][], tag: NodeTag): NodeTag[] {
  const distances = groups.map(([first = tag]) => Math.abs(inUnitOf(first, tag) - tag.amount))
  return groups[distances.indexOf(Math.min(...distances))] ?? []
}

function rangeOf(group: readonly NodeTag[]): NodeTag {
  const bySize = [...group].sort((a, b) => inUnitOf(a, b) - b.amount)
  const [smallest, largest] = [bySize[0] as NodeTag, bySize.at(-1) as NodeTag]
  const text = (tag: NodeTag): string => measureText(tag.amount, tag.unit, 'auto')
  return {
    ...smallest,
    text: group.length === 1 ? text(smallest) : `${text(smallest)}..${text(largest)}`,
    flat: group.reduce((sum, { flat }) => sum + flat, 0),
    cum: group.reduce((sum, { cum }) => sum + cum, 0),
  }
}
