import type { PprofLabel } from './pprof-profile.ts'

/** @returns a number that is the same for equal labels, 0 for none */
export type LabelNumber = (labels: readonly PprofLabel[] | undefined) => number

/** The order of labels counts only among those of one key. */
export function labelNumbers(): LabelNumber {
  const byList = new Map<readonly PprofLabel[], number>()
  const byKey = new Map<string, number>()
  return (labels) => {
    if (!labels || labels.length === 0) return 0
    const known = byList.get(labels)
    if (known !== undefined) return known
    const key = JSON.stringify(
      [...labels].sort(byLabelKey).map(({ key, text, number, unit }) => [key, text, number, unit]),
    )
    const number = byKey.get(key) ?? byKey.size + 1
    byKey.set(key, number)
    byList.set(labels, number)
    return number
  }
}

function byLabelKey(a: PprofLabel, b: PprofLabel): number {
  if ((a.text === undefined) !== (b.text === undefined)) return a.text === undefined ? 1 : -1
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0
}
