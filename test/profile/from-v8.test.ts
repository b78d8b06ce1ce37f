import { expect, test } from 'vitest'
import { profileFromTree } from '../../src/profile/from-v8.ts'
import type { Frame } from '../../src/profile/profile.ts'
import { written } from './frames.ts'
import { node } from './tree.ts'

const isOwn = ({ file }: Frame): boolean => file.startsWith('/own/')
const root = (...children: Parameters<typeof node>[2] & object) => node('(root)', '', children)

test('each function that allocated is a sample, with its stack leaf first', () => {
  const make = node('make', '/project/b.ts', [], [32, 2], [40, 1], { lineNumber: 7, columnNumber: 3 })
  expect(profileFromTree(root(node('handle', '/project/a.ts', [make], [8, 1])), isOwn)).toEqual([
    { stack: [{ functionName: 'handle', file: '/project/a.ts', line: 1, column: 1 }], objects: 1, bytes: 8 },
    {
      stack: [
        { functionName: 'make', file: '/project/b.ts', line: 7, column: 3 },
        { functionName: 'handle', file: '/project/a.ts', line: 1, column: 1 },
      ],
      objects: 3,
      bytes: 104,
    },
  ])
})

test('functions that allocated nothing are frames, and no samples', () => {
  const tree = root(node('idle', '/project/a.ts'), node('handle', '/project/a.ts', [node('push', '', [], [8, 1])]))
  expect(profileFromTree(tree, isOwn).map(written)).toEqual(['handle > push'])
})

test('what has no stack says so', () => {
  const profile = profileFromTree(node('(root)', '', [], [64, 2]), isOwn)
  expect(profile.map(written)).toEqual(['(no JavaScript on the stack)'])
  expect(profile).toMatchObject([{ objects: 2, bytes: 128 }])
})

test('a function without a name is anonymous, and a URL a path', () => {
  const [sample] = profileFromTree(root(node('', 'file:///project/a%20b.mjs', [], [8, 1])), isOwn)
  expect(sample?.stack).toEqual([{ functionName: '(anonymous)', file: '/project/a b.mjs', line: 1, column: 1 }])
})

test('what the measuring allocated is left out, itself or through the runtime', () => {
  const body = node('body', '/project/a.ts', [node('push', '', [], [8, 1])])
  const runtime = node('memoryUsage', 'node:process', [node('Object', '', [], [96, 1])], [40, 1])
  const measuring = node('measure', '/own/measure.ts', [body, runtime], [64, 1])
  expect(profileFromTree(root(measuring), isOwn).map(written)).toEqual(['measure > body > push'])
})

test('objects of an array buffer’s size are counted', () => {
  const tree = root(
    node('make', '/project/a.ts', [], [96, 3], [88, 2], [32, 5]),
    node('other', '/project/a.ts', [], [32, 1]),
  )
  const [make, other] = profileFromTree(tree, isOwn, new Set([96, 88]))
  expect(make).toMatchObject({ objects: 10, arrayBuffers: 5 })
  expect(other).not.toHaveProperty('arrayBuffers')
})
