import { describe, expect, test } from 'vitest'
import { module } from '../graph-text.ts'
import { array, bytes, findingsIn, KB, textOf } from './planted.ts'

const STORE = '/project/src/store.ts'
const OTHER = '/project/src/other.ts'
const onHeap = (heapBytes: number) => ({ heapBytes, offHeapBytes: 0 })

describe('who holds what a test keeps', () => {
  const oneBuffer = {
    ...module(STORE, [['context', 'buffers', 'buffers']]),
    ...array('buffers', ['bytes']),
    ...bytes('bytes', 3_000_000),
  }

  test('one buffer, for which no call site is known: the path ends at it', () => {
    const found = findingsIn(oneBuffer, { kept: { heapBytes: 500, offHeapBytes: 3_000_000 } })
    expect(textOf(found)).toEqual(['▶ buffers in src/store.ts (Array) › [0] › Uint8Array    64 + 3000000, ×1'])
  })

  test('a large cache on the heap is not who holds a buffer', () => {
    const nodes = {
      ...oneBuffer,
      ...module(OTHER, [['context', 'cache', 'text']]),
      text: { type: 'string', bytes: 2e7 },
    } as const
    const found = findingsIn(nodes, { kept: { heapBytes: 500, offHeapBytes: 3_000_000 } })
    expect(textOf(found)).toHaveLength(1)
    expect(textOf(found)[0]).toMatch(/^▶ buffers/)
  })

  test('an array of numbers is what it holds itself', () => {
    const nodes = { ...module(STORE, [['context', 'numbers', 'numbers']]), ...array('numbers', [], 800 * KB) }
    expect(textOf(findingsIn(nodes, { kept: onHeap(800 * KB) }))).toEqual([
      `▶ numbers in src/store.ts (Array)    ${800 * KB + 16} + 0, ×1`,
    ])
  })

  test('the parts of a joined string are the string', () => {
    const nodes = {
      ...module(STORE, [['context', 'texts', 'texts']]),
      ...array('texts', ['joined']),
      joined: {
        type: 'concatenated string',
        edges: [
          ['internal', 'first', 'half'],
          ['internal', 'second', 'other half'],
        ],
      },
      half: { type: 'string', bytes: 40 * KB },
      'other half': { type: 'string', bytes: 40 * KB },
    } as const
    expect(textOf(findingsIn(nodes, { kept: onHeap(80 * KB) }))).toEqual([
      `▶ texts in src/store.ts (Array) › [0] › string    ${80 * KB + 48} + 0, ×1`,
    ])
  })

  test('nothing holds as much', () => {
    expect(findingsIn(oneBuffer, { kept: onHeap(3_000_000) })).toEqual({ holders: [], omittedHolders: 0 })
  })
})

describe('of several holders', () => {
  /** One string of so many bytes in a variable of this name. */
  const variable = (script: string, name: string, size: number) => ({
    ...module(script, [['context', name, name]]),
    [name]: { type: 'string', bytes: size } as const,
  })
  const names = (found: ReturnType<typeof findingsIn>): string[] => found.holders.map(({ holder }) => holder.root.name)

  test('those in files that made it, if they hold all of it', () => {
    const nodes = { ...variable(STORE, 'users', 90 * KB), ...variable(OTHER, 'older', 100 * KB) }
    expect(names(findingsIn(nodes, { kept: onHeap(100 * KB), makers: new Set([STORE]) }))).toEqual(['users'])
    expect(names(findingsIn(nodes, { kept: onHeap(100 * KB) }))).toEqual(['older', 'users'])
  })

  test('a cache in another file, where those of the file that made it are too small', () => {
    const nodes = { ...variable(STORE, 'users', 20 * KB), ...variable(OTHER, 'cache', 100 * KB) }
    expect(names(findingsIn(nodes, { kept: onHeap(100 * KB), makers: new Set([STORE]) }))).toEqual(['cache'])
  })

  test('a cache that was there before and has grown stays, whatever else is as large', () => {
    const nodes = { ...variable(STORE, 'users', 2000 * KB), ...variable(OTHER, 'cache', 100 * KB) }
    expect(names(findingsIn(nodes, { kept: onHeap(100 * KB), makers: new Set([STORE]) }))).toEqual(['cache', 'users'])
  })

  test('less than a quarter is no holder; of more than four the rest is counted', () => {
    const nodes = Object.assign(
      {},
      ...[24, 26, 30, 40, 50, 60].map((size) => variable(`/project/src/${size}.ts`, `kept${size}`, size * KB)),
    )
    const found = findingsIn(nodes, { kept: onHeap(100 * KB) })
    expect(names(found)).toEqual(['kept60', 'kept50', 'kept40', 'kept30'])
    expect(found.omittedHolders).toBe(1)
  })

  test('what the test runner holds is nobody’s', () => {
    const nodes = variable('/project/node_modules/@vitest/runner/dist/index.js', 'tasks', 100 * KB)
    expect(names(findingsIn(nodes, { kept: onHeap(100 * KB) }))).toEqual([])
  })

  test('a dependency’s variable, where none of the project holds it', () => {
    const nodes = variable('/project/node_modules/small-cache/index.mjs', 'seen', 100 * KB)
    expect(names(findingsIn(nodes, { kept: onHeap(100 * KB) }))).toEqual(['seen'])
  })
})
