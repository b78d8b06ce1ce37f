import { formatBytes, formatLimit } from './bytes.ts'
import type { ReportContext, ReportedSite } from './input.ts'
import { placeOf } from './place.ts'
import { cutEnd, LINE_WIDTH, printable } from './text.ts'

/** Says when figures come from a sample, and of how much. */
export const estimateNote = ({ samplingIntervalBytes }: ReportContext): string[] =>
  samplingIntervalBytes > 1
    ? [
        `  estimates   one allocation in every ${formatLimit(samplingIntervalBytes)} was recorded, so figures are estimates;`,
        '              samplingInterval: 1 records all of them',
      ]
    : []

/** Growth off the heap for which no call site could be found: native memory, or a buffer made by another thread. */
export const unchargedNote = (bytesPerCall: number): string[] =>
  bytesPerCall >= 1
    ? [
        `  off-heap    ${formatBytes(bytesPerCall)} more per call belong to no call site (WebAssembly, zlib, native addons)`,
      ]
    : []

/** What a test double remembers is kept by the test, not by the code under test. */
export const mockNote = (sites: readonly ReportedSite[], root: string): string[] => {
  const places = sites.filter(({ isMockRecord }) => isMockRecord).map(({ frame }) => placeOf(frame, root, 44))
  return places.length === 0
    ? []
    : [`  mock        ${places[0]} is a mock's record of its calls: call mockClear() on it in the body`]
}

/** An ignore that matches nothing hides the day on which it would be needed no more. */
export const unusedIgnoresNote = (ignores: readonly string[]): string[] =>
  ignores.length === 0
    ? []
    : [cutEnd(`  ignore      matched no growing site: ${ignores.map(printable).join(', ')}`, LINE_WIDTH)]
