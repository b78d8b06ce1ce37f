import { describe, expect, test } from 'vitest'
import { nodeOf, ownNodeMajor, runScript } from './harness/run-node.ts'

type Figures = readonly [bytes: number, objects: number, retainedBytes: number]

/** V8's words on 64 bits, without pointer compression, which Node does not have. */
const words = (count: number): number => 8 * count
/** Map, properties, elements. */
const object = (fields: number): number => words(3 + fields)
/** Map, properties, elements, length; and the store: map, length, elements. */
const array = (elements: number): number => words(4) + (elements > 0 ? words(2 + elements) : 0)
/** What V8 gives an array of which the element at this index is stored, and there is no room for it. */
const grown = (index: number): number => index + 1 + ((index + 1) >> 1) + 16
/** Map, hash and length, two pointers. */
const TWO_PART_STRING = words(4)
/** Map, length, scope, previous, and the variable. */
const CONTEXT = words(5)
/** Map, properties, elements, shared, context, feedback, code. */
const ARROW_FUNCTION = words(7)

const sizesOfPushed = [0, 17, 43, 82].map(grown)
const pushed = array(0) + sizesOfPushed.reduce((sum, size) => sum + words(2 + size), 0)

/** Of the bodies in `fixtures/alloc-layout.mjs`: the same on all versions. */
const everywhere: Readonly<Record<string, Figures>> = {
  nothing: [0, 0, 0],
  literal: [object(3), 1, 0],
  objects: [array(100) + 100 * object(5), 102, 0],
  array: [array(1000), 2, 0],
  pushed: [pushed, 1 + sizesOfPushed.length, 0],
  // The text is made once: constants are folded.
  concatenated: [0, 0, 0],
  sliced: [TWO_PART_STRING, 1, 0],
  closure: [CONTEXT + ARROW_FUNCTION, 2, 0],
  'escape analysis': [0, 0, 0],
  // Map, properties, elements, reactions or result, flags, hooks.
  promise: [words(6), 1, 0],
  // Map, length and sign, two digits.
  bigint: [words(4), 1, 0],
  json: [object(1) + array(3), 3, 0],
  set: [712, 4, 0],
  kept: [object(2), 1, object(2)],
}

/** Both have a field more from V8 13 on. */
const buffers = (view: number, arrayBuffer: number): Readonly<Record<string, Figures>> => ({
  bytes: [view + arrayBuffer + 1000, 2, 0],
  floats: [view + arrayBuffer + 80, 2, 0],
  buffer: [arrayBuffer + 64, 1, 0],
})

/** By Node's major. */
const versions: Readonly<Record<number, Readonly<Record<string, Figures>>>> = {
  20: { ...everywhere, ...buffers(words(12), words(11)), map: [952, 4, 0], await: [440, 5, 0] },
  22: { ...everywhere, ...buffers(words(12), words(11)), map: [936, 4, 0], await: [440, 5, 0] },
  24: { ...everywhere, ...buffers(words(13), words(12)), map: [936, 4, 0], await: [432, 5, 0] },
  26: { ...everywhere, ...buffers(words(13), words(12)), map: [936, 4, 0], await: [400, 5, 0] },
}

describe('bodies whose layout is known allocate exactly that', () => {
  test.for([20, 22, 24, 26])('Node %i', async (major, { skip }) => {
    const node = await nodeOf(major)
    if (!node) return skip(`no Node ${major} on this platform`)
    expect(await runScript({ node, script: 'alloc-layout.mjs' })).toEqual(versions[major])
  })
})

test('20 processes count the same, to the byte', { timeout: 240_000 }, async () => {
  const names = ['objects', 'closure', 'map', 'bytes', 'promise', 'await', 'json', 'escape analysis']
  const expected = Object.fromEntries(names.map((name) => [name, versions[ownNodeMajor]?.[name]]))
  const figures: unknown[] = []
  // Two at a time: they are to disturb each other.
  for (let i = 0; i < 10; i++) {
    const two = [1, 2].map(() => runScript({ script: 'alloc-layout.mjs', args: names }))
    figures.push(...(await Promise.all(two)))
  }
  expect(figures).toHaveLength(20)
  expect(figures).toEqual(figures.map(() => expected))
})

test('Node 26 counts the same in two other ways, within 1 %', async ({ skip }) => {
  const node = await nodeOf(26)
  if (!node) return skip('no Node 26 on this platform')
  const figures = await runScript<Record<string, readonly number[]>>({ node, script: 'alloc-agreement.mjs' })
  expect(Object.keys(figures)).toHaveLength(5)
  for (const [name, [ours = NaN, statistics = NaN, addon = NaN]] of Object.entries(figures)) {
    expect.soft(ours, name).toBeGreaterThan(0)
    expect.soft(Math.abs(statistics - ours) / ours, `${name}: total_allocated_bytes`).toBeLessThan(0.01)
    expect.soft(Math.abs(addon - ours) / ours, `${name}: heap.start(…, true)`).toBeLessThan(0.01)
  }
})
