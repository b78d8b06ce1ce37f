import { expect, test } from 'vitest'
import { growthOf, REAL } from './measured.ts'

/** 512, 1024, 2048, 4096 and 8192 calls find a batch of 250 with 12, 24, 48, 96 and 192 entries: as full as a leak would make it. */
test.each([250, 511])('a batch that is emptied every %i calls is no leak', REAL, (size) => {
  let batch: object[] = []
  const result = growthOf(() => {
    batch.push({ at: batch.length })
    if (batch.length >= size) batch = []
  })
  expect(result.verdict).toBe('clean')
})

test('a batch that is never emptied is one', REAL, () => {
  const batch: object[] = []
  const result = growthOf(() => void batch.push({ at: batch.length }))
  expect(result.verdict).toBe('leak')
})
