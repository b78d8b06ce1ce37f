import { expect, test } from 'vitest'
import { edgeNameOf, edgeTypes, nameOf, nodeTypes } from '../../../src/explain/snapshot/heap-graph.ts'
import { readSnapshot } from '../../../src/explain/snapshot/read-snapshot.ts'
import { graphOf, PLANTED_IN, snapshotOf } from '../graph-text.ts'
import { nodeMajors, recordedText } from '../recorded.ts'
import { textSource } from '../text-source.ts'

test('nodes, edges, traces and locations are those of the text', () => {
  const snapshot = snapshotOf({
    root: {
      type: 'synthetic',
      edges: [
        ['property', 'kept', 'kept'],
        ['element', 3, 'text'],
        ['weak', 'gone', 'text'],
      ],
    },
    kept: { type: 'closure', name: 'keep', bytes: 64, madeBy: 'make' },
    text: { type: 'sliced string', name: 'some text', bytes: 20, edges: [['hidden', 1, 'kept']] },
  })
  snapshot.locations.push(7, 12, 4, 8)
  const graph = readSnapshot(textSource(JSON.stringify(snapshot)))
  expect(graph.nodeCount).toBe(3)
  expect([0, 1, 2].map((node) => nodeTypes[graph.nodeType[node] as number])).toEqual([
    'synthetic',
    'closure',
    'sliced string',
  ])
  expect([0, 1, 2].map((node) => nameOf(graph, node))).toEqual(['root', 'keep', 'some text'])
  expect([0, 1, 2].map((node) => graph.selfBytes(node))).toEqual([16, 64, 20])
  expect([...graph.nodeId]).toEqual([1, 3, 5])
  expect([...graph.firstEdge]).toEqual([0, 3, 3, 4])
  expect([0, 1, 2, 3].map((edge) => edgeTypes[graph.edgeType[edge] as number])).toEqual([
    'property',
    'element',
    'weak',
    'hidden',
  ])
  expect([0, 1, 2, 3].map((edge) => edgeNameOf(graph, edge))).toEqual(['kept', 3, 'gone', 1])
  expect([...graph.edgeTarget]).toEqual([1, 2, 2, 1])
  expect([...graph.traceNode]).toEqual([0, 2, 0])
  const { traces } = graph
  expect(traces.functions[traces.functionOf[2] as number]).toEqual({
    functionName: 'make',
    scriptName: PLANTED_IN,
    scriptId: 7,
    line: 10,
    column: 3,
  })
  expect(traces.parent[2]).toBe(1)
  expect(graph.locationOf(1)).toEqual({ scriptId: 12, line: 5, column: 9 })
  expect(graph.locationOf(0)).toBeUndefined()
})

test('fields may be in any order, and there may be others', () => {
  const snapshot = snapshotOf({
    root: { type: 'synthetic', bytes: 5, edges: [['internal', 'x', 'held']] },
    held: { bytes: 7 },
  })
  const rows = Array.from({ length: 2 }, (_, i) => snapshot.nodes.slice(7 * i, 7 * i + 7))
  const reordered = {
    ...snapshot,
    snapshot: { ...snapshot.snapshot, meta: { ...snapshot.snapshot.meta } },
    nodes: rows.flatMap(([type, name, id, size, edges, trace]) => [99, trace, size, name, edges, id, type]),
  }
  reordered.snapshot.meta.node_fields = ['new', 'trace_node_id', 'self_size', 'name', 'edge_count', 'id', 'type']
  reordered.snapshot.meta.node_types = [...Array(6).fill('number'), nodeTypes]
  const graph = readSnapshot(textSource(JSON.stringify(reordered)))
  expect([0, 1].map((node) => `${nameOf(graph, node)} ${graph.selfBytes(node)}`)).toEqual(['root 5', 'held 7'])
  expect([...graph.edgeTarget]).toEqual([1])
})

test('a type that V8 has made up since is read as hidden', () => {
  const snapshot = snapshotOf({ root: { type: 'object' } })
  snapshot.snapshot.meta.node_types[0] = ['new type', ...nodeTypes.slice(1)] as never
  snapshot.nodes[0] = 0
  expect(nodeTypes[readSnapshot(textSource(JSON.stringify(snapshot))).nodeType[0] as number]).toBe('hidden')
})

test('parts that nobody wants are passed over, whatever is in them', () => {
  const snapshot = { ...snapshotOf({ root: {} }), samples: [1, [2, { '}"': '\\"]' }]], extra: { a: ['}', '"', '\\'] } }
  expect(readSnapshot(textSource(JSON.stringify(snapshot))).nodeCount).toBe(1)
})

test('an object may be larger than 4 GB', () => {
  const sizes = [0, 1, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1, 2 ** 40 + 7]
  const graph = graphOf(Object.fromEntries(sizes.map((bytes, i) => [`object ${i}`, { bytes }])))
  expect(sizes.map((_, node) => graph.selfBytes(node))).toEqual(sizes)
})

test('progress goes from nothing to all', () => {
  const shares: number[] = []
  readSnapshot(textSource(JSON.stringify(snapshotOf({ root: {} })), 100), (share) => shares.push(share))
  expect(shares.length).toBeGreaterThan(5)
  expect(shares).toEqual([...shares].sort((a, b) => a - b))
  expect(shares.at(-1)).toBe(1)
})

test('stacks of any depth are read', () => {
  const snapshot = snapshotOf({ root: { madeBy: 'make' } })
  let tree: unknown[] = []
  const depth = 3000
  for (let id = depth; id > 0; id--) tree = [id, 0, 1, 16, tree]
  const text = JSON.stringify({ ...snapshot, trace_tree: tree })
  const { parent } = readSnapshot(textSource(text)).traces
  for (let id = 1; id <= depth; id++) expect(parent[id]).toBe(id - 1)
})

test.each(nodeMajors)('what V8 of Node %i has written is read as JSON.parse reads it', (major) => {
  const text = recordedText(major)
  const { snapshot, nodes, edges, strings } = JSON.parse(text.toString())
  const graph = readSnapshot(textSource(text))
  const fields: number = snapshot.meta.node_fields.length
  const at = (field: string): number => snapshot.meta.node_fields.indexOf(field)
  const column = (field: string): number[] =>
    Array.from({ length: snapshot.node_count }, (_, node) => nodes[node * fields + at(field)])
  expect([...graph.nodeName]).toEqual(column('name'))
  expect([...graph.nodeId]).toEqual(column('id'))
  expect([...graph.traceNode]).toEqual(column('trace_node_id'))
  expect(Array.from({ length: graph.nodeCount }, (_, node) => graph.selfBytes(node))).toEqual(column('self_size'))
  expect([...graph.edgeTarget]).toEqual(
    Array.from({ length: snapshot.edge_count }, (_, edge) => edges[3 * edge + 2] / fields),
  )
  expect(Array.from({ length: graph.strings.count }, (_, i) => graph.strings.at(i))).toEqual(strings)
})
