import { expect, test, vi } from 'vitest'
import { callSiteOf } from '../../src/matchers/call-site.ts'
import type { MatcherResult } from '../../src/matchers/context.ts'
import { watched } from '../../src/matchers/unawaited.ts'
import type { TestTask } from '../../src/vitest/worker-state.ts'

const passed: MatcherResult = { pass: true, message: () => '' }

/** What Vitest does with a matcher's result, and what a test then has in hand. */
function asserted(result: Promise<MatcherResult>, { soft = false, cancel = () => {} } = {}) {
  const task: TestTask = {}
  const site = callSiteOf(asserted)
  const thenable = watched(result, { task, site, soft, unawaited: 'nobody awaited', cancel })
  const verdict = (value: MatcherResult) => {
    if (!value.pass) throw new Error(value.message())
  }
  const handed = thenable.then(verdict)
  const end = async () => {
    for (const callback of task.onFinished as (() => unknown)[]) await callback()
  }
  return { handed: soft ? handed.then(undefined, () => {}) : handed, end }
}

test.for([
  ['await', async (promise: Promise<unknown>) => await promise],
  ['then', (promise: Promise<unknown>) => promise.then(() => {})],
  ['catch', (promise: Promise<unknown>) => promise.catch(() => {})],
  ['finally', (promise: Promise<unknown>) => promise.finally(() => {})],
  ['Promise.all', (promise: Promise<unknown>) => Promise.all([promise])],
] as const)('%s counts as awaiting', async ([, use]) => {
  const { handed, end } = asserted(Promise.resolve(passed))
  await use(handed)
  await expect(end()).resolves.toBeUndefined()
})

test('nobody awaits: the end of the test fails, at the line of the assertion', async () => {
  const { end } = asserted(Promise.resolve(passed))
  const error = await end().catch((reason: Error) => reason)
  expect(error).toMatchObject({ name: 'MeasurementError', message: 'nobody awaited' })
  expect((error as Error).stack?.split('\n')[1]).toContain('unawaited.test.ts')
})

test('Vitest awaits a soft assertion itself, which does not count', async () => {
  await expect(asserted(Promise.resolve(passed), { soft: true }).end()).rejects.toThrow('nobody awaited')
  const { handed, end } = asserted(Promise.resolve(passed), { soft: true })
  await handed
  await expect(end()).resolves.toBeUndefined()
})

test('a verdict that nobody awaits is no unhandled rejection', async () => {
  const unhandled = vi.fn()
  process.on('unhandledRejection', unhandled)
  try {
    asserted(Promise.resolve({ pass: false, message: () => 'failed' }))
    asserted(Promise.reject(new Error('broken')))
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(unhandled).not.toHaveBeenCalled()
  } finally {
    process.off('unhandledRejection', unhandled)
  }
})

test('what is still measuring when the test ends is cancelled', async () => {
  const cancel = vi.fn(() => {})
  const { handed, end } = asserted(new Promise(() => {}), { cancel })
  handed.then(() => {})
  await end()
  expect(cancel).toHaveBeenCalledOnce()
  const finished = asserted(Promise.resolve(passed), { cancel })
  await finished.handed
  await finished.end()
  expect(cancel).toHaveBeenCalledOnce()
})
