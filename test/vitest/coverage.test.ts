import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { isV8CoverageTaken } from '../../src/vitest/coverage.ts'

beforeEach(() => {
  vi.stubEnv('NODE_V8_COVERAGE', undefined)
  vi.stubEnv('JEST_WORKER_ID', undefined)
})
afterEach(() => void vi.unstubAllEnvs())

/** Asked in a worker of Vitest that is this, or in none; the real one is away for no longer than that. */
function isTakenIn(worker: object | undefined): boolean {
  const surroundings = globalThis as { __vitest_worker__?: unknown }
  const real = surroundings.__vitest_worker__
  surroundings.__vitest_worker__ = worker
  try {
    return isV8CoverageTaken()
  } finally {
    surroundings.__vitest_worker__ = real
  }
}

const vitestWith = (coverage?: unknown): object => ({ config: { coverage } })

test.for<[string, unknown, boolean]>([
  ['no coverage', undefined, false],
  ['coverage without a word', {}, false],
  ['switched off', { enabled: false, provider: 'v8' }, false],
  ['switched on', { enabled: true }, true],
  ['by V8', { enabled: true, provider: 'v8' }, true],
  ['by Istanbul, which counts in the code', { enabled: true, provider: 'istanbul' }, false],
  ['by a provider of their own', { enabled: true, provider: 'custom' }, true],
])('in Vitest: %s', ([, coverage, expected]) => {
  expect(isTakenIn(vitestWith(coverage))).toBe(expected)
})

test('in Vitest without a configuration there is none', () => {
  expect(isTakenIn({})).toBe(false)
})

test.for([
  ['in Vitest', vitestWith()],
  ['without', undefined],
] as const)('Node itself may take it: %s', ([, worker]) => {
  vi.stubEnv('NODE_V8_COVERAGE', 'coverage')
  expect(isTakenIn(worker)).toBe(true)
})

test('Jest does not say, so it may be', () => {
  vi.stubEnv('JEST_WORKER_ID', '1')
  expect(isTakenIn(undefined)).toBe(true)
})

test("Jest's variable means nothing in Vitest", () => {
  vi.stubEnv('JEST_WORKER_ID', '1')
  expect(isTakenIn(vitestWith({ enabled: false }))).toBe(false)
})

test('without Vitest, Jest and coverage there is none', () => {
  expect(isTakenIn(undefined)).toBe(false)
})
