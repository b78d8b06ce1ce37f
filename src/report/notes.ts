import { formatBytes, formatLimit } from './bytes.ts'
import type { ReportContext } from './input.ts'
import { cutEnd, LINE_WIDTH, printable } from './text.ts'

/** Says when figures come from a sample, and of how much. */
export const estimateNote = (
  { samplingIntervalBytes }: ReportContext,
  exactOption = 'samplingInterval: 1',
): string[] =>
  samplingIntervalBytes > 1
    ? [
        `  estimates   one allocation in every ${formatLimit(samplingIntervalBytes)} was recorded, so figures are estimates;`,
        `              ${exactOption} records all of them`,
      ]
    : []

/** Growth off the heap for which no call site could be found: native memory, or a buffer made by another thread. */
export const unchargedNote = (bytesPerCall: number): string[] =>
  bytesPerCall >= 1
    ? [
        `  off-heap    ${formatBytes(bytesPerCall)} more per call belong to no call site (WebAssembly, zlib, native addons)`,
      ]
    : []

/** Memory off the heap of which no recorded call site is the owner. */
export const ownerlessNote = (offHeapBytes: number, samplingIntervalBytes: number): string[] =>
  offHeapBytes >= 1024
    ? [
        `  off-heap    ${formatBytes(offHeapBytes)} belong to no call site that was recorded${samplingIntervalBytes > 1 ? ': buffers are small objects on the heap, and were not in the sample' : ' (WebAssembly, zlib, native addons)'}`,
      ]
    : []

const REPLACED_SHARE = 0.1
const REPLACED_BYTES = 64 * 1024

/** Why the table has more than what is kept. */
export const replacedNote = (replacedBytes: number, keptBytes: number): string[] =>
  replacedBytes > Math.max(REPLACED_BYTES, REPLACED_SHARE * Math.abs(keptBytes))
    ? [`  replaced    ${formatBytes(replacedBytes)} of the table took the place of memory that was freed meanwhile`]
    : []

/** A whole test has its options in the config. */
export const EXACT_TESTS = 'perTest: { samplingInterval: 1 }'

/** What a test double remembers is kept by the test, not by the code under test. */
export const mockNote = (mocksRemember = false): string[] =>
  mocksRemember
    ? [
        '  mock        a mock (vi.fn(), jest.fn()) keeps the arguments of every call: mockClear() in the body lets go of them',
      ]
    : []

/** Few calls can be made to another process: a cache that is larger than their number only fills up. */
export const unfilledCacheNote = (calls: number): string[] => [
  `  a cache     of more than ${calls} entries looks the same until it is full: raise maxCalls, budget and the test's timeout`,
]

/** An ignore that matches nothing hides the day on which it would be needed no more. */
export const unusedIgnoresNote = (ignores: readonly string[]): string[] =>
  ignores.length === 0
    ? []
    : [cutEnd(`  ignore      matched no growing site: ${ignores.map(printable).join(', ')}`, LINE_WIDTH)]
