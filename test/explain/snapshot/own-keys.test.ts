import { expect, test } from 'vitest'
import { ownKeys, possibleKeys } from '../../../src/explain/snapshot/own-keys.ts'
import { type EdgeGiven, graphOf, type NodeGiven } from '../graph-text.ts'

/** An object of a shape with these keys, of which only some are objects' and have edges. */
function keysOf({
  shape,
  edges = [],
  bytes,
}: {
  shape: readonly string[]
  edges?: readonly EdgeGiven[]
  bytes: number
}) {
  const nodes: Readonly<Record<string, NodeGiven>> = {
    object: {
      name: 'Object',
      bytes,
      edges: [...edges, ...(shape.length > 0 ? [['internal', 'map', 'map'] as const] : [])],
    },
    map: { type: 'object shape', name: 'system / Map', edges: [['internal', 'descriptors', 'descriptors']] },
    descriptors: {
      type: 'object shape',
      name: 'system / DescriptorArray',
      // A key, its details and its value, which may be a string as well.
      edges: shape.flatMap((key, i): EdgeGiven[] => [
        ['internal', String(3 * i), `key ${key}`],
        ['internal', String(3 * i + 2), 'constant'],
      ]),
    },
    constant: { type: 'string', name: 'a constant' },
    value: { name: 'Value' },
    ...Object.fromEntries(shape.map((key): [string, NodeGiven] => [`key ${key}`, { type: 'string', name: key }])),
  }
  const graph = graphOf(nodes)
  return { own: ownKeys(graph, 0), possible: possibleKeys(graph, 0) }
}

test('properties that are small integers are told by the shape', () => {
  const { own } = keysOf({ shape: ['id', 'text'], edges: [['property', 'text', 'value']], bytes: 24 + 16 })
  expect(own).toEqual(['id', 'text'])
})

test('those that only other objects of the shape have got are not its own', () => {
  const { own, possible } = keysOf({ shape: ['id', 'text', 'late'], bytes: 24 + 16 })
  expect(own).toEqual(['id', 'text'])
  expect(possible).toEqual(['id', 'text', 'late'])
})

test('an object with room elsewhere may have all', () => {
  const { own } = keysOf({
    shape: ['id', 'text', 'late'],
    edges: [['internal', 'properties', 'value']],
    bytes: 24 + 16,
  })
  expect(own).toEqual(['id', 'text', 'late'])
})

test('a dictionary has no shape: its references tell', () => {
  const edges: EdgeGiven[] = [
    ['property', 'user:1', 'value'],
    ['property', '__proto__', 'value'],
    ['property', 'user:2', 'value'],
    ['internal', 'elements', 'value'],
  ]
  expect(keysOf({ shape: [], edges, bytes: 56 }).own).toEqual(['user:1', 'user:2'])
})

test('an empty object has none', () => {
  expect(keysOf({ shape: [], bytes: 24 })).toEqual({ own: [], possible: [] })
})
