import { expect, test } from 'vitest'
import { goDuration, headerTime, rawTime, utc } from '../../../src/pprof/report/clock.ts'

const time = 1_719_792_000_123_456_700n
const delhi = () => ({ offsetSeconds: 19_800, abbreviation: 'IST' })
const newfoundland = () => ({ offsetSeconds: -9_000, abbreviation: 'NDT' })

test('time of the header', () => {
  expect(headerTime(time, utc)).toBe('Jul 1, 2024 at 12:00am (UTC)')
  expect(headerTime(time, delhi)).toBe('Jul 1, 2024 at 5:30am (IST)')
  expect(headerTime(time, newfoundland)).toBe('Jun 30, 2024 at 9:30pm (NDT)')
  expect(headerTime(-1n, utc)).toBe('Dec 31, 1969 at 11:59pm (UTC)')
})

test('time of raw', () => {
  expect(rawTime(time, utc)).toBe('2024-07-01 00:00:00.1234567 +0000 UTC')
  expect(rawTime(time, newfoundland)).toBe('2024-06-30 21:30:00.1234567 -0230 NDT')
  expect(rawTime(1_719_792_000_000_000_000n, delhi)).toBe('2024-07-01 05:30:00 +0530 IST')
})

test.each<[bigint, string]>([
  [0n, '0s'],
  [999n, '999ns'],
  [1_500n, '1.5µs'],
  [2_000_000n, '2ms'],
  [90_500_000_000n, '1m30.5s'],
  [3_600_000_000_000n, '1h0m0s'],
  [-1_000_000_000n, '-1s'],
])('%i ns as Go writes it', (nanos, text) => {
  expect(goDuration(nanos)).toBe(text)
})
