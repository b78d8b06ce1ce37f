import { percentage } from '../../report/percent.ts'
import type { NodeInfo } from '../report/node-info.ts'
import { nodeName } from '../report/node-info.ts'
import type { CallNode, NodeTag } from './call-graph.ts'
import { dotLines, dotText, nameLines } from './dot-text.ts'
import { groupedSizes, MOST_TAGS, sortedTags } from './node-tags.ts'
import { shareColor } from './share-color.ts'

export interface DotScale {
  readonly total: number
  /** The largest flat of all nodes. */
  readonly maxFlat: number
  readonly format: (value: number) => string
}

const SMALLEST_FONT = 8
const FONT_GROWTH = 16

/** A box: the larger its flat, the larger its letters; its colour is that of its cum. */
export function dotNode({ info, flat, cum, name }: CallNode, id: number, { total, maxFlat, format }: DotScale): string {
  const share = (value: number): string => `${format(value)} (${percentage(value, total)})`
  const own = flat === 0 ? '0' : share(flat)
  const all = cum === flat ? '' : `${flat === 0 ? ' ' : '\\n'}of ${share(cum)}`
  const growth = maxFlat === 0 ? 0 : Math.ceil(FONT_GROWTH * Math.sqrt(Math.abs(flat) / maxFlat))
  const part = total === 0 ? 0 : cum / Math.abs(total)
  return (
    `N${id} [label="${dotLines(labelLines(info), '\\n')}${own}${all}" id="node${id}" fontsize=${SMALLEST_FONT + growth} shape=box ` +
    `tooltip="${dotText(name)} (${format(cum)})" color="${shareColor(part, false)}" fillcolor="${shareColor(part, true)}"]`
  )
}

/** Names in parts, of files the last. */
function labelLines(info: NodeInfo): string[] {
  const { address, name, line, file } = info
  const base = file.split('/').at(-1) ?? ''
  const lines = [
    ...(address === 0n ? [] : [address.toString(16).padStart(16, '0')]),
    ...(name === '' ? [] : nameLines(name)),
    ...(line !== 0 ? [`${base}:${line}`] : base === '' ? [] : [base]),
  ]
  return name === '' && lines.length === 0 ? [nodeName(info)] : lines
}

/** Boxes of the labels that its samples have. */
export function dotTags(node: CallNode, id: number, { format }: DotScale): string[] {
  // What is called has labels itself.
  const isFlat = node.out.length > 0
  const figure = (tag: NodeTag): number => (isFlat ? tag.flat : tag.cum)
  const lines = sortedTags(node.tags.values(), isFlat)
    .slice(0, MOST_TAGS)
    .flatMap((tag, index) => {
      if (figure(tag) === 0) return []
      const box = `N${id}_${index}`
      const label = tag.text.split('\n').map(dotText).join('\\n')
      return [
        ...tagBox({ from: `N${id}`, box, label, weight: format(figure(tag)) }),
        ...sizeBoxes(node.sizes.get(tag.text), box, isFlat, format),
      ]
    })
  return [...lines, ...sizeBoxes(node.sizes.get(''), `N${id}`, isFlat, format)]
}

function sizeBoxes(
  sizes: ReadonlyMap<string, NodeTag> | undefined,
  from: string,
  isFlat: boolean,
  format: DotScale['format'],
): string[] {
  if (!sizes) return []
  return groupedSizes(sizes.values(), isFlat).flatMap(({ text, flat, cum }, index) => {
    const isOwn = isFlat || flat === cum
    const value = isOwn ? flat : cum
    if (value === 0) return []
    return tagBox({ from, box: `N${from}_${index}`, label: dotText(text), weight: format(value), isDotted: !isOwn })
  })
}

interface TagBox {
  readonly from: string
  readonly box: string
  readonly label: string
  readonly weight: string
  readonly isDotted?: boolean
}

const tagBox = ({ from, box, label, weight, isDotted }: TagBox): string[] => [
  `${box} [label = "${label}" id="${box}" fontsize=8 shape=box3d tooltip="${weight}"]`,
  `${from} -> ${box} [label=" ${weight}" weight=100 tooltip="${weight}" labeltooltip="${weight}"${isDotted ? ' style="dotted"' : ''}]`,
]
