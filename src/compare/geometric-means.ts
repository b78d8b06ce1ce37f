import type { KnownChange } from './change.ts'

export interface GeometricMeans {
  readonly old: number
  readonly new: number
  readonly delta: number
  /** Benchmarks that are nothing on one side: the mean of a product with a zero says nothing of the others. */
  readonly leftOut: readonly string[]
}

/** @returns undefined: fewer than two benchmarks have a figure above zero on both sides */
export function geometricMeans(changes: readonly KnownChange[]): GeometricMeans | undefined {
  const isCounted = (change: KnownChange): boolean => change.old.value > 0 && change.new.value > 0
  const counted = changes.filter(isCounted)
  if (counted.length < 2) return undefined
  const old = geometricMean(counted.map((change) => change.old.value))
  const now = geometricMean(counted.map((change) => change.new.value))
  return {
    old,
    new: now,
    delta: now / old - 1,
    leftOut: changes.filter((change) => !isCounted(change)).map(({ name }) => name),
  }
}

// By logarithms: the product of a hundred byte counts is larger than any number.
const geometricMean = (figures: readonly number[]): number =>
  Math.exp(figures.reduce((sum, figure) => sum + Math.log(figure), 0) / figures.length)
