import { formatBytes } from '../report/bytes.ts'
import { formatKept, formatObjects } from '../report/figures.ts'
import type { HeapFigures } from './baseline.ts'
import type { Checked } from './check.ts'
import type { BaselineComparison, FigureChange } from './compare.ts'

/**
 * What there is to tell of figures that pass, in one line: an improvement, a leak that is fixed, one that is known and has no reason.
 *
 * @returns nothing where they are simply the same, or fail: then a message says it all
 */
export function noteOf(checked: Checked): string | undefined {
  const parts = partsOf(checked)
  return parts.length > 0 ? parts.join('; ') : undefined
}

function partsOf(checked: Checked): string[] {
  switch (checked.verdict) {
    case 'missing':
    case 'worse':
      return []
    case 'new':
      return unexplained([...checked.figures.sites])
    case 'same':
      return withoutReason(checked.comparison)
    case 'better': {
      const gains = gainsOf(checked.comparison)
      return [...(gains.length > 0 ? [`${gains.join(', ')}: vitest -u takes that`] : []), ...fixed(checked.comparison)]
    }
    case 'updated':
      return checked.comparison.figures.filter(({ verdict }) => verdict !== 'same').map(changeText)
  }
}

const gainsOf = ({ figures }: BaselineComparison): string[] =>
  figures.filter(({ verdict }) => verdict === 'better').map(changeText)

/** `allocates 8.0 kB instead of 12.4 kB`. */
function changeText({ name, unit, old, now }: FigureChange): string {
  const text = (figure: number): string => (unit === 'bytes' ? formatBytes(figure) : formatObjects(figure))
  const verb = name === 'allocated' ? 'allocates' : 'keeps'
  return `${verb} ${text(now)} instead of ${text(old)}${unit === 'objects' ? ' objects' : ''}`
}

const fixed = ({ sites }: BaselineComparison): string[] =>
  sites
    .filter(({ now }) => now === undefined)
    .map(({ fingerprint, old }) => {
      const accepted = old?.accepted === undefined ? '' : ` (accepted: ${old.accepted})`
      return `${fingerprint} does not leak any more${accepted}: remove it from the baseline, vitest -u does`
    })

const withoutReason = ({ sites }: BaselineComparison): string[] =>
  unexplained(sites.flatMap(({ fingerprint, old, now }) => (old && now ? [[fingerprint, old] as const] : [])))

function unexplained(
  sites: readonly (readonly [string, HeapFigures['sites'] extends ReadonlyMap<string, infer Site> ? Site : never])[],
) {
  return sites
    .filter(([, { accepted }]) => accepted === undefined)
    .map(
      ([fingerprint, { bytes, objects }]) =>
        `${fingerprint} is a known leak of ${formatKept(bytes, objects)} without a reason: fix it, or give it "accepted": "<reason>"`,
    )
}
