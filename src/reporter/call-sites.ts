import type { SiteKept } from '../per-test/figures.ts'
import { isFailing, type Measured, NOISE_BYTES } from './measured.ts'

/** What one call site keeps of all tests together. */
export interface CallSite extends SiteKept {
  readonly tests: number
  /** Whether one of these tests fails for its figures: then it is worth a row, however small it is. */
  readonly failing: boolean
}

/** Largest first. The line is that of the test in which the site keeps most. */
export function callSites(measured: readonly Measured[]): CallSite[] {
  const sums = new Map<string, { readonly largest: SiteKept; bytes: number; objects: number; tests: Set<Measured> }>()
  for (const test of measured) {
    for (const site of test.figures.sites ?? []) {
      const key = keyOf(site)
      const sum = sums.get(key)
      const largest = sum && sum.largest.bytes >= site.bytes ? sum.largest : site
      sums.set(key, {
        largest,
        bytes: (sum?.bytes ?? 0) + site.bytes,
        objects: (sum?.objects ?? 0) + site.objects,
        tests: (sum?.tests ?? new Set<Measured>()).add(test),
      })
    }
  }
  return [...sums.values()]
    .map(({ largest, bytes, objects, tests }) => ({
      ...largest,
      bytes,
      objects,
      tests: tests.size,
      failing: [...tests].some(isFailing),
    }))
    .sort((a, b) => b.bytes - a.bytes)
}

export const isWorthARow = ({ bytes, failing }: CallSite): boolean => bytes >= NOISE_BYTES || failing

/** Functions without a name are told apart by their line. */
function keyOf({ function: name, file, line }: SiteKept): string {
  const isAnonymous = name === '' || name === '(anonymous)'
  return [name, file, isAnonymous ? line : ''].join('\0')
}
