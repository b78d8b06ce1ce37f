import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { assertMemory, type Surroundings } from '../../src/matchers/assertion.ts'
import type { MatcherContext, MatcherResult } from '../../src/matchers/context.ts'
import { MeasurementError } from '../../src/measure/errors.ts'

type Measure = (body: () => unknown, surroundings: Surroundings) => unknown

/** A matcher that takes what it measures with: `expect(body).toBeMeasured(measure)` passes when that returns true. */
function toBeMeasured(this: MatcherContext, received: unknown, measure: Measure) {
  return assertMemory<unknown>({
    matcher: toBeMeasured,
    context: this,
    received,
    prepare: () => ({
      measure: (subject, surroundings) => measure(subject.body, surroundings),
      judge: (result): MatcherResult => ({ pass: result === true, message: () => `measured ${String(result)}` }),
    }),
  })
}
expect.extend({ toBeMeasured })

declare module 'vitest' {
  interface Matchers {
    toBeMeasured(measure: Measure): void | Promise<void>
  }
}

const body = () => {}

const errorOf = async (assertion: () => unknown): Promise<Error | undefined> => {
  try {
    await assertion()
    return undefined
  } catch (error) {
    return error as Error
  }
}

/** Where an error is shown, as the first line of its stack in this file. */
const placeOf = (error: Error | undefined): string | undefined =>
  /assertion\.test\.ts:\d+/.exec(error?.stack ?? '')?.[0]

const source = readFileSync(import.meta.filename, 'utf8').split('\n')
const lineOf = (mark: string): string =>
  `assertion.test.ts:${source.findIndex((line) => line.endsWith(`// ${mark}`)) + 1}`

test('a result asserts at once, a promise of one must be awaited', async () => {
  expect(expect(body).toBeMeasured(() => true)).not.toHaveProperty('then')
  const promise = expect(body).toBeMeasured(async () => true)
  expect(promise).toHaveProperty('then')
  await promise
  expect((await errorOf(() => expect(body).toBeMeasured(async () => 5)))?.message).toBe('measured 5')
})

test('an asynchronous verdict is at the line of the assertion', async () => {
  const error = await errorOf(async () => {
    const assertion = expect(body).toBeMeasured(() => new Promise((resolve) => setTimeout(resolve, 5))) // later
    await assertion
  })
  expect(placeOf(error)).toBe(lineOf('later'))
})

test('what the measuring has to say is at the line of the assertion', async () => {
  const measure = () => {
    throw new MeasurementError('the heap profiler is in use')
  }
  const error = await errorOf(() => expect(body).toBeMeasured(measure)) // said at once
  expect(error).toMatchObject({ name: 'MeasurementError', message: 'the heap profiler is in use' })
  expect(placeOf(error)).toBe(lineOf('said at once'))
  const later = await errorOf(() => expect(body).toBeMeasured(async () => measure())) // said later
  expect(placeOf(later)).toBe(lineOf('said later'))
})

test("the body's own error is left alone", async () => {
  const own = new Error('own')
  const { stack } = own
  const failing = () => {
    throw own
  }
  expect(await errorOf(() => expect(failing).toBeMeasured((fn) => fn()))).toBe(own)
  expect(await errorOf(() => expect(failing).toBeMeasured(async (fn) => fn()))).toBe(own)
  expect(own.stack).toBe(stack)
})

test('an assertion in a body keeps the place of the inner one', async () => {
  const outer = () => {
    expect(5).toBeMeasured(() => true) // inner
  }
  const error = await errorOf(() => expect(outer).toBeMeasured((fn) => fn()))
  expect(error?.message).toContain('toBeMeasured() needs a function to call, but was given 5')
  expect(placeOf(error)).toBe(lineOf('inner'))
})

test('a measurement gets what is left of the time, and a signal', () => {
  let surroundings: Surroundings | undefined
  expect(body).toBeMeasured((_, given) => {
    surroundings = given
    return true
  })
  expect(surroundings?.budgetMs).toBeGreaterThan(1000)
  expect(surroundings?.budgetMs).toBeLessThanOrEqual(10_000)
  expect(surroundings?.signal.aborted).toBe(false)
})

test.fails('a synchronous body that must be awaited says why', { timeout: 1000 }, ({ onTestFailed }) => {
  onTestFailed(({ task }) => {
    expect(task.result?.errors?.map(({ message }) => message)).toEqual(['it leaves work for later'])
  })
  const unawaited = 'it leaves work for later'
  expect(body).toBeMeasured(() => Object.assign(Promise.resolve(true), { unawaited }))
})
