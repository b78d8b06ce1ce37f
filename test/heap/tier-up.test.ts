import v8 from 'node:v8'
import { expect, test } from 'vitest'
import { pauseTierUp, quieten } from '../../src/heap/tier-up.ts'
import { growthOf, REAL } from '../measure/measured.ts'

v8.setFlagsFromString('--allow-natives-syntax')

/** A function that no test has called before, and whether V8 has optimised it. */
function fresh() {
  const add = new Function('a', 'b', `return a + b + ${Math.random()}`) as (a: number, b: number) => number
  const statusOf = new Function('f', 'return %GetOptimizationStatus(f)') as (f: unknown) => number
  const MAGLEV_OR_TURBOFAN = (1 << 4) | (1 << 5)
  return {
    isOptimised: () => (statusOf(add) & MAGLEV_OR_TURBOFAN) !== 0,
    // Anew each time: a loop that is optimised itself would inline what it calls.
    heat: () => {
      const loop = new Function('f', `for (let i = 0; i < 20000; i++) f(i, ${Math.random()})`)
      loop(add)
    },
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1))

/** Compilers work on threads of their own. */
async function rises({ heat, isOptimised }: ReturnType<typeof fresh>): Promise<boolean> {
  for (let attempt = 0; attempt < 500 && !isOptimised(); attempt++) {
    heat()
    await turn()
  }
  return isOptimised()
}

test('while tier-up is paused, nothing is optimised; afterwards everything is as before', REAL, async () => {
  expect(await rises(fresh())).toBe(true)
  const hot = fresh()
  const resume = pauseTierUp()
  try {
    for (let attempt = 0; attempt < 20; attempt++) {
      hot.heat()
      await turn()
    }
    expect(hot.isOptimised()).toBe(false)
  } finally {
    resume()
  }
  expect(await rises(hot)).toBe(true)
})

test('a measurement leaves the compilers as they were', REAL, async () => {
  expect(growthOf(() => ({})).verdict).toBe('clean')
  expect(await rises(fresh())).toBe(true)
})

test('so does one that fails', REAL, async () => {
  const error = new Error('own')
  const body = (): never => {
    throw error
  }
  expect(() => growthOf(body)).toThrow(error)
  expect(await rises(fresh())).toBe(true)
})

test('what was paused twice is resumed by the first, for flags are the process’s', REAL, async () => {
  const [one, two] = [pauseTierUp(), pauseTierUp()]
  one()
  two()
  expect(await rises(fresh())).toBe(true)
  quieten()()
  expect(await rises(fresh())).toBe(true)
})
