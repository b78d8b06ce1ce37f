import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { fingerprintOf, packageFolder } from '../../src/baseline/fingerprint.ts'
import { assertionKey, namesOf } from '../../src/baseline/key.ts'
import { assertionsOf, recordAssertion } from '../../src/baseline/record.ts'
import { updateMode } from '../../src/baseline/update-mode.ts'
import { type RunningTest, type TestTask, workerState } from '../../src/vitest/worker-state.ts'

const started: TestTask[] = []
afterEach(() => {
  for (const task of started.splice(0)) workerState.running.delete(task)
})

const attemptOf = (task: TestTask): RunningTest => {
  const test: RunningTest = { task, startedMs: 0, failures: 0 }
  workerState.running.set(task, test)
  started.push(task)
  return test
}

const fileOf = (filepath: string) => ({ filepath })
const names = { currentTestName: 'outer > renders', testPath: '/project/a.test.ts' }

test('assertions of a test are numbered, and an attempt that is repeated begins anew', () => {
  const task: TestTask = { file: fileOf(names.testPath) }
  const first = attemptOf(task)
  expect([assertionKey(names, first), assertionKey(names, first)]).toEqual(['outer > renders 1', 'outer > renders 2'])
  const second = attemptOf(task)
  expect([assertionKey(names, second), assertionKey(names, second)]).toEqual(['outer > renders 1', 'outer > renders 2'])
})

test('tests of one name have numbers of their own, also when they are repeated', () => {
  const file = fileOf(names.testPath)
  const one: TestTask = { file }
  const other: TestTask = { file }
  expect(assertionKey(names, attemptOf(one))).toBe('outer > renders 1')
  expect(assertionKey(names, attemptOf(other))).toBe('outer > renders 2')
  expect(assertionKey(names, attemptOf(other))).toBe('outer > renders 2')
})

test('a file that is run again begins anew', () => {
  const again = (): string => assertionKey(names, attemptOf({ file: fileOf(names.testPath) }))
  expect([again(), again()]).toEqual(['outer > renders 1', 'outer > renders 1'])
})

test('without hooks, as in Jest, the calls of matchers tell an attempt', () => {
  const jest = { ...names, testPath: '/project/jest.test.ts' }
  const key = (assertionCalls: number) => assertionKey({ ...jest, assertionCalls })
  expect([key(0), key(2), key(0), key(1)]).toEqual([1, 2, 1, 2].map((n) => `outer > renders ${n}`))
})

test('outside of a test there is no key', () => {
  expect(() => namesOf({})).toThrow(
    /^a baseline is kept by the test's file and name, and expect\(\) knows of none here: /,
  )
  expect(() => namesOf({ testPath: '/a.test.ts' })).toThrow(/^a baseline is kept by the test's name, /)
})

test('outcomes are in the meta of the attempt', () => {
  const task = { meta: {} }
  const first = attemptOf(task)
  recordAssertion(first, { key: 'a 1', verdict: 'new' })
  recordAssertion(first, { key: 'a 2', verdict: 'worse' })
  expect(assertionsOf(first)).toHaveLength(2)
  const second = attemptOf(task)
  expect(assertionsOf(second)).toEqual([])
  recordAssertion(second, { key: 'a 1', verdict: 'same' })
  // That the first attempt wrote it stays true.
  expect(task.meta).toEqual({ 'vitest-leak': { heap: { assertions: [{ key: 'a 1', verdict: 'new' }] } } })
})

test('a fingerprint is a function and its file, from the package', () => {
  const at = (functionName: string, file: string) => fingerprintOf({ functionName, file }, '/project')
  expect(at('handle', '/project/src/server.ts')).toBe('handle src/server.ts')
  expect(at('', '/project/src/server.ts')).toBe('(anonymous) src/server.ts')
  expect(at('share', '/shared/src/a.ts')).toBe('share ../shared/src/a.ts')
  expect(at('on', '/project/node_modules/.pnpm/bus@1.2.3/node_modules/bus/index.js')).toBe(
    'on node_modules/bus/index.js',
  )
  expect(at('on', '/node_modules/bus/index.js')).toBe('on node_modules/bus/index.js')
  expect(at('setTimeout', 'node:timers')).toBe('setTimeout node:timers')
  expect(at('', '')).toBe('(anonymous) (native)')
})

test("the package is the nearest package.json's folder", () => {
  const root = join(import.meta.dirname, '../..')
  expect(packageFolder(import.meta.filename, '/')).toBe(root)
  expect(packageFolder('/nowhere/a.test.ts', '/project')).toBe('/project')
})

test('the mode is that of snapshots', () => {
  expect(updateMode({ snapshotState: { _updateSnapshot: 'all' } })).toBe('all')
  // Of this very run: of a worker of Vitest.
  expect(updateMode({ snapshotState: {} })).toBe(updateMode())
  expect(['all', 'new', 'none']).toContain(updateMode())
})
