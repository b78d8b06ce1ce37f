import { expect, test } from 'vitest'
import { siteLedger } from '../../src/judge/sites.ts'
import type { AllocationNode } from '../../src/profile/allocation-node.ts'
import { originOf } from '../../src/profile/origin.ts'
import { node } from '../profile/tree.ts'

const OWN = '/project/node_modules/vitest-leak/dist/'

/** Objects and bytes by name, of one tree. */
function sums(...children: AllocationNode[]) {
  const { sum } = siteLedger((file) => originOf(file, OWN))
  const sites = sum(node('(root)', '', children))
  return [...sites].map(([{ frame, origin }, { objects, bytes }]) => [frame.functionName, origin, objects, bytes])
}

test('an allocation is charged to the function that made it', () => {
  expect(sums(node('test', '/project/a.test.ts', [node('handle', '/project/a.ts', [], [32, 3], [40, 2])]))).toEqual([
    ['handle', 'project', 5, 176],
  ])
})

test('what Node and V8 allocate is charged to the nearest frame of other code', () => {
  const emit = node('emit', 'node:events', [node('push', '', [], [24, 1])], [64, 2])
  const dependency = node('send', '/project/node_modules/got/index.js', [emit], [8, 1])
  expect(sums(node('handle', '/project/a.ts', [dependency]))).toEqual([['send', 'dependency', 4, 160]])
})

test('a callback on top of the runtime is charged to itself', () => {
  const callback = node('callback', '/project/a.ts', [], [32, 1])
  expect(sums(node('handle', '/project/a.ts', [node('map', '', [callback])]))).toEqual([['callback', 'project', 1, 32]])
})

test('a stack of nothing but the runtime is charged to its leaf', () => {
  const timers = node('listOnTimeout', 'node:internal/timers', [node('insert', 'node:internal/timers', [], [64, 1])])
  expect(sums(timers, node('(V8 API)', '', [], [16, 2]))).toEqual([
    ['insert', 'node', 1, 64],
    ['(V8 API)', 'builtin', 2, 32],
  ])
})

test('the test runner is a site of its own, and what it calls is not on its account', () => {
  const spied = node('handle', '/project/a.ts', [], [32, 1])
  const mock = node('mock', '/project/node_modules/@vitest/spy/dist/index.js', [spied, node('push', '', [], [8, 4])])
  expect(sums(node('test', '/project/a.test.ts', [mock]))).toEqual([
    ['handle', 'project', 1, 32],
    ['mock', 'runner', 4, 32],
  ])
})

test('this package is left out, with the runtime under it, but not the body that it calls', () => {
  const body = node('body', '/project/a.test.ts', [], [32, 1])
  const own = node('call', `${OWN}matchers.js`, [body, node('memoryUsage', 'node:process', [], [96, 1])], [40, 1])
  expect(sums(node('test', '/project/a.test.ts', [own]))).toEqual([['body', 'project', 1, 32]])
})

test('stacks of asynchronous code that end in one function are summed', () => {
  const query = () => node('query', '/project/db.ts', [], [32, 2])
  expect(
    sums(
      node('handle', '/project/a.ts', [query()]),
      node('processTicksAndRejections', 'node:internal/process/task_queues', [query()]),
      query(),
    ),
  ).toEqual([['query', 'project', 6, 192]])
})

test('functions at different places are different sites, whatever their name; so are two at one place', () => {
  const at = (line: number, name = 'get') => node(name, '/project/lru.ts', [], [8, 1], { lineNumber: line })
  expect(sums(at(1), at(2), at(2), at(2, 'set'))).toEqual([
    ['get', 'project', 1, 8],
    ['get', 'project', 2, 16],
    ['set', 'project', 1, 8],
  ])
})

test('a script is known by its path or its URL', () => {
  const path = node('handle', '/project/a b.mjs', [], [8, 1])
  const url = node('handle', 'file:///project/a%20b.mjs', [], [8, 1])
  const frames = [
    ...siteLedger((file) => originOf(file, OWN))
      .sum(node('(root)', '', [path, url]))
      .keys(),
  ]
  expect(frames.map(({ frame }) => frame.file)).toEqual(['/project/a b.mjs', '/project/a b.mjs'])
})

test('a function without a name says so', () => {
  expect(sums(node('', '/project/a.ts', [], [8, 1]))).toEqual([['(anonymous)', 'project', 1, 8]])
})

test('sites are the same objects in every sum, so that readings can be compared', () => {
  const ledger = siteLedger((file) => originOf(file, OWN))
  const tree = (count: number) => node('(root)', '', [node('handle', '/project/a.ts', [], [32, count])])
  const [first, second] = [ledger.sum(tree(1)), ledger.sum(tree(5))]
  const [site] = first.keys()
  expect(site && second.get(site)).toEqual({ objects: 5, bytes: 160, nodeBytes: 0 })
  expect(site && first.get(site)).toEqual({ objects: 1, bytes: 32, nodeBytes: 0 })
})

test('what Node’s code makes for a site is told from what the site makes itself', () => {
  const ownPush = node('push', '', [], [8, 2])
  const queued = node('request', 'node:internal/deps/undici/undici', [node('push', '', [], [16, 3])], [32, 1])
  const callback = node('emit', 'node:events', [node('listener', '/project/b.ts', [], [24, 1])])
  const sites = siteLedger((file) => originOf(file, OWN)).sum(
    node('(root)', '', [node('handle', '/project/a.ts', [ownPush, queued, callback])]),
  )
  expect([...sites.values()]).toEqual([
    { objects: 6, bytes: 96, nodeBytes: 80 },
    { objects: 1, bytes: 24, nodeBytes: 0 },
  ])
})
