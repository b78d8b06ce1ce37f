import { describe, expect, inject, test } from 'vitest'
import { runScript } from './harness/run-node.ts'

interface Result {
  readonly name: string
  readonly allocSpace?: number
  readonly allocObjects?: number
  readonly retained?: number
  readonly site?: string
  readonly allocationError?: string
  readonly isSame: boolean
}

interface Printed {
  readonly results: readonly Result[]
  readonly hooks: Readonly<Record<string, number>>
  readonly table: readonly (Readonly<Record<string, string>> | null)[]
  readonly tooLate: string
}

/** Of 24 bytes of header and two fields. */
const ITEM = 40

describe.for([2, 6] as const)('withAllocations for tinybench %i', { timeout: 120_000 }, (major) => {
  test('adds what a call allocates, retains, and where', async () => {
    const printed = await runScript<Printed>({ script: 'tinybench.mjs', packages: inject('tinybench')[major] })
    const ten = { allocSpace: 10 * ITEM, allocObjects: 10, retained: 0, site: 'items', isSame: true }
    expect(printed.results).toEqual([
      { name: 'ten', ...ten },
      // And the promise.
      { name: 'asynchronous', ...ten, allocSpace: 10 * ITEM + 48, allocObjects: 11 },
      { name: 'keeps', allocSpace: ITEM, allocObjects: 1, retained: ITEM, site: expect.any(String), isSame: true },
      // Uncounted: hooks that make hundreds.
      { name: 'with hooks', ...ten },
      { name: 'throws', isSame: true },
      { name: 'throws later', allocationError: 'from call n', isSame: true },
    ])

    const { hooks } = printed
    // Set up once more for each measurement, and torn down after it.
    expect(hooks.setup).toBe((hooks.whileTimed ?? 0) + 5)
    expect(hooks.teardown).toBe(hooks.setup)
    expect(hooks.afterAll).toBe(hooks.beforeAll)
    expect(hooks.beforeEach).toBeGreaterThan(100)
    expect(hooks.afterEach).toBe(hooks.beforeEach)

    const [first] = printed.table
    expect(first).toEqual({
      'Alloc (B/op)': '400',
      'Objects/op': '10',
      'Retained (B/op)': '0',
      'Top site': expect.stringMatching(/^items tinybench\.mjs:\d+$/),
    })
    expect(printed.table.at(-1)).toMatchObject({ 'Alloc (B/op)': 'not measured: from call n' })
    // The function of a task that was added before is known in tinybench 2.9 only.
    expect(printed.tooLate).toMatch(
      major === 2 ? /^$/ : /^withAllocations\(bench\) cannot see the function of 'before', which was added before: /,
    )
  })
})
