import type { Baseline, HeapFigures, SiteAmount } from '../../src/baseline/baseline.ts'

/** What one call keeps and allocates. */
export const figures = (
  allocated: number,
  sites: Readonly<Record<string, SiteAmount>> = {},
  objects = 2,
): HeapFigures => {
  const all = Object.values(sites)
  return {
    allocated: { bytes: allocated, objects },
    retained: {
      bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
      objects: all.reduce((sum, site) => sum + site.objects, 0),
    },
    sites: new Map(Object.entries(sites)),
  }
}

/** A file with one assertion for each key, on one Node. */
export const assertions = (entries: Readonly<Record<string, HeapFigures>>, environment = 'node20 x64'): Baseline => ({
  assertions: new Map(Object.entries(entries).map(([key, entry]) => [key, new Map([[environment, entry]])])),
  tests: new Map(),
})

export const leak = (bytes: number, objects = 1, accepted?: string): SiteAmount => ({
  bytes,
  objects,
  ...(accepted === undefined ? {} : { accepted }),
})
