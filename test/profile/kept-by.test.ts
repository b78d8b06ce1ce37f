import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AllocationNode } from '../../src/profile/allocation-node.ts'
import { answerableFrame } from '../../src/profile/answerable.ts'
import { profileFromTree } from '../../src/profile/from-v8.ts'
import { keptBy } from '../../src/profile/kept-by.ts'
import { fileOfScript, originOf as originByRoot } from '../../src/profile/origin.ts'
import { node } from './tree.ts'

const originOf = (file: string) => originByRoot(file, '/own/')
const originOfScript = (script: string) => originOf(fileOfScript(script))

const SCRIPTS = [
  '',
  'node:events',
  '/project/a.ts',
  'file:///project/b%20c.ts',
  '/project/node_modules/got/index.js',
  '/project/node_modules/vitest/dist/x.js',
  '/own/measure.js',
]

const nodes = fc.letrec<{ node: AllocationNode }>((tie) => ({
  node: fc.record({
    name: fc.constantFrom('', 'handle', 'make'),
    scriptName: fc.constantFrom(...SCRIPTS),
    lineNumber: fc.integer({ min: 0, max: 2 }),
    columnNumber: fc.integer({ min: 0, max: 1 }),
    allocations: fc.array(
      fc.record({ sizeBytes: fc.integer({ min: 8, max: 99 }), count: fc.integer({ min: 1, max: 9 }) }),
      {
        maxLength: 2,
      },
    ),
    children: fc.oneof({ maxDepth: 4 }, fc.constant([]), fc.array(tie('node'), { maxLength: 3 })),
  }),
})).node

type Sums = Record<string, { bytes: number; objects: number }>

function add(sums: Sums, key: string, { bytes, objects }: { bytes: number; objects: number }): void {
  const sum = sums[key] ?? { bytes: 0, objects: 0 }
  sums[key] = { bytes: sum.bytes + bytes, objects: sum.objects + objects }
}

test('sums are those of a profile of the same tree, by who answers for a stack', () => {
  fc.assert(
    fc.property(fc.array(nodes, { maxLength: 4 }), (children) => {
      const root = node('(root)', '', children, [16, 1])
      const own = (file: string): boolean => originOf(file) === 'own'
      const expected: Sums = {}
      for (const sample of profileFromTree(root, ({ file }) => own(file))) {
        const frame = answerableFrame(sample.stack, originOf)
        if (!frame || originOf(frame.file) === 'runner') continue
        const { functionName, file, line, column } = frame
        // The root is no function.
        const isRoot = functionName.startsWith('(no ')
        add(expected, isRoot ? '(root)' : `${functionName} ${file}:${line}:${column}`, sample)
      }
      const found: Sums = {}
      for (const { node: by, bytes, objects } of keptBy(root, originOfScript)) {
        const { name, scriptName, lineNumber, columnNumber } = by
        const key = `${name || '(anonymous)'} ${fileOfScript(scriptName)}:${lineNumber}:${columnNumber}`
        add(found, by === root ? '(root)' : key, { bytes, objects })
      }
      expect(found).toEqual(expected)
    }),
    { numRuns: 500 },
  )
})

test('the runtime works for whoever called it, and what the runner keeps is left out', () => {
  const push = node('push', '', [], [24, 2])
  const handle = node('handle', '/project/a.ts', [node('emit', 'node:events', [push], [8, 1])], [32, 1])
  const mock = node('mock', '/project/node_modules/vitest/dist/x.js', [push], [100, 1])
  const root = node('(root)', '', [mock, handle, node('tick', 'node:internal/timers', [push])])
  expect(keptBy(root, originOfScript)).toEqual([
    { node: handle, bytes: 88, objects: 4 },
    { node: push, bytes: 48, objects: 2 },
  ])
})
