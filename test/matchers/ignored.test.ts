import { expect, test } from 'vitest'
import { ignoredSites } from '../../src/matchers/ignored.ts'
import type { Frame } from '../../src/profile/profile.ts'

const site: Frame = { functionName: 'handleRequest', file: '/app/src/server.ts', line: 4, column: 3 }
const other: Frame = { ...site, functionName: 'open', file: '/app/src/store.ts' }
const toSource = (frame: Frame): Frame => ({ ...frame, line: frame.line + 17 })

test.for([
  ['handleRequest'],
  ['src/server.ts:21'],
  ['handleRequest src/server.ts:21'],
  [/^handle/],
  [/server/g],
  [(frame: Frame) => frame.line === 21 && frame.functionName === 'handleRequest'],
] as const)('a site is ignored by %s', ([entry]) => {
  const ignored = ignoredSites(entry, '/app', toSource)
  // More than once: a global RegExp remembers where it has stopped.
  expect([ignored.isIgnored(site), ignored.isIgnored(site), ignored.isIgnored(other)]).toEqual([true, true, false])
  expect(ignored.unused()).toEqual([])
})

test('what matched nothing is told', () => {
  const ignored = ignoredSites(
    [
      'nobody',
      /nowhere/,
      function never() {
        return false
      },
      'server',
    ],
    '/app',
    toSource,
  )
  ignored.isIgnored(site)
  expect(ignored.unused()).toEqual(["'nobody'", '/nowhere/', '[Function: never]'])
})

test('no ignore, nothing ignored', () => {
  const ignored = ignoredSites(undefined, '/app', () => {
    throw new Error('a position was mapped for nothing')
  })
  expect(ignored.isIgnored(site)).toBe(false)
  expect(ignored.unused()).toEqual([])
})
