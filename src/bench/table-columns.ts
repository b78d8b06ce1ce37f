import type { Measured } from './with-allocations.ts'

/** Whole, or with the two decimals that a body which does not always do the same needs. */
const number = (figure: number): string => String(Number(figure.toFixed(2)))

/** Beside the columns of tinybench's own. */
export function addedColumns(figures: Measured): Record<string, string> {
  if ('allocationError' in figures) return { 'Alloc (B/op)': `not measured: ${figures.allocationError}` }
  const { allocSpace, allocObjects, retained, topSites } = figures
  const [site] = topSites
  return {
    'Alloc (B/op)': number(allocSpace),
    'Objects/op': number(allocObjects),
    'Retained (B/op)': number(retained),
    'Top site': site ? `${site.functionName} ${site.file.replace(/^.*[\\/]/, '')}:${site.line}` : '',
  }
}
