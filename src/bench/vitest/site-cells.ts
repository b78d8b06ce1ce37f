import { nameOf, placeOf } from '../../report/place.ts'
import { width } from '../../report/text.ts'
import type { AllocationFigures } from '../measure-task.ts'

/** Where each benchmark allocates most: `parseToken src/parse.ts:12 (82%)`. */
export const siteCells = (figures: readonly AllocationFigures[], root: string, columns: number): string[] =>
  figures.map(({ topSites: [site], allocSpace }) => {
    if (!site) return ''
    const share = allocSpace > 0 ? ` (${Math.min(100, Math.round((100 * site.bytes) / allocSpace))}%)` : ''
    const frame = { ...site, column: 0 }
    const name = nameOf(frame, Math.floor(columns / 2))
    return `${name} ${placeOf(frame, root, columns - width(name) - 1 - width(share))}${share}`
  })
