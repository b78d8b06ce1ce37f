import { expect } from 'vitest'
import type { PprofProfile } from '../../src/pprof/pprof-profile.ts'

// `expect` takes microseconds: in a fuzz test of 100,000 profiles it is called where something is wrong.
function check(isTrue: boolean, what: string): void {
  if (!isTrue) expect.fail(what)
}

/** What everybody who reads a profile relies on. */
export function expectInvariants(profile: PprofProfile): void {
  const { samples, sampleTypes, locations, mappings } = profile
  const { count, stackStarts, stackLocations, values, labels } = samples
  check(sampleTypes.length > 0, 'sample types')
  check(stackStarts.length === count + 1 && stackStarts[0] === 0, 'stack starts')
  check(stackStarts[count] === stackLocations.length, 'the last stack ends where the column does')
  for (let i = 0; i < count; i++) check((stackStarts[i] as number) <= (stackStarts[i + 1] as number), 'stack order')
  for (const index of stackLocations) check(index < locations.length, 'locations of stacks')
  check(values.length === count * sampleTypes.length && values.every(Number.isFinite), 'values')
  for (const [sample, list] of labels) {
    check(sample < count && list.length > 0, 'labels are of a sample')
    for (const { text, number, unit } of list) {
      check((text === undefined) !== (number === undefined) && (number === undefined) === (unit === undefined), 'label')
    }
  }
  check(areIds(locations) && areIds(mappings), 'ids')
  const known = new Set(mappings)
  for (const { mapping, lines } of locations) {
    check(!mapping || known.has(mapping), 'mapping of a location')
    for (const line of lines) check(Number.isFinite(line.line) && typeof line.function.name === 'string', 'line')
  }
}

function areIds(rows: readonly { readonly id: number }[]): boolean {
  return new Set(rows.map(({ id }) => id)).size === rows.length && rows.every(({ id }) => id > 0)
}

/** Bytes that the columns have claimed, used or not. */
export const columnBytes = ({ samples: { stackStarts, stackLocations, values } }: PprofProfile): number =>
  stackStarts.buffer.byteLength + stackLocations.buffer.byteLength + values.buffer.byteLength
