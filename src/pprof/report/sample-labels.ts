import type { PprofLabel, PprofProfile } from '../pprof-profile.ts'

export interface NumberLabel {
  readonly value: number
  readonly unit: string
}

/** The labels of one sample: a key may have several values. */
export interface SampleLabels {
  readonly texts: ReadonlyMap<string, readonly string[]>
  readonly numbers: ReadonlyMap<string, readonly NumberLabel[]>
}

const NONE: SampleLabels = { texts: new Map(), numbers: new Map() }

export function labelsOf(profile: PprofProfile, sample: number): SampleLabels {
  const labels = profile.samples.labels.get(sample)
  return labels ? grouped(labels) : NONE
}

function grouped(labels: readonly PprofLabel[]): SampleLabels {
  const texts = new Map<string, string[]>()
  const numbers = new Map<string, NumberLabel[]>()
  for (const { key, text, number, unit = '' } of labels) {
    if (number === undefined) append(texts, key, text ?? '')
    else append(numbers, key, { value: number, unit })
  }
  return { texts, numbers }
}

function append<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}

export interface LabelUnits {
  readonly units: ReadonlyMap<string, string>
  readonly warnings: readonly string[]
}

/** The unit of each key of number labels: the first that a sample has, or one that the key suggests. */
export function labelUnits(profile: PprofProfile): LabelUnits {
  const units = new Map<string, string>()
  const others = new Map<string, Set<string>>()
  const keys = new Set<string>()
  for (const labels of profile.samples.labels.values()) {
    for (const { key, number, unit = '' } of labels) {
      if (number === undefined) continue
      keys.add(key)
      if (unit === '') continue
      const known = units.get(key)
      if (known === undefined) units.set(key, unit)
      else if (known !== unit) others.set(key, (others.get(key) ?? new Set()).add(unit))
    }
  }
  for (const key of keys) {
    if (!units.has(key)) units.set(key, key === 'alignment' || key === 'request' ? 'bytes' : key)
  }
  const warnings = [...others].map(
    ([key, also]) =>
      `For tag ${key} used unit ${units.get(key)}, also encountered unit(s) ${[...also].sort().join(', ')}`,
  )
  return { units, warnings }
}
