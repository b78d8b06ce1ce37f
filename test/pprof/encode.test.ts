import fc from 'fast-check'
import { Profile } from 'pprof-format'
import { describe, expect, test } from 'vitest'
import { decodeProfile } from '../../src/pprof/decode.ts'
import { encodeProfile } from '../../src/pprof/encode.ts'
import { arbitraryProfile } from './arbitrary-profile.ts'
import { goProfile, goProfiles } from './go-profiles.ts'
import { expectInvariants } from './invariants.ts'
import { message, number, packed, profileBytes } from './message.ts'

test('what is encoded decodes to the same', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(arbitraryProfile, (profile) => {
      const decoded = decodeProfile(encodeProfile(profile))
      expectInvariants(decoded)
      expect(decoded).toEqual(profile)
    }),
    { numRuns: 500 },
  )
})

describe.each(goProfiles)("Go's %s", (name) => {
  test('decodes to what pprof-format reads', () => {
    const { samples, locations, sampleTypes } = decodeProfile(goProfile(name))
    const other = Profile.decode(goProfile(name))
    const textOf = (index: number | bigint): string => other.stringTable.strings[Number(index)] ?? ''
    const rows = Array.from({ length: samples.count }, (_, i) => ({
      stack: [...samples.stackLocations.subarray(samples.stackStarts[i], samples.stackStarts[i + 1])].map(
        (index) => locations[index]?.id,
      ),
      values: [...samples.values.subarray(i * sampleTypes.length, (i + 1) * sampleTypes.length)],
      labels: (samples.labels.get(i) ?? []).map(({ key, text, number }) => [key, text ?? '', number ?? 0]),
    }))
    expect(rows).toEqual(
      other.sample.map(({ locationId, value, label }) => ({
        stack: locationId.map(Number),
        values: value.map((one) => Number(BigInt.asIntN(64, BigInt(one)))),
        labels: label.map(({ key, str, num }) => [textOf(key), textOf(str), Number(num)]),
      })),
    )
    expect(
      locations.map(({ id, address, lines }) => [id, address, lines.map(({ function: of, line }) => [of.name, line])]),
    ).toEqual(
      other.location.map(({ id, address, line }) => [
        Number(id),
        BigInt(address),
        line.map(({ functionId, line }) => [
          textOf(other.function.find(({ id }) => id === functionId)?.name ?? 0),
          Number(line),
        ]),
      ]),
    )
  })

  test('is the same after encoding it again', () => {
    const profile = decodeProfile(goProfile(name))
    expectInvariants(profile)
    expect(profile.samples.count).toBeGreaterThan(0)
    expect(decodeProfile(encodeProfile(profile))).toEqual(profile)
  })
})

test('ids that are the same, or 0, are numbered anew', () => {
  const profile = decodeProfile(
    profileBytes({
      samples: message(2, packed(1, 3, 4), packed(2, 5)),
      locations: [3, 4].flatMap((id) => message(4, number(1, id), number(3, id))),
    }),
  )
  const locations = profile.locations.map((location) => ({ ...location, id: 0 }))
  const decoded = decodeProfile(encodeProfile({ ...profile, locations }))
  expect(decoded.locations.map(({ id, address }) => [id, address])).toEqual([
    [1, 3n],
    [2, 4n],
  ])
  expect([...decoded.samples.stackLocations]).toEqual([0, 1])
})

test('a value above all that fit is the largest', () => {
  const profile = decodeProfile(profileBytes())
  for (const [value, nearest] of [
    [2 ** 63, 2 ** 63],
    [2 ** 70, 2 ** 63],
    [-(2 ** 63), -(2 ** 63)],
    [-(2 ** 70), -(2 ** 63)],
  ] as const) {
    const bytes = encodeProfile({ ...profile, samples: { ...profile.samples, values: Float64Array.of(value) } })
    expect([...decodeProfile(bytes).samples.values]).toEqual([nearest])
  }
})
