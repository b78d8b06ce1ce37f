import { expect, test } from 'vitest'
import type { TestOutcome } from '../e2e/harness/json-report.ts'
import { problemsOf } from './judge.ts'

const expected = { passing: ['clean'], failing: { leak: ['Error: expected f() not', 'f …/store.ts:3'] } }
const message = 'Error: expected f() not to leak\n\n  f     /a/b/store.ts:3'

const judged = (tests: Record<string, TestOutcome>, exitCode: number | null = 1, text = ''): readonly string[] =>
  problemsOf({ tests: new Map(Object.entries(tests)), exitCode, isTimedOut: false, text }, expected)

const clean: TestOutcome = { status: 'passed', messages: [], durationMs: 1 }
const leak: TestOutcome = { status: 'failed', messages: [message], durationMs: 1 }

test('all is as it has to be', () => {
  expect(judged({ clean, leak })).toEqual([])
})

test('a message that lacks a part is shown in full', () => {
  const other = message.replace('store.ts:3', 'store.ts:4')
  expect(judged({ clean, leak: { ...leak, messages: [other] } })).toEqual([
    `'leak' does not say\n  f …/store.ts:3\nbut\n${other}`,
  ])
})

test('a false alarm, a leak that passes and a test that did not run', () => {
  expect(judged({ clean: leak, leak: clean })).toEqual([
    `'clean' has to pass and is failed:\n${message}`,
    "'leak' has to fail and is passed",
  ])
  expect(judged({ leak })).toEqual(["'clean' has to pass and is absent:\n"])
})

test('what Vitest says of the whole run', () => {
  expect(judged({}, 1, 'no config')).toEqual(['no test ran (exit code 1); Vitest printed:\nno config'])
  expect(judged({ clean, leak }, 0, 'green')).toEqual(["Vitest's exit code is 0 where tests failed:\ngreen"])
  expect(judged({ clean, leak }, 1, 'Unhandled Rejection')).toEqual([
    'there was an unhandled error:\nUnhandled Rejection',
  ])
  expect(judged({ clean, leak, other: clean })).toEqual(["'other' ran, of which nothing is expected"])
})
