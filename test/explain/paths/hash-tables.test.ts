import { expect, test } from 'vitest'
import { entryOf } from '../../../src/explain/paths/hash-tables.ts'
import { graphOf } from '../graph-text.ts'

/** A table of V8's `OrderedHashTable`: a header, three counts, a slot for each bucket, two entries a bucket. */
function entryAt(slots: number, slot: number, key?: { type: 'string' | 'object'; name: string }) {
  const graph = graphOf({
    table: {
      type: 'array',
      name: '',
      bytes: 16 + 8 * slots,
      edges: [...(key ? [['internal', String(slot - 1), 'key'] as const] : []), ['internal', String(slot), 'value']],
    },
    key: key ?? {},
    value: {},
  })
  return entryOf(graph, 0, key ? 1 : 0)
}

const mapSlots = (buckets: number): number => 3 + buckets + 3 * 2 * buckets
const setSlots = (buckets: number): number => 3 + buckets + 2 * 2 * buckets

test.each([2, 4, 8, 64, 1024])(
  'a Map of %i buckets has a key, a value and the next of the bucket for each entry',
  (buckets) => {
    const first = 3 + buckets
    for (const entry of [0, 1, 2 * buckets - 1]) {
      expect(entryAt(mapSlots(buckets), first + 3 * entry)).toEqual({ kind: 'key', name: '' })
      expect(entryAt(mapSlots(buckets), first + 3 * entry + 1)).toEqual({ kind: 'value', name: '' })
      expect(entryAt(mapSlots(buckets), first + 3 * entry + 2)).toBeUndefined()
    }
  },
)

test.each([2, 4, 8, 64, 1024])('a Set of %i buckets has an entry and the next of the bucket', (buckets) => {
  const first = 3 + buckets
  for (const entry of [0, 1, 2 * buckets - 1]) {
    expect(entryAt(setSlots(buckets), first + 2 * entry)).toEqual({ kind: 'entry', name: '' })
    expect(entryAt(setSlots(buckets), first + 2 * entry + 1)).toBeUndefined()
  }
})

test('counts and buckets are no entries', () => {
  for (let slot = 0; slot < 3 + 4; slot++) {
    expect(entryAt(mapSlots(4), slot)).toBeUndefined()
    expect(entryAt(setSlots(4), slot)).toBeUndefined()
  }
})

test('a value is told by its key, if that is a string', () => {
  expect(entryAt(mapSlots(4), 8, { type: 'string', name: 'users' })).toEqual({ kind: 'value', name: "'users'" })
  expect(entryAt(mapSlots(4), 8, { type: 'object', name: 'User' })).toEqual({ kind: 'value', name: '' })
  expect(entryAt(mapSlots(4), 8, { type: 'string', name: 'x'.repeat(1000) })?.name.length).toBeLessThan(60)
})

test('no size is that of a Map and of a Set', () => {
  const sizes = Array.from({ length: 20 }, (_, i) => 2 ** i)
  const sets = new Set(sizes.map(setSlots))
  expect(sizes.map(mapSlots).filter((slots) => sets.has(slots))).toEqual([])
})

test('a table of another size is none of both', () => {
  for (const slots of [0, 1, 3, 5, 12, 100]) expect(entryAt(slots, 4)).toBeUndefined()
})
