/**
 * What a passing check costs: its time over that of the same calls and the same collections without it, side by side in one process.
 *
 *   npm run bench
 *
 * Bodies allocate so many small objects a call and keep none of them; the heap beside them is as large as a small and a large worker's.
 */
import { describe, expect, test } from 'vitest'
import { collectGarbage } from '../src/heap/garbage-collector.ts'
import { measureGrowth } from '../src/measure/measure-growth.ts'

const ROUNDS = 7
const OBJECTS = [10, 100, 1000, 10_000, 100_000]
const HEAPS_MB = [10, 200]
const GOALS: Record<number, number> = { 10: 1.3, 100: 1.3, 1000: 2, 10000: 3, 100000: 3 }

interface Point {
  readonly x: number
  readonly y: number
}

function bodyOf(objects: number): () => void {
  let last: Point | undefined
  return () => {
    for (let i = 0; i < objects; i++) last = { x: i, y: objects }
    if (last?.x === -1) throw new Error('never')
  }
}

function leakingBodyOf(objects: number): () => void {
  const body = bodyOf(objects)
  const kept: Point[] = []
  return () => {
    body()
    kept.push({ x: kept.length, y: objects })
  }
}

function timeMs(run: () => void): number {
  const start = performance.now()
  run()
  return performance.now() - start
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

function ballast(megabytes: number): unknown[] {
  const objects: unknown[] = []
  while (process.memoryUsage().heapUsed < megabytes * 1024 * 1024) {
    for (let i = 0; i < 1000; i++) objects.push({ i, text: `${i}` })
  }
  return objects
}

describe.each(HEAPS_MB)('on a heap of %i MB', (megabytes) => {
  const rows: string[] = []
  test.each(OBJECTS)('%i objects a call', { timeout: 120_000 }, (objects) => {
    const kept = ballast(megabytes)
    const checked: number[] = []
    const bare: number[] = []
    let calls = 0
    let collections = 0
    for (let round = 0; round < ROUNDS; round++) {
      const body = bodyOf(objects)
      checked.push(
        timeMs(() => {
          const result = measureGrowth(body, { budgetMs: 3000 })
          if (result instanceof Promise) throw new Error('the body is synchronous')
          expect(result.verdict).toBe('clean')
          calls = result.warmupCalls + result.calls
          collections = result.collections
        }),
      )
      const same = bodyOf(objects)
      bare.push(
        timeMs(() => {
          for (let i = 0; i < calls; i++) same()
          for (let i = 0; i < collections; i++) collectGarbage()
        }),
      )
    }
    const leak = measureGrowth(leakingBodyOf(objects), { budgetMs: 3000 })
    expect(leak).toMatchObject({ verdict: 'leak' })
    expect(kept).toBeDefined()
    const ratio = median(checked.map((ms, i) => ms / (bare[i] ?? Number.NaN)))
    rows.push(
      [
        `${objects}`.padStart(9),
        `${calls}`.padStart(7),
        `${collections}`.padStart(13),
        median(bare).toFixed(1).padStart(9),
        median(checked).toFixed(1).padStart(11),
        `${ratio.toFixed(2)}×`.padStart(8),
        `${GOALS[objects]}×`.padStart(7),
      ].join(''),
    )
    if (objects === OBJECTS.at(-1)) {
      const head = '  objects  calls  collections  bare ms  checked ms   ratio   goal'
      process.stdout.write(
        `\nA passing check on a heap of ${megabytes} MB (median of ${ROUNDS}, Node ${process.version})\n${head}\n${rows.join('\n')}\n`,
      )
    }
  })
})
