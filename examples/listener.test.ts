import { expect, test } from 'vitest'
import { failureOf } from './failure.ts'
import { openChart } from './src/price-feed.ts'

// A chart listens to a feed that outlives it: who does not close the chart keeps it and all its prices.

test('a chart that nobody closes leaks', async () => {
  const failure = await failureOf(() => expect(() => openChart()).not.toLeak())

  expect(failure).toMatch(/^expected openChart\(\) not to leak, but each call keeps/)
  expect(failure).toMatch(/▶ .* openChart +src\/price-feed\.ts:6\n/)
  expect(failure).toContain(" 9 │   feed.on('price', draw)")
})

test('a chart that is closed does not', () => {
  expect(() => openChart().close()).not.toLeak()
})
