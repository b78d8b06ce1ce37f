import type { Limit } from '../judge/limit.ts'
import { formatBytes, formatLimit } from './bytes.ts'
import { formatObjects } from './figures.ts'
import { count, padEnd, padStart, width } from './text.ts'

/** What was measured, and what it was compared with. */
export interface LimitedFigures {
  readonly limit: Limit
  readonly bytes: number
  readonly objects: number
  readonly heapBytes: number
  readonly offHeapBytes: number
}

/** `64 kB and 900 objects`. */
export const limitText = ({ space, objects }: Limit, between: string): string =>
  [
    ...(space === undefined ? [] : [formatLimit(space)]),
    ...(objects === undefined ? [] : [count(objects, 'object')]),
  ].join(` ${between} `)

/** Each figure beside its limit, and by how much it is over: rounded sizes alone may look equal. */
export function figureLines(name: string, figures: LimitedFigures, note: string = offHeapNote(figures)): string[] {
  const { bytes, objects, limit } = figures
  const over = (figure: number, most: number | undefined, text: (value: number) => string): string => {
    if (most === undefined) return ''
    const distance = text(Math.abs(figure - most))
    return figure === most ? 'exactly the limit' : `${distance} ${figure > most ? 'over' : 'under'} the limit`
  }
  const rows = [
    [name, formatBytes(bytes), over(bytes, limit.space, (value) => formatBytes(value)), note],
    ['objects', formatObjects(objects), over(objects, limit.objects, formatObjects), ''],
  ] as const
  const column = Math.max(...rows.map(([, figure]) => width(figure)))
  return rows.map(([label, figure, distance, text]) => {
    const details = text === '' ? '' : `  (${text})`
    return `  ${padEnd(label, 10)}  ${padStart(figure, column)}${distance && `  ${distance}`}${details}`
  })
}

/** Where the bytes are, if not all of them are on the heap. */
export const offHeapNote = ({ heapBytes, offHeapBytes }: LimitedFigures): string =>
  offHeapBytes === 0 ? '' : `${formatBytes(heapBytes)} on the heap, ${formatBytes(offHeapBytes)} off it`
