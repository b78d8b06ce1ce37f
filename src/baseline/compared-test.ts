import type { ComparedWithBaseline, SiteKept } from '../per-test/figures.ts'
import type { Checked } from './check.ts'

/**
 * How a whole test compares with its baseline, as it is in the test's meta.
 *
 * @param sites what the test keeps, by fingerprint
 * @returns nothing where there is nothing to compare with: then the test fails
 */
export function comparedTest(checked: Checked, sites: ReadonlyMap<string, SiteKept>): ComparedWithBaseline | undefined {
  if (checked.verdict === 'missing') return undefined
  if (checked.verdict === 'new') return { verdict: 'new' }
  const { comparison, verdict } = checked
  const old = (name: string, unit: string): number | undefined =>
    comparison.figures.find((one) => one.name === name && one.unit === unit)?.old
  const known = comparison.sites.filter((site) => site.old && site.now)
  const isAccepted = verdict === 'same' && known.length > 0 && known.every((site) => site.old?.accepted !== undefined)
  const newSites = comparison.sites
    .filter((site) => !site.old && site.verdict === 'worse')
    .flatMap(({ fingerprint }) => sites.get(fingerprint) ?? [])
  const fixedSites = comparison.sites.filter((site) => !site.now).map(({ fingerprint }) => fingerprint)
  return {
    verdict: isAccepted ? 'accepted' : verdict,
    ...present('retainedBytes', old('retained', 'bytes')),
    ...present('retainedObjects', old('retained', 'objects')),
    ...present('allocatedBytes', old('allocated', 'bytes')),
    ...(newSites.length > 0 && { newSites }),
    ...(fixedSites.length > 0 && { fixedSites }),
  }
}

const present = (name: string, value: number | undefined): object => (value === undefined ? {} : { [name]: value })
