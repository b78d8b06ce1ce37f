import type { Live, Site } from './sites.ts'

/** What the judge sees of one checkpoint. */
export interface Reading {
  /** Calls of the body since recording began. */
  readonly calls: number
  /** By call site; a site with nothing alive may be absent. */
  readonly sites: ReadonlyMap<Site, Live>
  /** Of the whole isolate, in bytes. */
  readonly arrayBuffersBytes: number
  readonly externalBytes: number
}

/** The growth of one figure from each reading to the next. */
export interface Window {
  readonly calls: number
  readonly growth: number
}

/** On the heap, and not on the runner's account. */
export function heapBytesOf({ sites }: Pick<Reading, 'sites'>): number {
  let sum = 0
  for (const [{ origin }, { bytes }] of sites) if (origin !== 'runner') sum += bytes
  return sum
}

/** Windows between successive readings of one figure. */
export function windowsOf(readings: readonly Reading[], figure: (reading: Reading) => number): Window[] {
  const windows: Window[] = []
  for (let i = 1; i < readings.length; i++) {
    const [before, after] = [readings[i - 1], readings[i]] as [Reading, Reading]
    windows.push({ calls: after.calls - before.calls, growth: figure(after) - figure(before) })
  }
  return windows
}
