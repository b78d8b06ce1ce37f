import { expect, test } from 'vitest'
import { groupPaths, type PathGroup, type PathWithSteps } from '../../../src/explain/paths/groups.ts'
import type { Root } from '../../../src/explain/paths/roots.ts'
import type { Step, StepKind } from '../../../src/explain/paths/steps.ts'

const variable = (name: string, more: Partial<Root> = {}): Root => ({
  kind: 'variable',
  node: 1,
  origin: 'project',
  name,
  scriptName: '/project/a.ts',
  ...more,
})

/** `property:byId>Object element:3>Job` */
const path = (root: Root | string, steps: string): PathWithSteps => ({
  root: typeof root === 'string' ? variable(root) : root,
  steps: steps.split(' ').map((step, node): Step => {
    const [, kind = '', name = '', className = ''] = /^(\w+):([^>]*)>(.*)$/.exec(step) ?? []
    return { kind: kind as StepKind, name, className, node: node + 10 }
  }),
})

const text = ({ root, steps, count }: PathGroup): string => {
  const parts = steps.map(({ items, times }) => {
    const inner = items.map(({ kind, name, className }) => `${kind}:${name}>${className}`).join(' ')
    return times > 1 ? `(${inner})×${times}` : inner
  })
  return `${count} ${[root.name, ...parts].join(' ')}`
}
const grouped = (paths: readonly PathWithSteps[]): string[] => groupPaths(paths).map(text)
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i))

test('paths that differ in their indices alone are one', () => {
  expect(grouped(times(64, (i) => path('jobs', `element:${i}>Job`)))).toEqual(['64 jobs element:>Job'])
})

test('an index that is always the same is told', () => {
  expect(grouped(times(64, (i) => path('rows', `element:${i}>Array element:1>Job`)))).toEqual([
    '64 rows element:>Array element:1>Job',
  ])
})

test('different variables are told apart, the most frequent first', () => {
  const paths = [
    ...times(24, (i) => path('recent', `element:${i}>Job`)),
    ...times(40, (i) => path('byId', `value:>Job`.replace(':', `:'${i}'`))),
  ]
  expect(grouped(paths)).toEqual(['40 byId value:>Job', '24 recent element:>Job'])
})

test('so are a few properties of one object', () => {
  const paths = [
    ...times(40, (i) => path('cache', `property:users>Array element:${i}>User`)),
    ...times(24, (i) => path('cache', `property:admins>Array element:${i}>User`)),
  ]
  expect(grouped(paths)).toEqual([
    '40 cache property:users>Array element:>User',
    '24 cache property:admins>Array element:>User',
  ])
})

test('many properties of one object are keys', () => {
  expect(grouped(times(64, (i) => path('sessions', `property:id${i}>Session`)))).toEqual([
    '64 sessions element:>Session',
  ])
})

test('four of a hundred are not', () => {
  expect(grouped(times(100, (i) => path('cache', `property:of${i % 4}>Job`)))).toHaveLength(4)
})

test('other kinds, classes, scripts and roots are other paths', () => {
  const paths = [
    path('a', 'element:0>Job'),
    path('a', 'value:0>Job'),
    path('a', 'element:0>Task'),
    path(variable('a', { scriptName: '/project/b.ts' }), 'element:0>Job'),
    path(variable('a', { kind: 'export' }), 'element:0>Job'),
  ]
  expect(grouped(paths)).toHaveLength(5)
})

test('variables without a name are told apart by what they hold, handles are not', () => {
  const unnamed = (node: number): Root => variable('', { capturedBy: 7, node })
  const handle = (node: number): Root => variable('Node / TCP', { kind: 'handle', scriptName: '', node })
  expect(grouped(times(3, (i) => path(unnamed(i), 'element:0>Job')))).toHaveLength(3)
  expect(grouped(times(3, (i) => path(handle(i), 'property:data>Job')))).toHaveLength(1)
})

test('items of a list are one group, with the figures of the last, and so are the first that repeat nothing', () => {
  const list = (length: number): PathWithSteps =>
    path('list', ['property:head>Item', ...times(length, () => 'property:next>Item')].join(' '))
  expect(grouped(times(40, list))).toEqual(['40 list property:head>Item (property:next>Item)×39'])
})

test('lists with something at each item as well', () => {
  const item = (length: number): PathWithSteps =>
    path('first', [...times(length, () => 'property:next>Item'), 'property:job>Job'].join(' '))
  expect(grouped(times(40, item))).toEqual(['40 first (property:next>Item)×39 property:job>Job'])
})

test('lists of two alternating steps', () => {
  const list = (length: number): PathWithSteps =>
    path('scope', times(length, (i) => (i % 2 === 0 ? 'variable:inner>closure' : 'property:outer>Object')).join(' '))
  const groups = grouped(times(20, (i) => list(2 * i + 2)))
  expect(groups).toEqual(['20 scope (variable:inner>closure property:outer>Object)×20'])
})

test('what is on another list is no beginning of this one', () => {
  const paths = [
    path('list', 'property:next>Item property:next>Item property:next>Item'),
    path('list', 'property:next>Other'),
    path('other', 'property:next>Item'),
  ]
  expect(grouped(paths)).toHaveLength(3)
})

test('counts add up, whatever the paths are', () => {
  let seed = 7
  const random = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % below
  }
  const steps = ['property:next>Item', 'element:1>Item', 'value:>Job', 'property:a>Job', 'variable:x>Item']
  for (let round = 0; round < 100; round++) {
    const paths = times(random(40) + 1, () =>
      path(['a', 'b'][random(2)] as string, times(random(6) + 1, () => steps[random(steps.length)]).join(' ')),
    )
    expect(groupPaths(paths).reduce((sum, { count }) => sum + count, 0)).toBe(paths.length)
  }
})
